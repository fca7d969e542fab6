"""nDCG: how much of the best possible order a ranking reaches."""

from __future__ import annotations

from math import log2
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

DEPTH = 10


def ndcg(ranking: Sequence[str], grades: Mapping[str, float], *, depth: int = DEPTH) -> float:
    """The gain of the first `depth` places over the greatest gain possible, from 0 to 1; gains are the grades.

    A document that stands twice counts once. Source: Järvelin and Kekäläinen 2002, with the logarithm of base 2 from
    the first place on, as trec_eval computes it.
    """
    distinct = list(dict.fromkeys(ranking))[:depth]
    best = _gain(sorted(grades.values(), reverse=True)[:depth])
    return _gain([grades.get(name, 0.0) for name in distinct]) / best if best else 0.0


def _gain(grades: Iterable[float]) -> float:
    return sum(grade / log2(place + 2) for place, grade in enumerate(grades))
