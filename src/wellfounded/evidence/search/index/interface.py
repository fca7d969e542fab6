"""What an index of passages offers, whatever engine stands behind it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from wellfounded.evidence.passage import Card, Passage
from wellfounded.evidence.search.analysis.token import Token
from wellfounded.evidence.search.index.reach import Reach
from wellfounded.evidence.search.index.vectors import VectorTable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from wellfounded.evidence.search.meaning.embedder import Vectors


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage that was found: its number in the index, and its score (only for ordering)."""

    id: int
    score: float


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage read from the index, with its document's card and its tokens (for highlights)."""

    id: int
    card: Card
    passage: Passage
    tokens: tuple[Token, ...]


class PassageIndex(Protocol):
    """Keeps passages and finds them again.

    Every method that reads takes a `Reach`: what its gate does not let through is neither found, nor counted, nor read,
    and changes neither the order nor the score of what is. Writing is atomic per call.
    """

    vectors: VectorTable

    def add(self, documents: Iterable[tuple[Card, Sequence[Passage]]]) -> None:
        """Add documents with their passages; a document whose key is there already is replaced."""
        ...  # pragma: no cover - what an index must offer; nothing to run

    def remove(self, key: str) -> bool:
        """Remove a document and all that was kept of it. False when it was not there."""
        ...  # pragma: no cover - what an index must offer; nothing to run

    def holds(self, key: str) -> bool:
        """Whether a document is in the index, for whoever adds documents."""
        ...  # pragma: no cover - what an index must offer; nothing to run

    def ranked(self, terms: Sequence[str], reach: Reach, *, limit: int) -> list[Ranked]:
        """The passages that share terms with a question, the best first."""
        ...  # pragma: no cover - what an index must offer; nothing to run

    def near(self, model: str, question: Vectors, *, reach: Reach) -> tuple[NDArray[np.int64], Vectors]:
        """The passages in the reach that have a vector of a model, and the cosine of each with a question's vector."""
        ...  # pragma: no cover - what an index must offer; nothing to run

    def count(self, terms: Sequence[str], reach: Reach) -> int:
        """How many passages share a term with a question."""
        ...  # pragma: no cover - what an index must offer; nothing to run

    def ids(self, reach: Reach) -> list[int]:
        """The numbers of all passages that the reach lets through."""
        ...  # pragma: no cover - what an index must offer; nothing to run

    def languages(self, reach: Reach) -> tuple[str, ...]:
        """The languages of the passages that the gate and the languages of the reach let through."""
        ...  # pragma: no cover - what an index must offer; nothing to run

    def passages(self, ids: Sequence[int], reach: Reach) -> list[FoundPassage]:
        """The passages of these numbers that the reach lets through, in the order of `ids`."""
        ...  # pragma: no cover - what an index must offer; nothing to run
