"""The conditions of a reach, as SQL over `evidence_passages p`. They stand within the statement that reads."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from wellfounded.evidence.search.index.reach import Filters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wellfounded.evidence.search.index.dialect import Dialect
    from wellfounded.evidence.search.index.reach import Reach


@dataclass(slots=True)
class Conditions:
    """Conditions that all hold, with their parameters in order."""

    clauses: list[str] = field(default_factory=list)
    parameters: list[Any] = field(default_factory=list)

    def add(self, clause: str, parameters: Sequence[Any] = ()) -> None:
        """One more condition."""
        self.clauses.append(clause)
        self.parameters.extend(parameters)

    @property
    def sql(self) -> str:
        """The conditions, true when there are none."""
        return " AND ".join(self.clauses) or "1 = 1"


def narrows(filters: Filters) -> bool:
    """Whether filters say more than languages, which are those of the groups."""
    return replace(filters, languages=()) != Filters()


def group_conditions(reach: Reach, dialect: Dialect) -> Conditions:
    """Which rows of `evidence_groups g` are in the reach: the shelves of its gate, its languages."""
    where = Conditions()
    if reach.gate.shelves is not None:
        where.add(*among("g.shelf", sorted(reach.gate.shelves), dialect=dialect))
    if reach.filters.languages:
        where.add(*among("g.language", reach.filters.languages, dialect=dialect))
    return where


def passage_conditions(reach: Reach, groups: Sequence[int], *, dialect: Dialect) -> Conditions:
    """Which rows of `evidence_passages p` are in the reach; `groups` are those of `group_conditions`."""
    where = Conditions()
    if reach.gate.shelves is not None or reach.filters.languages:
        where.add(*among("p.group_id", groups, dialect=dialect))
    documents = document_conditions(reach.filters, dialect)
    if documents.clauses:
        where.add(f"p.document IN (SELECT d.id FROM evidence_documents d WHERE {documents.sql})", documents.parameters)
    if reach.filters.criteria:
        where.add(*_labelled("criterion", reach.filters.criteria, owner="p.id", dialect=dialect))
    return where


def document_conditions(filters: Filters, dialect: Dialect) -> Conditions:
    """Which rows of `evidence_documents d` the filters let through."""
    where = Conditions()
    for column, values in (("d.source", filters.sources), ("d.reliability", filters.reliabilities)):
        if values:
            where.add(*among(column, values, dialect=dialect))
    for kind, values in (("country", filters.countries), ("topic", filters.topics)):
        if values:
            where.add(*_labelled(kind, values, owner="d.id", dialect=dialect))
    for sign, day in ((">=", filters.since), ("<=", filters.until)):
        if day is not None:
            where.add(f"(d.day {sign} ? OR d.day = '')", [day.isoformat()])
    if not filters.undated:
        where.add("d.day <> ''")
    return where


def _labelled(kind: str, values: Sequence[str], *, owner: str, dialect: Dialect) -> tuple[str, list[Any]]:
    clause, parameters = among("l.value", values, dialect=dialect)
    return f"{owner} IN (SELECT l.owner FROM evidence_labels l WHERE l.kind = ? AND {clause})", [kind, *parameters]


def among(column: str, values: Sequence[Any], *, dialect: Dialect) -> tuple[str, list[Any]]:
    """A column holds one of the values; no value at all lets nothing through."""
    return dialect.among(column, values) if values else ("1 = 0", [])
