"""A list of people, missing, returned or sanctioned, in whatever shape: read by the identity core behind the walls."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from wellfounded.identity.lists.entry import ListError
from wellfounded.identity.lists.plain import list_as_data
from wellfounded.identity.lists.read import read_list
from wellfounded.vault.parsers import Product, TooBig

UNPACKED = 60 << 20


def parse(payload: bytes, options: Mapping[str, Any]) -> Product:
    """The list, or why it is none; more than `most_entries` are too many."""
    if payload.startswith(b"PK"):
        _check_unpacked(payload)
    try:
        found = read_list(payload)
    except ListError as wrong:
        return Product({"message": wrong.message, "mend": wrong.mend, "code": wrong.code, "value": wrong.value})
    if len(found.records) + len(found.problems) > options["most_entries"]:
        raise TooBig
    return Product(list_as_data(found))


def _check_unpacked(payload: bytes) -> None:
    """What a workbook says it unpacks to, before anything unpacks it."""
    try:
        with zipfile.ZipFile(io.BytesIO(payload)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile:
        return  # the reader of lists says what is wrong with it
    if size > UNPACKED:
        raise TooBig
