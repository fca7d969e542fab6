"""The order of what is found: BM25 over the postings that the reader may see, exact, the same over every database.

Each passage is scored with the counts of its own language (how many passages hold a term, how long a passage is),
summed over the shelves that the reader may open: what stands on another shelf moves nothing.

Blocks of passages are scored one after another, the terms that tell most first. Once the terms that are left could not
lift a passage among the best that are known, only the passages that still could be lifted are looked at: nothing that
belongs among the best is ever missed by it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from math import log
from typing import TYPE_CHECKING

import numpy as np

from wellfounded.evidence.search.index.interface import Ranked
from wellfounded.evidence.search.index.postings import BLOCK, LENGTH_BITS, PLACE, PLACE_BITS, TIMES_BITS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from wellfounded.evidence.search.index.postings import Row

    Scores = NDArray[np.float32]
    Mask = NDArray[np.bool_]

# How soon more of the same term stops counting, and how much long passages are held back. The values hold on every
# collection that was tried (docs/reference/search.md); no value was fitted to one of them.
K1, B = 1.5, 0.75
# Sums of single precision differ a little by their order: nothing is given up for less than this.
_SLACK = np.float32(1e-5)


@dataclass(frozen=True, slots=True)
class Group:
    """The passages of a shelf in a language: how many they are, and how many tokens they have."""

    language: str
    passages: int
    length: int


@dataclass(slots=True)
class Weighing:
    """What the terms of a question weigh in each group, and the most that each can add to a score."""

    weights: dict[tuple[str, int], np.float32]
    tables: dict[int, Scores]
    order: list[str]
    # for each term in the order: the most that it and all that follow can add
    ahead: list[np.float32]


@dataclass(slots=True)
class _Best:
    """The best passages so far."""

    limit: int
    found: list[Ranked] = field(default_factory=list)

    @property
    def least(self) -> np.float32:
        """What a passage must reach to come among them; 0 while there is room."""
        return np.float32(self.found[-1].score) if len(self.found) == self.limit else np.float32(0)

    def take(self, scores: Scores, block: int) -> None:
        """Take in the passages of a block."""
        places = np.flatnonzero(scores > 0 if len(self.found) < self.limit else scores > self.least)
        if len(places) > self.limit:
            least = np.partition(scores[places], -self.limit)[-self.limit]
            places = places[scores[places] >= least]
        new = (Ranked(block * BLOCK + place, float(scores[place])) for place in places.tolist())
        self.found = sorted((*self.found, *new), key=lambda one: (-one.score, one.id))[: self.limit]


def weight(passages: int, holding: int) -> float:
    """How much a term tells that so many of the passages hold: much when they are few; never negative."""
    return log(1 + (passages - holding + 0.5) / (holding + 0.5))


def bm25(
    question: Sequence[str],
    rows: Iterable[Row],
    *,
    groups: Mapping[int, Group],
    limit: int,
    allowed: Mapping[int, Mask] | None = None,
) -> list[Ranked]:
    """The best passages with their scores; equal scores in the order in which they were added.

    `allowed` says for each block which of its passages may be found; None stands for all.
    """
    # A group that came into being since its reader's groups were told is not theirs yet.
    asked = [row for row in rows if row.group in groups]
    weighing = _weighed(Counter(question), asked, groups=groups)
    blocks: defaultdict[int, defaultdict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in asked:
        blocks[row.block][row.term].append(row)
    best = _Best(limit)
    for block in sorted(blocks):
        scores = scored(blocks[block], weighing, least=best.least)
        if allowed is not None:
            scores[~allowed.get(block, np.zeros(BLOCK, dtype=np.bool_))] = 0
        best.take(scores, block)
    return best.found


def scored(rows: Mapping[str, Sequence[Row]], weighing: Weighing, *, least: np.float32) -> Scores:
    """The scores of a block. Those that cannot reach `least` may stay below what they would be."""
    scores = np.zeros(BLOCK, dtype=np.float32)
    for term, ahead in zip(weighing.order, weighing.ahead, strict=True):
        alive: Mask | None = None
        if ahead < least:
            alive = scores >= least - ahead - _SLACK * least
            if not alive.any():
                break
        for row in rows.get(term, ()):
            postings = row.postings
            if alive is not None:
                postings = postings[alive[postings & PLACE]]
            places = (postings & PLACE).astype(np.intp)
            scores[places] += weighing.tables[row.group][postings >> PLACE_BITS] * weighing.weights[term, row.group]
    return scores


def _weighed(question: Counter[str], rows: Sequence[Row], *, groups: Mapping[int, Group]) -> Weighing:
    passages, length = Counter[str](), Counter[str]()
    for group in groups.values():
        passages[group.language] += group.passages
        length[group.language] += group.length
    holding: Counter[tuple[str, str]] = Counter()
    for row in rows:
        holding[row.term, groups[row.group].language] += len(row.postings)
    weights: dict[tuple[str, int], np.float32] = {}
    most: defaultdict[str, float] = defaultdict(float)
    for term, number in {(row.term, row.group): None for row in rows}:
        language = groups[number].language
        one = question[term] * weight(passages[language], holding[term, language])
        weights[term, number] = np.float32(one)
        most[term] = max(most[term], one * (K1 + 1))
    order = sorted(most, key=lambda term: (-most[term], term))
    ahead = np.cumsum([most[term] for term in reversed(order)])[::-1]
    tables = {
        number: _table(length[groups[number].language] / passages[groups[number].language])
        for number in {number for _, number in weights}
    }
    return Weighing(weights, tables, order, [np.float32(value) for value in ahead])


@lru_cache(maxsize=16)
def _table(mean: float) -> Scores:
    """What a posting adds for each weight, by its upper bits: how often the term stands there, and among how many."""
    times = np.tile(np.arange(1 << TIMES_BITS, dtype=np.float64), 1 << LENGTH_BITS)
    length = np.repeat(np.arange(1 << LENGTH_BITS, dtype=np.float64), 1 << TIMES_BITS)
    found: Scores = (times * (K1 + 1) / (times + K1 * (1 - B + B * length / mean))).astype(np.float32)
    return found
