"""Two ways of scoring made one: each is stretched from 0 (its worst) to 1 (its best), and the mean counts."""

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


def fused(lists: Sequence[Mapping[int, float]]) -> list[Ranked]:
    """The mean of the stretched scores, the best first. What a list does not hold has 0 in it."""
    parts = [stretched(scores) for scores in lists if scores]
    numbers = {number for part in parts for number in part}
    return ordered((number, sum(part.get(number, 0.0) for part in parts) / len(parts)) for number in numbers)


def ordered(scores: Iterable[tuple[int, float]]) -> list[Ranked]:
    """The best first; equal scores in the order of the index."""
    return sorted((Ranked(number, score) for number, score in scores), key=lambda one: (-one.score, one.id))
