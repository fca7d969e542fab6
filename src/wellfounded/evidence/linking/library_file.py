"""Ties in a library file, beside its index: made by people, kept with the words they meant.

A tie names its passage by document and number and keeps the words. Where the document was read anew and its passages
fell otherwise, the passage is found again by those words; a tie whose words stand nowhere is told as lost.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from wellfounded.evidence.linking.link import Link, LinkState
from wellfounded.evidence.linking.shelf import Held, Pinned, Suggested, suggested_in
from wellfounded.evidence.statements.bearing import Direction

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from wellfounded.evidence.search.engine import Search
    from wellfounded.evidence.search.index.dialect import Dialect
    from wellfounded.evidence.search.index.reach import Reach
    from wellfounded.evidence.search.index.sql_index import SqlIndex
    from wellfounded.evidence.statements.bearing import Bearing, Described

TABLE = """CREATE TABLE IF NOT EXISTS evidence_ties (
    target TEXT NOT NULL, about TEXT NOT NULL, direction TEXT NOT NULL, state TEXT NOT NULL, quote TEXT NOT NULL,
    decided_by TEXT NOT NULL, decided_at TEXT NOT NULL, PRIMARY KEY (target, about))"""


@dataclass(frozen=True, slots=True)
class Kept:
    """A tie with the words of the passage that were meant."""

    link: Link
    quote: str


class Ties:
    """The ties of a library file. Only decided ones are kept: suggestions are worked out anew."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        dialect.run(TABLE)

    def keep(self, link: Link, *, quote: str) -> None:
        """Keep a decided tie in the place of an earlier one of the same ends. Raises `ValueError` for a suggestion."""
        if link.state is LinkState.SUGGESTED or link.at is None:
            raise ValueError("Only what a person decided is kept.")
        row = (link.target, link.about, link.direction, link.state, quote, link.by, link.at.isoformat())
        with self._dialect.atomic():
            self._dialect.run("DELETE FROM evidence_ties WHERE target = ? AND about = ?", [link.target, link.about])
            self._dialect.run("INSERT INTO evidence_ties VALUES (?, ?, ?, ?, ?, ?, ?)", [str(value) for value in row])

    def of(self, about: str) -> list[Kept]:
        """Every decided tie to a criterion or country fact, in the order of their making."""
        statement = "SELECT * FROM evidence_ties WHERE about = ? ORDER BY decided_at, target"
        return [
            Kept(
                Link(
                    target,
                    name,
                    Direction(direction),
                    state=LinkState(state),
                    by=by,
                    at=datetime.fromisoformat(at),
                ),
                quote,
            )
            for target, name, direction, state, quote, by, at in self._dialect.run(statement, [about])
        ]


class FileShelf:
    """A library file as a `Shelf`, for whoever holds the file."""

    def __init__(self, index: SqlIndex, search: Search, *, ties: Ties, reach: Reach, bearing: Bearing) -> None:
        self._index, self._search, self._ties = index, search, ties
        self._reach, self._bearing = reach, bearing

    def pinned(self, about: str) -> Sequence[Pinned]:
        """See `Shelf.pinned`."""
        return [
            Pinned(held, kept.quote, kept.link.direction, kept.link.by, kept.link.at.date())
            for kept in self._ties.of(about)
            if kept.link.counts and kept.link.at and (held := self.held(kept))
        ]

    def suggested(self, described: Described, *, until: date | None) -> Sequence[Suggested]:
        """See `Shelf.suggested`."""
        decided = {kept.link.target for kept in self._ties.of(described.id)}
        reach = replace(self._reach, filters=replace(self._reach.filters, until=until))
        found = suggested_in(self._search, self._index, reach=reach, described=described, bearing=self._bearing)
        return [one for one in found if one.held.target not in decided]

    def held(self, kept: Kept) -> Held | None:
        """The passage of a tie: at its place, else wherever in the document its words stand now."""
        document, _, number = kept.link.target.rpartition(":")
        passages = [Held(one.card, one.passage) for one in self._index.passages_of(document, self._reach)]
        here = [one for one in passages if str(one.passage.number) == number and kept.quote in one.passage.text]
        return next(iter(here or [one for one in passages if kept.quote in one.passage.text]), None)
