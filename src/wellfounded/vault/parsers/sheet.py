"""The first sheet of a workbook as rows of texts. Formulas are not calculated: what was last shown is read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from wellfounded.vault.parsers import NotThisType, Product, TooBig

UNPACKED = 40 << 20
COLUMNS = 200


def parse(payload: bytes, options: Mapping[str, Any]) -> Product:
    """At most `most_rows` rows below the header."""
    try:
        with zipfile.ZipFile(io.BytesIO(payload)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > UNPACKED:
                raise TooBig
        book = load_workbook(io.BytesIO(payload), read_only=True, data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError):
        raise NotThisType("xlsx") from None
    rows: list[list[str]] = []
    for line in book.worksheets[0].iter_rows(values_only=True, max_col=COLUMNS):
        rows.append(_without_end([_text(value) for value in line]))
        if len(rows) > options["most_rows"] + 1:
            raise TooBig
    return Product({"rows": rows})


def _text(value: object) -> str:
    """A number without the point that spreadsheets add, a day without the hour."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    return str(value)


def _without_end(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    return cells
