"""A table as CSV: no cell of it is ever run as a formula."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from wellfounded.persons.exchange.cells import guarded

if TYPE_CHECKING:
    from collections.abc import Iterable


def as_csv(table: Iterable[Iterable[str]], *, mark: bool = True) -> bytes:
    """UTF-8; `mark` puts the sign before it by which spreadsheets know it, and which some programs stumble on."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerows([guarded(cell) for cell in row] for row in table)
    return text.getvalue().encode("utf-8-sig" if mark else "utf-8")
