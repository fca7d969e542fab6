"""What differs between the databases that can carry an index."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

Row = tuple[Any, ...]


class Dialect(Protocol):
    """A database seen through its connection. Statements mark their parameters with `?`."""

    # The type of a column of bytes, and that of a number which counts up.
    bytes_type: str

    def run(self, statement: str, parameters: Sequence[Any] = ()) -> list[Row]:
        """Carry out one statement; the rows that it gives, if any."""
        ...  # pragma: no cover - what a dialect must offer; nothing to run

    def run_many(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        """Carry out one statement for each row."""
        ...  # pragma: no cover - what a dialect must offer; nothing to run

    def atomic(self) -> AbstractContextManager[object]:
        """A block that happens whole or not at all; it may stand within a transaction of the caller."""
        ...  # pragma: no cover - what a dialect must offer; nothing to run

    def prepare(self) -> None:
        """Make the tables that are not there yet."""
        ...  # pragma: no cover - what a dialect must offer; nothing to run

    def new_ids(self, table: str, count: int) -> Sequence[int]:
        """Numbers for new rows of a table (`passages`, `documents` or `groups`)."""
        ...  # pragma: no cover - what a dialect must offer; nothing to run

    def among(self, column: str, values: Sequence[Any]) -> tuple[str, list[Any]]:
        """A condition that a column holds one of some values, with its parameters."""
        ...  # pragma: no cover - what a dialect must offer; nothing to run
