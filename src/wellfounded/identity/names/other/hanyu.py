"""Latin letters that can only be Hanyu Pinyin, such as Zhang Xueliang: they leave no choice of another dialect."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import islice, product
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from wellfounded.identity.names.other.hanzi import hanzi

if TYPE_CHECKING:
    from collections.abc import Iterator

_OWN_INITIALS = ("zh", "x", "q")  # no other system of Latin letters for Chinese begins a syllable so
_SLIP = 1  # a letter
_LONGEST_SYLLABLE = 6
_MOST_READINGS = 32


@lru_cache(maxsize=16384)
def in_pinyin(words: tuple[str, ...]) -> bool:
    """Whether all words are syllables of Hanyu Pinyin, and at least one syllable is of no other system."""
    if any(word in hanzi().western for word in words):
        return False
    cuts = [_cut(word) for word in words]
    return all(cuts) and any(syllable.startswith(_OWN_INITIALS) for syllables in cuts for syllable in syllables)


def reads(words: tuple[str, ...], *, surname: str, given: str) -> bool:
    """Whether words in pinyin are a reading of the characters, surname first or last; one slip is forgiven."""
    runs = {"".join(words), "".join(words[1:] + words[:1]), "".join(words[-1:] + words[:-1])}
    return any(
        Levenshtein.distance(run, reading, score_cutoff=_SLIP) <= _SLIP
        for reading in islice(_readings(surname, given), _MOST_READINGS)
        for run in runs
    )


def _readings(surname: str, given: str) -> Iterator[str]:
    table = hanzi()
    family = [table.surname_readings[surname]] if surname in table.surname_readings else []
    rows = [table.readings[sign].mandarin if sign in table.readings else ("",) for sign in surname + given]
    for row in product(*rows):
        yield _plain("".join(row))
    for one in family:
        for row in product(*rows[len(surname) :]):
            yield _plain(one + "".join(row))


def _plain(pinyin: str) -> str:
    return pinyin.replace("ü", "u").replace("v", "u")


@cache
def _syllables() -> frozenset[str]:
    return frozenset(_plain(reading) for row in hanzi().readings.values() for reading in row.mandarin)


@lru_cache(maxsize=16384)
def _cut(word: str) -> tuple[str, ...]:
    """A way to cut a word into pinyin syllables, longer ones first; empty when there is none."""
    if word in _syllables():
        return (word,)
    for size in range(min(_LONGEST_SYLLABLE, len(word) - 1), 0, -1):
        rest = _cut(word[size:]) if word[:size] in _syllables() else ()
        if rest:
            return (word[:size], *rest)
    return ()
