"""Language packs: what is known of one script, as data. A pack is a TOML file in `packs/` and the table it names.

To raise a script: add `packs/<code>.toml` with the script as Unicode begins the names of its letters, a table of
spellings, and the titles, particles and attached prefixes of its names. No code knows the names of the scripts.
"""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from wellfounded.identity.names.other.letters import folded
from wellfounded.identity.names.other.spelling import Spelling, spelling_from, spelling_within

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

LATIN = "LATIN"


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """One script: its table of spellings in Latin letters, and the words around names that are no names.

    `titles` are no part of a name, `honorifics` may be one (Sayyid) and may as well be left out; `particles` too.
    `prefixes` are letters that may stand attached before a word and may as well be left out. `leading` words are one
    with the word after them (Abd al-Rahman, Abu Bakr), `trailing` words with the one before (Habib Allah, Nur al-Din).
    `own` says how one word is written twice in the script itself; where it is missing, two words meet in Latin letters.
    """

    script: str
    spelling: Spelling
    titles: frozenset[str] = frozenset()
    honorifics: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    leading: frozenset[str] = frozenset()
    trailing: frozenset[str] = frozenset()
    own: Spelling | None = None


@cache
def packs() -> dict[str, Pack]:
    """All packs by the code of their script."""
    folder = resources.files(__package__) / "packs"
    found = [_pack(folder, file) for file in folder.iterdir() if file.name.endswith(".toml")]
    return {pack.script: pack for pack in found}


def _pack(folder: Traversable, file: Traversable) -> Pack:
    given: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    spelling = spelling_from(
        folder / given["spelling"],
        sounds=folder / given["sounds"] if "sounds" in given else None,
        unwritten=given.get("unwritten", ""),
        mute=given.get("mute", ""),
    )
    return Pack(
        script=given["script"],
        spelling=spelling,
        titles=frozenset(map(folded, given.get("titles", ()))),
        honorifics=frozenset(map(folded, given.get("honorifics", ()))),
        particles=frozenset(map(folded, given.get("particles", ()))),
        prefixes=tuple(map(folded, given.get("prefixes", ()))),
        leading=frozenset(map(folded, given.get("leading", ()))),
        trailing=frozenset(map(folded, given.get("trailing", ()))),
        own=spelling_within(folder / given["own"], letters=frozenset("".join(spelling.chunks)))
        if "own" in given
        else None,
    )


@lru_cache(maxsize=8192)
def script_of_letter(letter: str) -> str:
    """The script of a letter by the first word of its Unicode name (`CYRILLIC`); `""` for what has no name."""
    return unicodedata.name(letter, "").partition(" ")[0]
