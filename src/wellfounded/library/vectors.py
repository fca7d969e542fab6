"""Vectors for search by meaning, worked out beside the work of the office: a few at a time, each kept before the next.

Search by words never waits for them. The extra `semantic` brings the models; without it there is nothing to do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellfounded.evidence.search.index.reach import Reach
from wellfounded.evidence.search.meaning.embedder import installed_embedders
from wellfounded.library.office_index import office_index

if TYPE_CHECKING:
    from wellfounded.evidence.search.index.reach import Gate

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
