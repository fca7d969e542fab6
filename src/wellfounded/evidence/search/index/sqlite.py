"""SQLite: the index of a single office or a library file."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import count
from typing import TYPE_CHECKING, Any

from wellfounded.evidence.search.index.schema import outdated, tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from wellfounded.evidence.search.index.dialect import Row


class SQLite:
    """A connection of the standard library's sqlite3, or one of the same shape such as SQLCipher's."""

    bytes_type = "BLOB"
    _savepoints = count()

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def run(self, statement: str, parameters: Sequence[Any] = ()) -> list[Row]:
        """See `Dialect.run`."""
        return list(self._connection.execute(statement, tuple(parameters)))

    def run_many(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        """See `Dialect.run_many`."""
        self._connection.executemany(statement, rows)

    @contextmanager
    def atomic(self) -> Iterator[None]:
        """See `Dialect.atomic`. A savepoint opens a transaction where none is open, and else stands within it."""
        name = f"evidence_{next(self._savepoints)}"
        self._connection.execute(f"SAVEPOINT {name}")
        try:
            yield
        except BaseException:
            self._connection.execute(f"ROLLBACK TO {name}")
            self._connection.execute(f"RELEASE {name}")
            raise
        self._connection.execute(f"RELEASE {name}")

    def prepare(self) -> None:
        """See `Dialect.prepare`."""
        with self.atomic():
            # The keyed tables are their own index; an ordinary key on a number is the row's own.
            for statement in tables(bytes_type=self.bytes_type, suffix=" WITHOUT ROWID"):
                self.run(statement.replace("BIGINT PRIMARY KEY", "INTEGER PRIMARY KEY"))
            for statement in outdated():
                self.run(statement)

    def new_ids(self, table: str, count: int) -> range:
        """See `Dialect.new_ids`."""
        first = 1 + self.run(f"SELECT coalesce(max(id), 0) FROM evidence_{table}")[0][0]
        return range(first, first + count)

    def among(self, column: str, values: Sequence[Any]) -> tuple[str, list[Any]]:
        """See `Dialect.among`."""
        return f"{column} IN ({', '.join('?' * len(values))})", list(values)
