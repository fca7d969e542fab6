"""Counts that tell nothing of few people: none under five is shown, and none can be worked out from the others.

Whoever knows the total of a table, and it must be taken as known, can subtract what is shown. So further counts are
hidden until those that are hidden are together more than two small ones could be. Which are taken goes by the order of
the table and never by their size: the smallest first would tell that the hidden one is no larger than what is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

K = TypeVar("K")
FEWEST = 5


def suppressed(counts: Mapping[K, int]) -> dict[K, int | None]:
    """The counts with None for every one that is hidden, zeros among them.

    The table has every key that there could be, always in the same order.
    """
    hidden = [key for key, count in counts.items() if count < FEWEST]
    rest = [key for key in counts if key not in hidden]
    while hidden and rest and not _lost_among([counts[key] for key in hidden]):
        hidden.append(rest.pop(0))
    return {key: None if key in hidden else count for key, count in counts.items()}


def shown_total(counts: Mapping[K, int]) -> int | None:
    """The sum, or None when it is itself too small."""
    whole = sum(counts.values())
    return whole if whole >= FEWEST else None


def _lost_among(hidden: Collection[int]) -> bool:
    """Whether nobody who knows the sum of what is hidden knows any part of it.

    Of many that are each as large as a small one can be, the sum would tell every one.
    """
    largest_small = FEWEST - 1
    return len(hidden) > 1 and sum(hidden) > 2 * largest_small and sum(hidden) != largest_small * len(hidden)
