"""PostgreSQL: the index of an office that shares a server, on `tsvector` over our own terms with a GIN index.

PostgreSQL has no BM25, and its `ts_rank` knows nothing of how rare a term is. It proposes candidates here by the sum of
the weights (how rare) of the terms that a passage holds; the ranking of those is ours, the same as over SQLite.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wellfounded.evidence.search.index.dialect import Matching
from wellfounded.evidence.search.index.schema import tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from contextlib import AbstractContextManager

    from wellfounded.evidence.search.index.dialect import Row

_NUMBERED = ("passages", "documents", "groups")
# Two writers that make the tables at once would trip over each other.
_LOCK = 0x6576_6964


class PostgreSQL:
    """A connection of psycopg 3, or one of the same shape."""

    bytes_type = "BYTEA"

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def run(self, statement: str, parameters: Sequence[Any] = ()) -> list[Row]:
        """See `Dialect.run`."""
        with self._connection.cursor() as cursor:
            cursor.execute(statement.replace("?", "%s"), list(parameters))
            return list(cursor) if cursor.description else []

    def run_many(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        """See `Dialect.run_many`."""
        with self._connection.cursor() as cursor:
            cursor.executemany(statement.replace("?", "%s"), list(rows))

    def atomic(self) -> AbstractContextManager[object]:
        """See `Dialect.atomic`."""
        block: AbstractContextManager[object] = self._connection.transaction()
        return block

    def prepare(self) -> None:
        """See `Dialect.prepare`."""
        with self.atomic():
            self.run("SELECT pg_advisory_xact_lock(?)", [_LOCK])
            for statement in tables(bytes_type=self.bytes_type):
                # PostgreSQL's own order of texts may fold or ignore; ours is that of the bytes, and quicker.
                self.run(statement.replace(" TEXT", ' TEXT COLLATE "C"'))
            for name in _NUMBERED:
                self.run(f"CREATE SEQUENCE IF NOT EXISTS evidence_{name}_numbers")
            self.run("CREATE TABLE IF NOT EXISTS evidence_terms (id BIGINT PRIMARY KEY, terms TSVECTOR NOT NULL)")
            self.run("CREATE INDEX IF NOT EXISTS evidence_terms_found ON evidence_terms USING gin (terms)")

    def new_ids(self, table: str, count: int) -> list[int]:
        """See `Dialect.new_ids`."""
        statement = "SELECT nextval(?::regclass) FROM generate_series(1, ?)"
        return [row[0] for row in self.run(statement, [f"evidence_{table}_numbers", count])]

    def among(self, column: str, values: Sequence[Any]) -> tuple[str, list[Any]]:
        """See `Dialect.among`."""
        return f"{column} = ANY(?)", [list(values)]

    def matching(self, weights: dict[str, float]) -> Matching:
        """See `Dialect.matching`."""
        join = "JOIN evidence_terms found ON found.id = p.id AND found.terms @@ ?::tsquery"
        held = " + ".join(["CASE WHEN found.terms @@ ?::tsquery THEN ? ELSE 0 END"] * len(weights))
        order = [value for term, weight in weights.items() for value in (_quoted(term), -weight)]
        return Matching(join, held, [" | ".join(map(_quoted, weights))], order)

    def index_terms(self, rows: Sequence[tuple[int, str]]) -> None:
        """See `Dialect.index_terms`."""
        self.run_many("INSERT INTO evidence_terms VALUES (?, array_to_tsvector(string_to_array(?, ' ')))", rows)

    def forget_terms(self, rows: Sequence[tuple[int, str]]) -> None:
        """See `Dialect.forget_terms`."""
        self.run_many("DELETE FROM evidence_terms WHERE id = ?", [(number,) for number, _ in rows])


def _quoted(term: str) -> str:
    """A term as a word of a tsquery."""
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"
