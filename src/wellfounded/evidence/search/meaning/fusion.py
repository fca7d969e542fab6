"""Two ways of scoring made one: each is brought between 0 and 1, and the mean counts.

The likeness of vectors is never near 0, so its worst becomes 0; the score of words is 0 where no word is shared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellfounded.evidence.search.index.interface import Ranked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


def stretched(scores: Mapping[int, float]) -> dict[int, float]:
    """The scores from 0 to 1; a single score, or equal ones, become 1."""
    if not scores:
        return {}
    low, high = min(scores.values()), max(scores.values())
    if low == high:
        return dict.fromkeys(scores, 1.0)
    return {number: (score - low) / (high - low) for number, score in scores.items()}


def scaled(scores: Mapping[int, float]) -> dict[int, float]:
    """Scores that are 0 where nothing matches, from 0 to 1."""
    high = max(scores.values(), default=0.0)
    return {number: score / high for number, score in scores.items()} if high > 0 else {}


def fused(lists: Sequence[Mapping[int, float]]) -> list[Ranked]:
    """The mean of lists from 0 to 1, the best first. What a list does not hold has 0 in it; an empty list is none."""
    parts = [scores for scores in lists if scores]
    numbers = {number for part in parts for number in part}
    return ordered((number, sum(part.get(number, 0.0) for part in parts) / len(parts)) for number in numbers)


def ordered(scores: Iterable[tuple[int, float]]) -> list[Ranked]:
    """The best first; equal scores in the order of the index."""
    return sorted((Ranked(number, score) for number, score in scores), key=lambda one: (-one.score, one.id))
