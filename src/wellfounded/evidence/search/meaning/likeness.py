"""The passages nearest in meaning to a question, by the models that are installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellfounded.evidence.search.meaning.fusion import best, stretched

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wellfounded.evidence.search.index.interface import PassageIndex, Ranked
    from wellfounded.evidence.search.index.reach import Reach
    from wellfounded.evidence.search.meaning.embedder import Embedder, Vectors


class Likeness:
    """Compares questions with the vectors of an index."""

    def __init__(self, index: PassageIndex, embedders: Sequence[Embedder]) -> None:
        self._index = index
        self._embedders = tuple(embedders)
        self._questions: dict[tuple[str, str], Vectors] = {}

    @property
    def models(self) -> tuple[str, ...]:
        """The names of the models."""
        return tuple(embedder.model for embedder in self._embedders)

    def prepare(self, questions: Sequence[str]) -> None:
        """Work out the vectors of questions and hold them."""
        for embedder in self._embedders:
            new = [
                question for question in dict.fromkeys(questions) if (embedder.model, question) not in self._questions
            ]
            for question, vector in zip(new, embedder.questions(new), strict=True):
                self._questions[embedder.model, question] = vector

    def ranked(self, question: str, reach: Reach, *, limit: int, alone: bool = False) -> list[Ranked]:
        """The passages in the reach that have vectors, the nearest first.

        All models count alike; with `alone`, only the first does.
        """
        self.prepare([question])
        found = [
            self._index.near(model, self._questions[model, question], reach=reach)
            for model in (self.models[:1] if alone else self.models)
        ]
        return best([(ids, stretched(scores)) for ids, scores in found], limit=limit)
