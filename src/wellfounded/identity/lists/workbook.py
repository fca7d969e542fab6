"""The sheet of a workbook that holds a list, as rows of text; and what of the workbook does not get there."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from itertools import islice
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from wellfounded.identity.lists.entry import ListError
from wellfounded.identity.lists.headings import BEFORE_HEADINGS, columns_of

MOST_UNPACKED = 500_000_000
_FORMULA = re.compile(rb"<f[ />]")
_MERGED = re.compile(rb'<mergeCell ref="[A-Z]+(\d+):[A-Z]+(\d+)"')
_PIECE = 1 << 20
_LONGEST_TAG = 60
# A SyntaxError is the XML of a part that is no XML, whichever reader of XML is there.
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, InvalidFileException, NotImplementedError, SyntaxError, EOFError),
    *(LookupError, ValueError, TypeError, AttributeError, OSError),
)


class Uncomputed(str):
    """A cell with a formula of which no result was saved. It reads as empty, and is no empty cell."""

    __slots__ = ()


class Workbook:
    """A workbook as read.

    `other_sheets` are the titles of those besides the one with the list that hold something; `merged` says whether
    cells of several rows are one somewhere.

    Raises:
        ListError: it is no workbook, or unpacks to more than half a gigabyte.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        try:
            _check_packed(content)
            self._formulas, self.merged = _kinds_of_cells(content)
            sheets = _opened(content, data_only=True).worksheets
            heads = [_head(sheet) for sheet in sheets]
        except ListError:
            raise
        except _BROKEN:
            raise _no_workbook() from None
        if not sheets:
            raise _no_workbook()
        named = (number for number, head in enumerate(heads) if any(columns_of(row).named for row in head))
        self._number = next(named, 0)
        self._sheet = sheets[self._number]
        filled = (any(any(row) for row in head) for head in heads)
        self.other_sheets = tuple(
            sheet.title for sheet, full in zip(sheets, filled, strict=True) if full and sheet is not self._sheet
        )

    def rows(self) -> Iterator[list[str]]:
        """The rows of the sheet as text.

        Raises:
            ListError: a part of it is broken.
        """
        try:
            if not self._formulas:
                for row in self._sheet.iter_rows(values_only=True):
                    yield [_text(cell) for cell in row]
                return
            formulas = _opened(self._content, data_only=False).worksheets[self._number].iter_rows(values_only=True)
            for row, written in zip(self._sheet.iter_rows(values_only=True), formulas, strict=False):
                yield [_computed(cell, formula) for cell, formula in zip(row, written, strict=False)]
        except _BROKEN:
            raise _no_workbook() from None


def _opened(content: bytes, *, data_only: bool) -> Any:
    return load_workbook(io.BytesIO(content), read_only=True, data_only=data_only)


def _head(sheet: Any) -> list[list[str]]:
    # A part is opened when its rows are asked for: what is broken in it is seen here and not before.
    return [[_text(cell) for cell in row] for row in islice(sheet.iter_rows(values_only=True), BEFORE_HEADINGS)]


def _kinds_of_cells(content: bytes) -> tuple[bool, bool]:
    """Whether any sheet has a formula, and whether cells of several rows are merged: its values show neither."""
    formulas = merged = False
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for name in packed.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                for piece in _pieces(packed, name):
                    formulas = formulas or bool(_FORMULA.search(piece))
                    merged = merged or any(one[1] != one[2] for one in _MERGED.finditer(piece))
    return formulas, merged


def _pieces(packed: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """A part piece by piece, each with the end of the one before, so that no tag is cut in two."""
    with packed.open(name) as part:
        kept = b""
        while piece := part.read(_PIECE):
            yield kept + piece
            kept = piece[-_LONGEST_TAG:]


def _computed(cell: object, formula: object) -> str:
    if cell is None and isinstance(formula, str) and formula.startswith("="):
        return Uncomputed()
    return _text(cell)


def _text(cell: object) -> str:
    if cell is None:
        return ""
    return cell.date().isoformat() if hasattr(cell, "date") else str(cell)


def _check_packed(content: bytes) -> None:
    """What it says it unpacks to, before anything unpacks it; and whether it is a workbook at all."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
            raise ListError("The workbook unpacks to more than 500 MB.", mend="Divide the list.")
        if not {"[Content_Types].xml", "mimetype"} & set(packed.namelist()):
            raise ListError("This file is packed.", mend="Unpack it, and give what is in it.", code="packed")


def _no_workbook() -> ListError:
    said = "This is no workbook that can be read."
    return ListError(said, mend="Save it as XLSX again.", code="no_workbook")
