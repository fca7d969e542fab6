"""Sources and confirmed statements as rows, for our own CSV and for Uwazi's import.

The cells are as they were written: whoever writes a file for a spreadsheet guards them against being taken as formulas.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from wellfounded.evidence.documents.source_record import Standard
from wellfounded.evidence.exchange.said import Said, confirmed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from wellfounded.evidence.documents.source_record import SourceRecord

Table = list[tuple[str, ...]]


def _period(record: SourceRecord, *, between: str) -> str:
    first, last = record.period.first, record.period.last
    if first is None and last is None:
        return ""
    return f"{first.isoformat() if first else ''}{between}{last.isoformat() if last else ''}".strip()


def _grade(record: SourceRecord, *, standard: Standard) -> str:
    found = record.judgement(standard)
    return str(found.grade) if found else ""


SOURCES: dict[str, Callable[[SourceRecord], str]] = {
    "id": lambda one: one.id,
    "title": lambda one: one.title,
    "publisher": lambda one: one.publisher,
    "authors": lambda one: "; ".join(one.authors),
    "published": lambda one: one.published.isoformat() if one.published else one.published_as,
    "period covered": lambda one: _period(one, between=" to "),
    "address": lambda one: one.location.address,
    "address kind": lambda one: str(one.location.kind) if one.location.address else "",
    "relays": lambda one: "; ".join(relay.by for relay in one.location.relays),
    "symbol": lambda one: one.symbol,
    "licence": lambda one: one.licence,
    "language": lambda one: "; ".join(one.languages),
    "country": lambda one: "; ".join(one.countries),
    "topic": lambda one: "; ".join(one.topics),
    **{str(standard): partial(_grade, standard=standard) for standard in Standard},
    "single informant": lambda one: {True: "yes", False: "no", None: ""}[one.single_informant],
    "sha256": lambda one: one.sha256,
    "note": lambda one: one.note,
}
STATEMENTS: dict[str, Callable[[Said], str]] = {
    "id": lambda one: one.id,
    "source": lambda one: one.source,
    "speaker": lambda one: one.speaker,
    "kind": lambda one: str(one.kind),
    "role": lambda one: one.role,
    "organisation": lambda one: one.organisation,
    "state": lambda one: one.state,
    "statement": lambda one: one.content,
    "mode": lambda one: str(one.mode),
    "stance": lambda one: one.stance,
    "when": lambda one: one.when,
    "where": lambda one: one.where,
    "relayed by": lambda one: "; ".join(one.relayed_by),
    "bears on": lambda one: "; ".join(one.bears_on),
    "language": lambda one: one.language,
    "confirmed by": lambda one: one.confirmed_by,
    "confirmed on": lambda one: one.confirmed_on.isoformat() if one.confirmed_on else "",
}
# Uwazi matches a column to a property of the template by its name, and parts several values with a pipe.
UWAZI: dict[str, Callable[[SourceRecord], str]] = {
    "title": lambda one: one.title,
    "publisher": lambda one: one.publisher,
    "authors": lambda one: "|".join(part.replace("|", "/") for part in one.authors),
    "published": lambda one: one.published.isoformat() if one.published else "",
    "published as printed": lambda one: one.published_as,
    "period covered": lambda one: _period(one, between=":"),
    "address": lambda one: one.location.address,
    "address kind": SOURCES["address kind"],
    "symbol": lambda one: one.symbol,
    "languages": lambda one: "|".join(one.languages),
    "countries": lambda one: "|".join(one.countries),
    "topics": lambda one: "|".join(part.replace("|", "/") for part in one.topics),
    "reliability": lambda one: one.reliability,
    "sha256": lambda one: one.sha256,
    "note": lambda one: one.note,
}


def sources_table(records: Iterable[SourceRecord]) -> Table:
    """A head and a row for each source; `evidence sources` reads it again."""
    return [tuple(SOURCES), *(tuple(cell(one) for cell in SOURCES.values()) for one in records)]


def statements_table(statements: Iterable[Said]) -> Table:
    """A head and a row for each confirmed statement."""
    rows = (tuple(cell(one) for cell in STATEMENTS.values()) for one in confirmed(statements))
    return [tuple(STATEMENTS), *rows]


def uwazi_table(records: Iterable[SourceRecord]) -> Table:
    """A head and a row for each source, by the rules of Uwazi's import."""
    return [tuple(UWAZI), *(tuple(cell(one) for cell in UWAZI.values()) for one in records)]
