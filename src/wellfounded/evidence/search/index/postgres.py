"""PostgreSQL: the index of an office that shares a server; the ranking is ours, the same as over SQLite."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wellfounded.evidence.search.index.schema import outdated, tables

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
            # Numbers hardly shrink by packing: that would only cost time.
            self.run("ALTER TABLE evidence_postings ALTER COLUMN postings SET STORAGE EXTERNAL")
            for statement in outdated():
                self.run(statement)

    def new_ids(self, table: str, count: int) -> list[int]:
        """See `Dialect.new_ids`."""
        statement = "SELECT nextval(?::regclass) FROM generate_series(1, ?)"
        return [row[0] for row in self.run(statement, [f"evidence_{table}_numbers", count])]

    def among(self, column: str, values: Sequence[Any]) -> tuple[str, list[Any]]:
        """See `Dialect.among`."""
        return f"{column} = ANY(?)", [list(values)]
