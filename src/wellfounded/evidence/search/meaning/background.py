"""Vectors worked out a few at a time, so that a search by words never waits for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wellfounded.evidence.search.index.vectors import VectorTable
    from wellfounded.evidence.search.meaning.embedder import Embedder

BATCH = 16


def embed_missing(vectors: VectorTable, embedders: Sequence[Embedder]) -> Iterator[tuple[int, int]]:
    """Work out the vectors that are missing, the newest passages first; gives how many are done, and of how many.

    Each batch is kept before the next begins: stop it when you like, and go on later.
    """
    left = {embedder.model: vectors.count_missing(embedder.model) for embedder in embedders}
    done, whole = 0, sum(left.values())
    for embedder in embedders:
        while batch := vectors.missing(embedder.model, limit=BATCH):
            hashes, texts = zip(*batch, strict=True)
            vectors.keep(embedder.model, hashes, vectors=embedder.passages(texts))
            done = min(whole, done + len(batch))
            yield done, whole
