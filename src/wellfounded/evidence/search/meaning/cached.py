"""Vectors kept in a file between runs, under the hash of the text and the name of the model; for measuring."""

from __future__ import annotations

from contextlib import closing
from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence

    from wellfounded.evidence.search.meaning.embedder import Embedder, Vectors


class CachedEmbedder:
    """An embedder that first looks whether a text's vector is in a database, and keeps it there when it was not."""

    def __init__(self, embedder: Embedder, connection: sqlite3.Connection) -> None:
        self._embedder = embedder
        self._connection = connection
        self.model = embedder.model
        connection.execute("CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID")

    def questions(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder.questions`."""
        return self._through("question", texts, work=self._embedder.questions)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder.passages`."""
        return self._through("passage", texts, work=self._embedder.passages)

    def _through(self, kind: str, texts: Sequence[str], *, work: Callable[[Sequence[str]], Vectors]) -> Vectors:
        keys = [sha256(f"{self.model}\0{kind}\0{text}".encode()).digest() for text in texts]
        found = {key: self._look(key) for key in keys}
        new = {key: text for key, text in zip(keys, texts, strict=True) if found[key] is None}
        for key, vector in zip(new, work(list(new.values())), strict=True):
            found[key] = vector
            self._connection.execute("INSERT OR IGNORE INTO kept VALUES (?, ?)", (key, vector.astype("<f4").tobytes()))
        self._connection.commit()
        return np.array([found[key] for key in keys], dtype=np.float32)

    def _look(self, key: bytes) -> Vectors | None:
        with closing(self._connection.execute("SELECT vector FROM kept WHERE key = ?", (key,))) as rows:
            row = rows.fetchone()
        return None if row is None else np.frombuffer(row[0], dtype="<f4")
