"""The order of what an engine found: BM25, worked out by ourselves, the same over every engine.

An engine only proposes candidates. Each is scored here with the counts of its own language (how many passages hold a
term, how long a passage is), summed over the shelves that the reader may open: what stands on another shelf moves
nothing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

from wellfounded.evidence.search.index.interface import Ranked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# How soon more of the same term stops counting, and how much long passages are held back. The values hold on every
# collection that was tried (docs/reference/search.md); no value was fitted to one of them.
K1, B = 1.5, 0.75


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that an engine proposes: its number, language and length in tokens, and all its terms."""

    id: int
    language: str
    length: int
    terms: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How many passages of a language there are, how many tokens they have, and how many passages hold each term."""

    passages: int
    length: int
    holding: Mapping[str, int]

    def weight(self, term: str) -> float:
        """How much a term tells: much when few passages hold it; never negative."""
        holding = self.holding.get(term, 0)
        return log(1 + (self.passages - holding + 0.5) / (holding + 0.5))


def bm25(question: Counter[str], candidates: Iterable[Candidate], *, counts: Mapping[str, Counts]) -> list[Ranked]:
    """The candidates with their scores, the best first; equal scores in the order in which they were added."""
    weights = {
        language: {term: times * of.weight(term) for term, times in question.items()} for language, of in counts.items()
    }
    means = {language: of.length / of.passages for language, of in counts.items() if of.passages}
    found = []
    for candidate in candidates:
        weight = weights[candidate.language]
        times = Counter(filter(question.__contains__, candidate.terms.split()))
        damp = K1 * (1 - B + B * candidate.length / means[candidate.language])
        score = sum(weight[term] * count * (K1 + 1) / (count + damp) for term, count in times.items())
        found.append(Ranked(candidate.id, score))
    return sorted(found, key=lambda one: (-one.score, one.id))
