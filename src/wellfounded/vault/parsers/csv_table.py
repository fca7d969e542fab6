"""A CSV in UTF-8 as rows of texts."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any

from wellfounded.vault.parsers import NotThisType, Product, TooBig


def parse(payload: bytes, options: Mapping[str, Any]) -> Product:
    """At most `most_rows` rows below the header."""
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(payload.decode("utf-8-sig"), newline=""), strict=True):
            rows.append(row)
            if len(rows) > options["most_rows"] + 1:
                raise TooBig
    except (UnicodeDecodeError, csv.Error):
        raise NotThisType("csv") from None
    return Product({"rows": rows})
