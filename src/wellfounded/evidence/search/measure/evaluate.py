"""Runs a judged collection through the search that users have, and says how good it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from wellfounded.evidence.passage import Card, Passage
from wellfounded.evidence.search.engine import Mode, Search
from wellfounded.evidence.search.index.reach import Gate, Reach
from wellfounded.evidence.search.meaning.background import embed_missing
from wellfounded.evidence.search.measure.ndcg import DEPTH, ndcg

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wellfounded.evidence.search.analysis.analyzer import Analyzer
    from wellfounded.evidence.search.index.interface import PassageIndex
    from wellfounded.evidence.search.meaning.embedder import Embedder
    from wellfounded.evidence.search.measure.collection import Collection

_QUESTIONS_AT_ONCE = 32


class Progress(Protocol):
    """Is told what is under way, how much of it is done, and of how much."""

    def __call__(self, what: str, *, done: int, whole: int) -> None:
        """Take note of it."""
        ...  # pragma: no cover - what a listener must offer; nothing to run


def silent(what: str, *, done: int, whole: int) -> None:
    """Tells nobody."""


@dataclass(frozen=True, slots=True)
class Quality:
    """The mean nDCG@10 over all questions, and that of each question by its name."""

    mean: float
    each: dict[str, float]


@dataclass(frozen=True, slots=True)
class Bench:
    """What a collection is run on: an empty index, its analyzer, the models, and whom to tell how far it is."""

    index: PassageIndex
    analyzer: Analyzer
    embedders: Sequence[Embedder]
    progress: Progress = silent


def evaluate(collection: Collection, mode: Mode, *, bench: Bench) -> Quality:
    """The quality of one mode on a collection. Each document of the collection is a document with one passage."""
    bench.progress("Reading the documents", done=0, whole=len(collection.documents))
    bench.index.add((Card(name, "collection"), [Passage.of(0, text)]) for name, text in collection.documents.items())
    search = Search(bench.index, bench.analyzer, embedders=bench.embedders)
    if mode is not Mode.KEYWORD:
        for done, whole in embed_missing(bench.index.vectors, bench.embedders):
            bench.progress("Working out the vectors of documents", done=done, whole=whole)
    reach = Reach(Gate.everything())
    each: dict[str, float] = {}
    questions = list(collection.questions.items())
    for start in range(0, len(questions), _QUESTIONS_AT_ONCE):
        batch = questions[start : start + _QUESTIONS_AT_ONCE]
        if mode is not Mode.KEYWORD:
            search.prepare([text for _, text in batch])
        for name, text in batch:
            ranked = search.ranked(text, reach, mode=mode, limit=DEPTH)
            found = bench.index.passages([one.id for one in ranked], reach)
            each[name] = ndcg([one.card.key for one in found], collection.judged[name])
        bench.progress("Asking the questions", done=len(each), whole=len(questions))
    return Quality(sum(each.values()) / len(each), each)
