"""Two ways of scoring made one: each is brought between 0 and 1, and the mean counts.

The likeness of vectors is never near 0, so its worst becomes 0; the score of words is 0 where no word is shared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from wellfounded.evidence.search.index.interface import Ranked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Scores = NDArray[np.float64]


def stretched(scores: NDArray[np.floating]) -> Scores:
    """The scores from 0 to 1; a single score, or equal ones, become 1."""
    exact = scores.astype(np.float64)
    if not len(exact):
        return exact
    low, high = exact.min(), exact.max()
    return np.ones_like(exact) if low == high else (exact - low) / (high - low)


def best(lists: Sequence[tuple[Numbers, Scores]], *, limit: int) -> list[Ranked]:
    """The same as `fused` for lists that may hold a whole shelf, numbers in order: only the first are made objects."""
    parts = [(numbers, scores) for numbers, scores in lists if len(numbers)]
    if not parts or limit <= 0:
        return []
    every = np.unique(np.concatenate([numbers for numbers, _ in parts]))
    mean = np.zeros(len(every), dtype=np.float64)
    for numbers, scores in parts:
        mean[np.searchsorted(every, numbers)] += scores
    mean /= len(parts)
    least = np.partition(mean, -limit)[-limit] if limit < len(mean) else mean.min()
    first = np.flatnonzero(mean >= least)
    order = first[np.lexsort((every[first], -mean[first]))][:limit]
    return [Ranked(int(every[place]), float(mean[place])) for place in order]


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
