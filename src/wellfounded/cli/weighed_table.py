"""Weighed pairs of records as a table for a spreadsheet: which two, how they stand, and what speaks for and against."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from wellfounded.identity.record import Record
from wellfounded.identity.weighing.weigh import Weighing
from wellfounded.persons.exchange.cells import guarded

WeighedPair = tuple[Record, Record, Weighing]


def weighed_table(pairs: Iterable[WeighedPair], *, sides: tuple[str, str]) -> bytes:
    """UTF-8 with the mark by which spreadsheets know it; what a list wrote is never run there as a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow((*sides, "standing", "nats", "compared", *(f"names_{side}" for side in sides)))
    for one, other, found in pairs:
        compared = "; ".join(f"{part.about} {part.level} {part.nats:+.1f}" for part in found.comparisons)
        from_outside = [guarded(cell) for cell in (one.key, other.key, "; ".join(one.names), "; ".join(other.names))]
        # The sum is our own number, and may begin with a minus.
        writer.writerow((*from_outside[:2], found.standing.value, f"{found.total:.1f}", compared, *from_outside[2:]))
    return text.getvalue().encode("utf-8-sig")
