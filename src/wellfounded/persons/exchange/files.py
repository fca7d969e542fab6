"""The list as a file, CSV or XLSX, and a file as a list."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import zip_longest

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from wellfounded.persons.exchange.cells import guarded, unguarded
from wellfounded.persons.exchange.row import COLUMNS, WRITTEN_ONLY, Row
from wellfounded.vault.child import run_guarded

LONGEST = 32_767  # letters that a cell of a spreadsheet holds; more would be cut off silently
MOST_ROWS = 5_000
# A fixed moment, so that the file tells nothing of when it was made.
MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - the library wants no zone


class FileRefused(Exception):  # noqa: N818 - the word of the screen
    """The file as a whole cannot be read. `code` says why; the screen has the sentence."""

    def __init__(self, code: str, *, named: str = "") -> None:
        """`named` is the column or row that is meant."""
        self.code, self.named = code, named
        super().__init__(f"{code} {named}".strip())


def as_csv(rows: Iterable[Row]) -> bytes:
    """UTF-8 with the mark by which spreadsheets know it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows(written_cells(row) for row in rows)
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(rows: Iterable[Row]) -> bytes:
    """One sheet of texts: no formula, no number that a program would shorten, nothing hidden."""
    # All is made ready before the book is begun, so that a text that is refused leaves none half written.
    lines = [COLUMNS, *[written_cells(row) for row in rows]]
    book = Workbook(write_only=True)
    told = book.properties
    told.creator, told.created, told.modified = None, MADE, MADE
    sheet = book.create_sheet("register")
    for line in lines:
        cells = [WriteOnlyCell(sheet, value=text) for text in line]
        for cell in cells:
            cell.data_type = "s"
        sheet.append(cells)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def written_cells(row: Row) -> tuple[str, ...]:
    """A row as it stands in the file."""
    return tuple(_written(row[column]) for column in COLUMNS)


def rows_in(content: bytes) -> list[Row]:
    """The rows of an uploaded file, whichever of the two it is.

    Raises:
        FileRefused: it is neither, has a column that is not known, has a column twice, or too many rows.
    """
    table = _xlsx_table(content) if content.startswith(b"PK") else _csv_table(content)
    if not table:
        raise FileRefused("empty")
    header, *lines = table
    _check_header(header)
    if any(cell.strip() for line in lines for cell in line[len(header) :]):
        raise FileRefused("cell_without_column")
    filled = [line[: len(header)] for line in lines if any(cell.strip() for cell in line)]
    if len(filled) > MOST_ROWS:
        raise FileRefused("too_many_rows")
    return [{column: unguarded(cell) for column, cell in zip_longest(header, line, fillvalue="")} for line in filled]


def ignored_columns(rows: Sequence[Row]) -> list[str]:
    """Columns that hold something and are not brought in, to be said to whoever imports."""
    return [column for column in WRITTEN_ONLY if any(row.get(column, "").strip() for row in rows)]


def _check_header(header: list[str]) -> None:
    for column in header:
        if column not in COLUMNS:
            raise FileRefused("unknown_column", named=column[:40])
        if header.count(column) > 1:
            raise FileRefused("column_twice", named=column)


def _csv_table(content: bytes) -> list[list[str]]:
    return _guarded("csv_table", content)


def _xlsx_table(content: bytes) -> list[list[str]]:
    return _guarded("sheet", content)


def _guarded(task: str, content: bytes) -> list[list[str]]:
    """Read in the guarded child, as every file that comes from outside."""
    parsed = run_guarded(task, content, options={"most_rows": MOST_ROWS + 1})
    if parsed.refused:
        raise FileRefused(f"file_{parsed.refused}")
    table: list[list[str]] = parsed.result["rows"]
    return table


def _written(text: str) -> str:
    """The text as every program keeps it: one kind of line end, and no sign that only machines see."""
    kept = ILLEGAL_CHARACTERS_RE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(kept) >= LONGEST:
        raise FileRefused("cell_too_long")
    return guarded(kept)
