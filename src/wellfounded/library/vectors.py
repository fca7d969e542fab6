"""Vectors for search by meaning, worked out beside the work of the office: a few at a time, each kept before the next.

Search by words never waits for them. The extra `semantic` brings the models; without it there is nothing to do.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellfounded.evidence.search.index.held import rest_after
from wellfounded.evidence.search.index.reach import Reach
from wellfounded.evidence.search.meaning.embedder import installed_embedders
from wellfounded.library.office_index import office_index, store

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wellfounded.evidence.search.index.reach import Gate
    from wellfounded.evidence.search.index.sql_index import SqlIndex

AT_ONCE = 2  # passages: one takes about a second of a processor


@dataclass(frozen=True, slots=True)
class Progress:
    """How many passages behind a gate have a vector of every model, of how many."""

    done: int
    whole: int

    @property
    def hundredths(self) -> int:
        """Rounded down: what is not whole never looks whole."""
        return 100 * self.done // self.whole if self.whole else 100


def progress(gate: Gate) -> Progress | None:
    """How far the vectors are for what this gate lets through; None where no model is installed."""
    models = [one.model for one in installed_embedders()]
    if not models:
        return None
    index = office_index()
    key, state = (store(), gate, tuple(models)), index.state
    told = _told.get(key)
    if told is None or not told.holds_at(state):
        begun = time.monotonic()
        counted = _progress(index, gate, models=models)
        told = _told[key] = _Told(state, rest_after(begun), counted)
    return told.progress


@dataclass(frozen=True, slots=True)
class _Told:
    """How far the vectors were at a state of the index. On a large shelf counting takes long, so it holds a while."""

    state: tuple[int, int]
    rest: float
    progress: Progress

    def holds_at(self, state: tuple[int, int]) -> bool:
        return self.state == state or (self.state[0] == state[0] and time.monotonic() < self.rest)


_told: dict[tuple[str, Gate, tuple[str, ...]], _Told] = {}


def _progress(index: SqlIndex, gate: Gate, *, models: Sequence[str]) -> Progress:
    there = index.ids(Reach(gate))
    without = set[int]().union(*(index.vectors.without(model) for model in models))
    return Progress(sum(number not in without for number in there), len(there))


def work_some(*, most: int = AT_ONCE) -> int:
    """Work out the vectors of some passages, the newest first; how many were done, 0 when none is missing.

    The texts are read, then the models work without any lock, then the vectors are kept: whoever saves meanwhile waits
    for nobody. A text that went meanwhile leaves nothing behind.
    """
    index = office_index()
    for embedder in installed_embedders():
        if batch := index.vectors.missing(embedder.model, limit=most):
            hashes, texts = zip(*batch, strict=True)
            index.vectors.keep(embedder.model, hashes, vectors=embedder.passages(texts))
            return len(batch)
    return 0
