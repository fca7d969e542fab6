"""The vectors of passages: kept in the index as bytes, compared by plain multiplication.

A vector is kept under the hash of its text and the name of its model. Two passages with one text share it, a new
version of a model never mixes with an older one, and it goes when the last passage with its text goes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from wellfounded.evidence.search.index.dialect import Dialect
    from wellfounded.evidence.search.meaning.embedder import Vectors

_STORED = np.dtype("<f2")  # half precision: half the room, and no difference in any ranking that was measured
_BLOCK = 16_384


class VectorTable:
    """The vectors in an index. What is read once is held until the index changes."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._held: dict[str, tuple[int, NDArray[np.int64], NDArray[np.float16]]] = {}

    def missing(self, model: str, *, limit: int) -> list[tuple[bytes, str]]:
        """Texts of passages that have no vector of this model yet, with their hashes; the newest first."""
        rows = self._dialect.run(
            "SELECT p.text_hash, t.text FROM evidence_passages p JOIN evidence_texts t ON t.id = p.id "
            "WHERE NOT EXISTS (SELECT 1 FROM evidence_vectors v WHERE v.model = ? AND v.text_hash = p.text_hash) "
            "ORDER BY p.id DESC LIMIT ?",
            [model, limit],
        )
        return list({bytes(row[0]): str(row[1]) for row in rows}.items())

    def holds_any(self, model: str) -> bool:
        """Whether any passage has a vector of this model."""
        return bool(self._dialect.run("SELECT 1 FROM evidence_vectors WHERE model = ? LIMIT 1", [model]))

    def count_missing(self, model: str) -> int:
        """How many passages have no vector of this model yet."""
        statement = (
            "SELECT count(*) FROM evidence_passages p WHERE NOT EXISTS "
            "(SELECT 1 FROM evidence_vectors v WHERE v.model = ? AND v.text_hash = p.text_hash)"
        )
        return int(self._dialect.run(statement, [model])[0][0])

    def without(self, model: str) -> set[int]:
        """The passages that have no vector of this model yet."""
        statement = (
            "SELECT p.id FROM evidence_passages p WHERE NOT EXISTS "
            "(SELECT 1 FROM evidence_vectors v WHERE v.model = ? AND v.text_hash = p.text_hash)"
        )
        return {int(row[0]) for row in self._dialect.run(statement, [model])}

    def keep(self, model: str, hashes: Sequence[bytes], *, vectors: Vectors) -> None:
        """Keep the vectors of some texts; one whose last passage went meanwhile leaves nothing behind."""
        rows = [(model, key, row.astype(_STORED).tobytes()) for key, row in zip(hashes, vectors, strict=True)]
        with self._dialect.atomic():
            self._dialect.run_many("INSERT INTO evidence_vectors VALUES (?, ?, ?) ON CONFLICT DO NOTHING", rows)
            self._dialect.run_many(
                "DELETE FROM evidence_vectors WHERE model = ? AND text_hash = ? AND NOT EXISTS "
                "(SELECT 1 FROM evidence_passages p WHERE p.text_hash = evidence_vectors.text_hash)",
                [(model, key) for key in hashes],
            )
            self._dialect.run("UPDATE evidence_state SET version = version + 1")

    def likeness(self, model: str, question: Vectors, *, among: Sequence[int]) -> tuple[NDArray[np.int64], Vectors]:
        """The passages among these that have a vector, and the cosine of each with a question's vector."""
        ids, matrix = self._matrix(model)
        rows = np.flatnonzero(np.isin(ids, np.asarray(among, dtype=np.int64)))
        found = np.empty(len(rows), dtype=np.float32)
        for start in range(0, len(rows), _BLOCK):
            block = rows[start : start + _BLOCK]
            found[start : start + _BLOCK] = matrix[block].astype(np.float32) @ question
        return ids[rows], found

    def _matrix(self, model: str) -> tuple[NDArray[np.int64], NDArray[np.float16]]:
        """All vectors of a model, with the numbers of their passages in order."""
        version = int(self._dialect.run("SELECT version FROM evidence_state")[0][0])
        if model not in self._held or self._held[model][0] != version:
            rows = self._dialect.run(
                "SELECT p.id, v.vector FROM evidence_passages p JOIN evidence_vectors v "
                "ON v.model = ? AND v.text_hash = p.text_hash ORDER BY p.id",
                [model],
            )
            ids = np.array([row[0] for row in rows], dtype=np.int64)
            matrix = np.frombuffer(b"".join(bytes(row[1]) for row in rows), dtype=_STORED)
            self._held[model] = version, ids, matrix.reshape(len(rows), -1 if rows else 0)
        return self._held[model][1:]
