"""Places where words nearly stand, within bounds."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

SHORTEST = 24  # signs without white space, a syllable or a Chinese character for two: fewer are near to too much
_EAST = "\u2e80"
LEAST = 88.0  # of 100 signs so many must agree
LIKE = 3.0  # places nearer to one another than this are told apart by what stands around them
_PIECE, _STEP = 7, 5
_MOST_TIMES = 50  # a piece that stands more often tells nothing
_TRIED = 8
_ENDS = 6


@dataclass(frozen=True, slots=True)
class Near:
    """A stretch of signs, and how many of 100 agree."""

    first: int
    last: int
    likeness: float


def is_short(words: str) -> bool:
    """Whether words are so few that they may stand anywhere."""
    return len(words) + sum(sign >= _EAST for sign in words) < SHORTEST


def near_places(words: str, text: str) -> list[Near]:
    """The places where words nearly stand, the nearest first; none of fewer than `SHORTEST` signs."""
    if is_short(words):
        return []
    found = [_fitted(words, text, start=start) for start in _starts(words, text)]
    best: list[Near] = []
    for one in sorted(found, key=lambda near: -near.likeness):
        apart = all(one.last <= other.first or one.first >= other.last for other in best)
        if one.likeness >= LEAST and apart:
            best.append(one)
    return best


def _starts(words: str, text: str) -> list[int]:
    """Where the words would begin, by pieces of them that stand in the text as they are: the most agreed upon."""
    width = max(8, len(words) // 8)
    votes: Counter[int] = Counter()
    for offset in range(0, len(words) - _PIECE + 1, _STEP):
        piece = words[offset : offset + _PIECE]
        place, times = text.find(piece), 0
        while place >= 0 and times < _MOST_TIMES:
            votes[(place - offset) // width] += 1
            place, times = text.find(piece, place + 1), times + 1
    return [bucket * width for bucket, _ in votes.most_common(_TRIED)]


def _fitted(words: str, text: str, *, start: int) -> Near:
    """The stretch around a place that the words fit best."""
    slack = max(16, len(words) // 4)
    begin = max(0, start - slack)
    window = text[begin : max(0, start) + len(words) + 2 * slack]
    fit = fuzz.partial_ratio_alignment(words, window)
    first, last = (fit.dest_start, fit.dest_end) if fit else (0, len(window))
    choices = (
        (one, other)
        for one in range(max(0, first - _ENDS), first + _ENDS + 1)
        for other in range(last - _ENDS, min(len(window), last + _ENDS) + 1)
        if one < other
    )
    one, other = max(
        choices, key=lambda ends: Levenshtein.normalized_similarity(words, window[slice(*ends)]), default=(first, last)
    )
    likeness = 100 * Levenshtein.normalized_similarity(words, window[one:other])
    return Near(begin + one, begin + other, likeness)
