"""Search: a question in, passages out, by words, by meaning or by both.

Within one language words and meaning are fused. Across languages words are noise, and only meaning counts; what is
found so is a list of its own, which the reader sees apart and may switch off.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from wellfounded.evidence.search.index.interface import Ranked
from wellfounded.evidence.search.index.snippet import Snippet, snippet
from wellfounded.evidence.search.language import language_of
from wellfounded.evidence.search.meaning.fusion import fused, scaled
from wellfounded.evidence.search.meaning.likeness import Likeness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wellfounded.evidence.passage import Card, Passage
    from wellfounded.evidence.search.analysis.analyzer import Analyzer
    from wellfounded.evidence.search.index.interface import PassageIndex
    from wellfounded.evidence.search.index.reach import Reach
    from wellfounded.evidence.search.meaning.embedder import Embedder

# How many passages each way of searching gives to the fusion.
DEPTH = 300


class Mode(StrEnum):
    """A way of searching. All but `KEYWORD` need a model."""

    KEYWORD = "keyword"
    DENSE = "dense"
    FUSED = "fused"
    CROSS = "cross"


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that was found: its place in the list (from 1), its document's card, and what to show of it."""

    place: int
    id: int
    card: Card
    passage: Passage
    snippet: Snippet


class Search:
    """Questions to an index. Without embedders only `Mode.KEYWORD` finds anything."""

    def __init__(self, index: PassageIndex, analyzer: Analyzer, *, embedders: Sequence[Embedder] = ()) -> None:
        self._index = index
        self._analyzer = analyzer
        self._likeness = Likeness(index, embedders)

    @property
    def modes(self) -> tuple[Mode, ...]:
        """The modes that work here."""
        return tuple(Mode) if self._likeness.models else (Mode.KEYWORD,)

    @property
    def default_mode(self) -> Mode:
        """Fused where a model is installed, else keyword."""
        return Mode.FUSED if self._likeness.models else Mode.KEYWORD

    def ranked(self, question: str, reach: Reach, *, mode: Mode, limit: int) -> list[Ranked]:
        """The best passages for a question, as numbers and scores."""
        match mode:
            case Mode.KEYWORD:
                return self._by_words(question, reach, limit=limit)
            case Mode.DENSE:
                return self._likeness.ranked(question, reach, limit=limit)
            case Mode.FUSED:
                return self._fused(question, reach, limit=limit)
            case Mode.CROSS:
                others = _only(reach, set(self._index.languages(reach)) - {str(language_of(question))})
                return self._likeness.ranked(question, others, limit=limit) if others else []

    def find(self, question: str, reach: Reach, *, mode: Mode, limit: int) -> list[Found]:
        """The best passages for a question, ready to be shown."""
        ranked = self.ranked(question, reach, mode=mode, limit=limit)
        terms = frozenset(self._analyzer.terms(question))
        passages = self._index.passages([one.id for one in ranked], reach)
        return [
            Found(place, one.id, one.card, one.passage, snippet(one.passage.text, one.tokens, terms=terms))
            for place, one in enumerate(passages, 1)
        ]

    def count(self, question: str, reach: Reach) -> int:
        """How many passages share a word with a question."""
        return self._index.count(self._analyzer.terms(question), reach)

    def prepare(self, questions: Sequence[str]) -> None:
        """Work out the vectors of many questions at once, which is quicker than one by one."""
        self._likeness.prepare(questions)

    def _by_words(self, question: str, reach: Reach, *, limit: int) -> list[Ranked]:
        return self._index.ranked(self._analyzer.terms(question), reach, limit=limit)

    def _fused(self, question: str, reach: Reach, *, limit: int) -> list[Ranked]:
        words = self._by_words(question, reach, limit=max(limit, DEPTH))
        own = _only(reach, {str(language_of(question))} & set(self._index.languages(reach)))
        # Where words help, a second model adds nothing; where they cannot, it adds eight points in a hundred.
        meaning = self._likeness.ranked(question, own, limit=max(limit, DEPTH), alone=True) if own else []
        return fused([scaled(_scores(words)), _scores(meaning)])[:limit]


def _scores(found: Sequence[Ranked]) -> dict[int, float]:
    return {one.id: one.score for one in found}


def _only(reach: Reach, languages: set[str]) -> Reach | None:
    """The reach narrowed to some of its languages; None when there are none."""
    if not languages:
        return None
    return replace(reach, filters=replace(reach.filters, languages=tuple(sorted(languages))))
