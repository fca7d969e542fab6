"""The vectors of passages: kept in the index as bytes, compared by plain multiplication.

A vector is kept under the hash of its text and the name of its model. Two passages with one text share it, a new
version of a model never mixes with an older one, and it goes when the last passage with its text goes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellfounded.evidence.search.index.held import STORED, HeldVectors
from wellfounded.evidence.search.index.state import VECTORS, changed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wellfounded.evidence.search.index.dialect import Dialect
    from wellfounded.evidence.search.index.held import Standing
    from wellfounded.evidence.search.meaning.embedder import Vectors


class VectorTable:
    """The vectors in an index; `held` is where they stay in memory, for this index alone or for all of one store."""

    def __init__(self, dialect: Dialect, held: HeldVectors | None = None) -> None:
        self._dialect = dialect
        self._held = held if held is not None else HeldVectors()

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
        rows = [(model, key, row.astype(STORED).tobytes()) for key, row in zip(hashes, vectors, strict=True)]
        with self._dialect.atomic():
            self._dialect.run_many("INSERT INTO evidence_vectors VALUES (?, ?, ?) ON CONFLICT DO NOTHING", rows)
            self._dialect.run_many(
                "DELETE FROM evidence_vectors WHERE model = ? AND text_hash = ? AND NOT EXISTS "
                "(SELECT 1 FROM evidence_passages p WHERE p.text_hash = evidence_vectors.text_hash)",
                [(model, key) for key in hashes],
            )
            changed(self._dialect, VECTORS)

    def standing(self, model: str) -> Standing:
        """All vectors of a model, in memory."""
        return self._held.of(model, self._dialect)
