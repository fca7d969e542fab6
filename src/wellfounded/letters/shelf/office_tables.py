"""The bytes of an export of the shelf."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellfounded.evidence.exchange.follow_the_money import follow_the_money
from wellfounded.evidence.exchange.tables import sources_table, statements_table, uwazi_table
from wellfounded.letters.shelf.spreadsheet import as_csv

if TYPE_CHECKING:
    from wellfounded.cases.actions.export_shelf import ShelfExport


def content_of(export: ShelfExport) -> bytes:
    """What the kind of the export asks for."""
    match export.kind:
        case "ftm":
            return follow_the_money(export.records, export.statements)
        case "uwazi":
            return as_csv(uwazi_table(export.records), mark=False)
        case "statements":
            return as_csv(statements_table(export.statements))
    return as_csv(sources_table(export.records))
