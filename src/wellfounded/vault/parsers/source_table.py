"""A table of sources, Markdown or CSV, as rows: the line of each, the heading above it, and its cells by column."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any

from wellfounded.evidence.source_list.rows import rows_of
from wellfounded.evidence.statements.reading import TextError, decoded
from wellfounded.vault.parsers import NotThisType, Product, TooBig


def parse(payload: bytes, options: Mapping[str, Any]) -> Product:
    """At most `most_rows` rows."""
    try:
        rows = list(islice(rows_of(decoded(payload)), options["most_rows"] + 1))
    except TextError:
        raise NotThisType("text") from None
    if len(rows) > options["most_rows"]:
        raise TooBig
    return Product({"rows": [[row.line, row.heading, row.cells] for row in rows]})
