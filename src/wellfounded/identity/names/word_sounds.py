"""How a word may sound, as kinds of consonants: what is left when spellings have nothing else in common.

Kinds: B (b, p), F (f, v), K (k, g, q, kh …), S (s, z, sh, ch, j …), T (t, d), L, R, M, N. Letters that one language
reads so and another otherwise (French *ch*, Spanish *j*, Arabic و, Persian ض) give a word more than one sound.
Latin letters are own compilation from general knowledge; letters of other scripts follow the tables of their packs.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from functools import cache, lru_cache
from heapq import nlargest

from wellfounded.identity.names.other.families import families
from wellfounded.identity.names.other.packs import LATIN, packs
from wellfounded.identity.names.other.words import Word

MOST_SOUNDS = 4
MOST_FAMILIES = 2
_LEAST_SHARE = 0.12
_SILENT = "aeiouyh'"
# Letters -> kinds with shares; the longest letters first, so that sch is no s and ch.
_LATIN: tuple[tuple[str, dict[str, float]], ...] = (
    ("tsch", {"S": 1.0}),
    ("dsch", {"S": 1.0}),
    ("tch", {"S": 1.0}),
    ("sch", {"S": 0.9, "SK": 0.1}),
    ("dzh", {"S": 1.0}),
    ("ch", {"S": 0.7, "K": 0.3}),
    ("sh", {"S": 1.0}),
    ("zh", {"S": 1.0}),
    ("dj", {"S": 1.0}),
    ("dz", {"S": 0.8, "T": 0.2}),
    ("dh", {"T": 0.8, "S": 0.2}),
    ("th", {"T": 0.85, "S": 0.15}),
    ("ts", {"S": 1.0}),
    ("tz", {"S": 1.0}),
    ("cz", {"S": 1.0}),
    ("cs", {"S": 1.0}),
    ("sz", {"S": 1.0}),
    ("kh", {"K": 1.0}),
    ("gh", {"K": 1.0}),
    ("ck", {"K": 1.0}),
    ("ph", {"F": 1.0}),
    ("x", {"KS": 0.85, "S": 0.15}),
    ("j", {"S": 0.75, "": 0.25}),
    ("ge", {"K": 0.5, "S": 0.5}),
    ("gi", {"K": 0.5, "S": 0.5}),
    ("ce", {"S": 0.7, "K": 0.3}),
    ("ci", {"S": 0.7, "K": 0.3}),
    ("w", {"": 0.6, "F": 0.4}),
    ("v", {"F": 0.8, "": 0.2}),
    *((letter, {"K": 1.0}) for letter in "cgkq"),
    *((letter, {"B": 1.0}) for letter in "bp"),
    *((letter, {"S": 1.0}) for letter in "sz"),
    *((letter, {"T": 1.0}) for letter in "td"),
    *((letter, {letter.upper(): 1.0}) for letter in "flrmn"),
)
_OF_LATIN = dict(_LATIN)
_PIECES = re.compile("|".join(letters for letters, _ in _LATIN))
_TWICE = re.compile(r"(.)\1+")
# و is a vowel in most spellings that the table knows, and a consonant in as many names.
_HALF_VOWELS = {"و": {"": 0.6, "F": 0.4}, "ў": {"": 0.6, "F": 0.4}, "в": {"F": 0.8, "": 0.2}}


def sounds(word: Word) -> tuple[str, ...]:
    """What a word may sound like, the likeliest first, at most `MOST_SOUNDS`; the families of spellings behind it."""
    return _sounds(word.texts[0], word.script) or (word.roman[:1],)


def known_as(word: Word) -> tuple[str, ...]:
    """The numbers of the families of spellings that have the word: Muhammad, Mehmet, محمد."""
    of = families().of
    found = dict.fromkeys(number for text in word.texts for number in of.get(text, ()))
    return tuple(f"#{number}" for number in list(found)[:MOST_FAMILIES])


@lru_cache(maxsize=65536)
def _sounds(text: str, script: str) -> tuple[str, ...]:
    """The likeliest ways to sound, put together from left to right; unlikely beginnings are given up."""
    if script == LATIN:
        steps = [_OF_LATIN[found[0]] for found in _PIECES.finditer(text)]
    else:
        steps = [_of_letter(letter, script) for letter in text]
    paths = {"": 1.0}
    for step in steps:
        longer: dict[str, float] = defaultdict(float)
        for path, chance in paths.items():
            for kind, share in step.items():
                longer[path + kind] += chance * share
        paths = dict(nlargest(2 * MOST_SOUNDS, longer.items(), key=lambda one: (one[1], one[0])))
    plain: dict[str, float] = defaultdict(float)
    for path, chance in paths.items():
        plain[_TWICE.sub(r"\1", path)] += chance
    best = nlargest(MOST_SOUNDS, plain.items(), key=lambda one: (one[1], one[0]))
    return tuple(path for path, chance in best if path and chance >= _LEAST_SHARE * best[0][1])


@cache
def _of_letter(letter: str, script: str) -> dict[str, float]:
    """The kinds of a letter of another script, by how its pack spells it in Latin letters."""
    if letter in _HALF_VOWELS:
        return _HALF_VOWELS[letter]
    pack = packs().get(script)
    spelt = pack.spelling.chunks.get(letter, {}) if pack else {}
    masses: dict[str, float] = defaultdict(float)
    for latin, chance in spelt.items():
        kinds = (_OF_LATIN[found[0]] for found in _PIECES.finditer(latin))
        masses["".join(max(kind, key=kind.__getitem__) for kind in kinds)] += math.exp(chance)
    best = nlargest(2, masses.items(), key=lambda one: (one[1], one[0]))
    whole = sum(mass for _, mass in best)
    return {kind: mass / whole for kind, mass in best if mass >= _LEAST_SHARE * whole} or {"": 1.0}
