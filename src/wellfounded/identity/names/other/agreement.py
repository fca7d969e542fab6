"""Two words: what it is worth, in nats, that they are written as they are if they are the same word of a name."""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel

from wellfounded.identity.names.other.families import families
from wellfounded.identity.names.other.packs import LATIN, packs
from wellfounded.identity.names.other.rarity import latin

if TYPE_CHECKING:
    from wellfounded.identity.names.other.words import Word

MOST = 12.0
"""Nats of the rarest word: rarer ones are no surer, since what is rare in a list may be common where a person lives."""

LEAST = -4.6
"""Nats of two words that have nothing in common: one person in a hundred has two names for one part of the name."""

_SAME = math.log(0.6)  # that a Latin word is written the same twice
_VARIED = math.log(0.4)
_LEAST_ALIKE = 0.42  # below this the likeliest spellings have too little in common to be looked at closely
_LEAST_KIND = 0.75  # the same for the kinds of their consonants
_BEST_SPELT = 17.0  # what a perfect spelling is worth at most; each nat of a poorer one is taken away
_BEST_KNOWN = 10.0  # the same of two words that are both well known: Jamal is hardly a slip for Kamal
_HOPELESS = -40.0  # nats one way that no other way makes up for: half of a dozen or two
_TRANSLATED = 3.0  # Ivan and John are one name in a lexicon, and seldom one in a person's papers

# Letters that one name may begin with in the spelling of two languages: Cz and Tsch, Joukov and Zhukov, Oumar and Wali.
_BEGINNINGS = ("ckqghx", "cszxjt", "gjzsdh", "dt", "bpvfw", "aeiouyjhw", "l", "r", "mn")


def agreement(one: Word, other: Word) -> float:
    """Nats for two words being one, from `LEAST` to `MOST`."""
    if one.script == other.script and one.texts[0] == other.texts[0]:
        return min(MOST, one.nats + _SAME)
    if one.script == other.script != LATIN and packs()[one.script].own is not None:
        best = max(_in_own_letters(*sorted(pair), script=one.script) for pair in product(one.texts, other.texts))
        return max(LEAST, min(MOST, one.nats, other.nats) + _VARIED + best)
    alike = _alike(one, other)
    known = max(families().worth(mine, theirs) for mine in one.texts for theirs in other.texts)
    value = max(LEAST, known - (0.0 if alike else _TRANSLATED)) if known else LEAST
    most = min(MOST, one.nats, other.nats)
    if alike and value < most:  # else no spelling changes anything
        scripts = (one.script, other.script)
        value = max(value, *(_spelt(*pair, scripts=scripts) for pair in _tries(one, other)))
    return min(value, most)


def _alike(one: Word, other: Word) -> bool:
    """A quick look, so that only one pair of words in five is looked at closely."""
    if Indel.normalized_similarity(one.roman, other.roman) >= _LEAST_ALIKE:
        return True
    return consonants_agree(one, other)


def consonants_agree(one: Word, other: Word) -> bool:
    """Whether two words have most of their consonants in common, by kind; one consonant is none."""
    return len(one.skeleton) > 1 and Indel.normalized_similarity(one.skeleton, other.skeleton) >= _LEAST_KIND


def begin_alike(one: Word, other: Word) -> bool:
    """Whether one of the words is a letter that the other begins with."""
    if not (one.is_initial or other.is_initial):
        return False
    mine, theirs = one.roman[:1], other.roman[:1]
    return one.texts[0][:1] == other.texts[0][:1] or (bool(mine) and mine == theirs)


def initials_clash(one: Word, other: Word) -> bool:
    """Whether one of two words is a letter that no spelling of the other begins with: W. H. Auden, W. B. Auden."""
    if not (one.is_initial or other.is_initial) or one.light or other.light:
        return False
    mine, theirs = one.roman[:1], other.roman[:1]
    return mine.isascii() and theirs.isascii() and not any(mine in kin and theirs in kin for kin in _BEGINNINGS)


def _tries(one: Word, other: Word) -> list[tuple[str, str]]:
    """What to compare: words of two scripts that are not Latin meet in their likeliest Latin spelling."""
    if LATIN not in {one.script, other.script}:
        return [(one.roman, other.roman)]
    return [(mine, theirs) for mine in one.texts for theirs in other.texts]


def _spelt(one: str, other: str, *, scripts: tuple[str, str]) -> float:
    script, its = scripts
    if script == its or LATIN not in {script, its}:
        return _latin(*sorted((one, other)))
    return _into_latin(one, other, script=script) if its == LATIN else _into_latin(other, one, script=its)


@lru_cache(maxsize=65536)
def _in_own_letters(one: str, other: str, *, script: str) -> float:
    """Nats against two words that are written alike, both ways and halved: nought when they are."""
    own = packs()[script].own
    if own is None or one == other:
        return 0.0
    return (
        own.log_probability(one, other)
        + own.log_probability(other, one)
        - own.log_probability(one, one)
        - own.log_probability(other, other)
    ) / 2


@lru_cache(maxsize=65536)
def _into_latin(source: str, target: str, *, script: str) -> float:
    worth = _at_least(target)
    return packs()[script].spelling.log_probability(source, target, least=LEAST - worth) + worth


@lru_cache(maxsize=65536)
def _within_latin(source: str, target: str) -> float:
    """Letters that are a poor spelling of one another say little, however rare the word: neighbours are alike too."""
    nats = _into_latin(source, target, script=LATIN)
    best = _BEST_KNOWN if all(map(_well_known, (source, target))) else _BEST_SPELT
    return min(nats, best + nats - _at_least(target))


@lru_cache(maxsize=65536)
def _at_least(word: str) -> float:
    return latin().at_least(word)


def _well_known(word: str) -> bool:
    return word in latin().words or word in families().of


@lru_cache(maxsize=65536)
def _latin(one: str, other: str) -> float:
    """Both ways and halved, so that it does not matter which name is asked for; below `LEAST` one way is enough."""
    if one == other:
        return _SAME + latin().of(one)
    first = _within_latin(one, other)
    return _VARIED + (first + _within_latin(other, one)) / 2 if first > _HOPELESS else first
