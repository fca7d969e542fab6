"""A register whose truth is known, and what a linkage of it is worth."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wellfounded.identity.record import Record

    Scored = tuple[int, int, float]


@dataclass(frozen=True, slots=True)
class Register:
    """Records, and for each of them who it is."""

    name: str
    records: Sequence[Record]
    persons: Sequence[str]

    @property
    def true_pairs(self) -> int:
        """Pairs of records that are of one person."""
        return sum(count * (count - 1) // 2 for count in Counter(self.persons).values())


@dataclass(frozen=True, slots=True)
class Quality:
    """The best F1 that one threshold gives, with what it is made of; `reach` is the part of true pairs found at all."""

    f1: float
    precision: float
    recall: float
    threshold: float
    reach: float


def quality(register: Register, scored: Iterable[Scored]) -> Quality:
    """Every threshold is tried; equal scores stand or fall together."""
    best = Quality(0.0, 0.0, 0.0, 0.0, 0.0)
    ranked = sorted(((score, register.persons[a] == register.persons[b]) for a, b, score in scored), reverse=True)
    hits = taken = 0
    for score, group in groupby(ranked, key=lambda one: one[0]):
        same = list(group)
        taken, hits = taken + len(same), hits + sum(true for _, true in same)
        f1 = 2 * hits / (taken + register.true_pairs)
        if f1 > best.f1:
            best = Quality(f1, hits / taken, hits / register.true_pairs, score, 0.0)
    return Quality(best.f1, best.precision, best.recall, best.threshold, hits / register.true_pairs)
