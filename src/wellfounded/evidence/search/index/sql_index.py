"""An index of passages in a database: what is written, and what is read through a reach."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from wellfounded.evidence.passage import Card, Passage
from wellfounded.evidence.search.index.allowed import masks_of_documents, masks_of_passages, passing
from wellfounded.evidence.search.index.interface import FoundPassage, Ranked
from wellfounded.evidence.search.index.places import unpack
from wellfounded.evidence.search.index.postings import BLOCK, PLACE, PostingsTable
from wellfounded.evidence.search.index.ranking import Group, bm25
from wellfounded.evidence.search.index.state import PASSAGES, changed, state_of
from wellfounded.evidence.search.index.vectors import VectorTable
from wellfounded.evidence.search.index.where import group_conditions, narrows, passage_conditions
from wellfounded.evidence.search.index.writing import Writer
from wellfounded.evidence.search.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from wellfounded.evidence.search.analysis.analyzer import Analyzer
    from wellfounded.evidence.search.index.allowed import Masks
    from wellfounded.evidence.search.index.dialect import Dialect
    from wellfounded.evidence.search.index.dialect import Row as Found
    from wellfounded.evidence.search.index.held import HeldVectors
    from wellfounded.evidence.search.index.postings import Row
    from wellfounded.evidence.search.index.reach import Reach
    from wellfounded.evidence.search.meaning.embedder import Vectors

    Labels = dict[tuple[str, int], tuple[str, ...]]

_DOCUMENT = 10  # the place of the document's number in a row of `passages`


class SqlIndex:
    """A `PassageIndex` behind a `Dialect`. Makes its tables when they are not there."""

    def __init__(self, dialect: Dialect, analyzer: Analyzer, *, held: HeldVectors | None = None) -> None:
        self._dialect = dialect
        self._postings = PostingsTable(dialect)
        self._writer = Writer(dialect, analyzer)
        self.vectors = VectorTable(dialect, held)
        self._held: tuple[tuple[Reach, int], Masks] | None = None
        dialect.prepare()
        self._complete()

    @property
    def state(self) -> tuple[int, int]:
        """Other numbers than before, once passages changed (the first) or vectors (the second)."""
        return state_of(self._dialect)

    def add(self, documents: Iterable[tuple[Card, Sequence[Passage]]]) -> None:
        """See `PassageIndex.add`."""
        with self._dialect.atomic():
            self._writer.add(documents)
            changed(self._dialect, PASSAGES)

    def remove(self, key: str) -> bool:
        """See `PassageIndex.remove`."""
        with self._dialect.atomic():
            changed(self._dialect, PASSAGES)
            return self._writer.remove(key)

    def holds(self, key: str) -> bool:
        """See `PassageIndex.holds`."""
        return bool(self._dialect.run("SELECT 1 FROM evidence_documents WHERE key = ?", [key]))

    def ranked(self, terms: Sequence[str], reach: Reach, *, limit: int) -> list[Ranked]:
        """See `PassageIndex.ranked`."""
        groups = self._groups(reach)
        rows = self._rows(terms, groups, reach=reach)
        return bm25(terms, rows, groups=groups, limit=limit, allowed=self._allowed(reach) if rows else None)

    def near(self, model: str, question: Vectors, *, reach: Reach) -> tuple[NDArray[np.int64], Vectors]:
        """See `PassageIndex.near`."""
        groups = self._groups(reach)
        if not groups:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        held = self.vectors.standing(model)
        allowed = np.isin(held.groups, list(groups))
        if (masks := self._allowed(reach)) is not None:
            allowed &= passing(held.ids, masks)
        return held.ids[allowed], held.near(question, allowed)

    def count(self, terms: Sequence[str], reach: Reach) -> int:
        """See `PassageIndex.count`."""
        found: dict[int, NDArray[np.bool_]] = {}
        for row in self._rows(terms, self._groups(reach), reach=reach):
            found.setdefault(row.block, np.zeros(BLOCK, dtype=np.bool_))[row.postings & PLACE] = True
        allowed = self._allowed(reach) if found else None
        if allowed is None:
            return sum(int(places.sum()) for places in found.values())
        return sum(int((places & allowed[block]).sum()) for block, places in found.items() if block in allowed)

    def passages(self, ids: Sequence[int], reach: Reach) -> list[FoundPassage]:
        """See `PassageIndex.passages`."""
        if not ids:
            return []
        where = passage_conditions(reach, list(self._groups(reach)), dialect=self._dialect)
        where.add(*self._dialect.among("p.id", ids))
        rows = self._dialect.run(
            f"""SELECT p.id, p.number, g.language, p.page, p.paragraph, p.first, p.last, t.text, t.terms, t.places,
                d.id, d.key, d.shelf, d.title, d.source, d.day, d.reliability
            FROM evidence_passages p JOIN evidence_groups g ON g.id = p.group_id
            JOIN evidence_documents d ON d.id = p.document JOIN evidence_texts t ON t.id = p.id WHERE {where.sql}""",
            where.parameters,
        )
        labels = self._labels(number for row in rows for number in (row[0], row[_DOCUMENT]))
        found = {row[0]: self._passage(row, labels) for row in rows}
        return [found[number] for number in ids if number in found]

    def passages_of(self, key: str, reach: Reach) -> list[FoundPassage]:
        """The passages of a document that the reach lets through, in their order."""
        where = passage_conditions(reach, list(self._groups(reach)), dialect=self._dialect)
        where.add("p.document IN (SELECT d.id FROM evidence_documents d WHERE d.key = ?)", [key])
        statement = f"SELECT p.id FROM evidence_passages p WHERE {where.sql} ORDER BY p.number"
        return self.passages([row[0] for row in self._dialect.run(statement, where.parameters)], reach)

    def keys_beginning(self, start: str, reach: Reach) -> list[str]:
        """The documents whose hash begins so and of which the reach lets a passage through."""
        where = passage_conditions(reach, list(self._groups(reach)), dialect=self._dialect)
        rows = self._dialect.run(
            f"""SELECT d.key FROM evidence_documents d WHERE substr(d.key, 1, ?) = ?
            AND d.id IN (SELECT p.document FROM evidence_passages p WHERE {where.sql}) ORDER BY d.key""",
            [len(start), start, *where.parameters],
        )
        return [row[0] for row in rows]

    def ids(self, reach: Reach) -> list[int]:
        """See `PassageIndex.ids`."""
        where = passage_conditions(reach, list(self._groups(reach)), dialect=self._dialect)
        statement = f"SELECT p.id FROM evidence_passages p WHERE {where.sql}"
        return [row[0] for row in self._dialect.run(statement, where.parameters)]

    def languages(self, reach: Reach) -> tuple[str, ...]:
        """See `PassageIndex.languages`."""
        return tuple(sorted({one.language for one in self._groups(reach).values() if one.passages}))

    def _complete(self) -> None:
        """An index of an earlier version has passages and no postings: they are made of the terms that it kept."""
        unfound = "SELECT EXISTS (SELECT 1 FROM evidence_passages) AND NOT EXISTS (SELECT 1 FROM evidence_postings)"
        if self._dialect.run(unfound)[0][0]:
            with self._dialect.atomic():
                self._writer.rebuild()

    def _groups(self, reach: Reach) -> dict[int, Group]:
        """The groups in the reach."""
        where = group_conditions(reach, self._dialect)
        statement = f"SELECT g.id, g.language, g.passages, g.length FROM evidence_groups g WHERE {where.sql}"
        return {row[0]: Group(*row[1:]) for row in self._dialect.run(statement, where.parameters)}

    def _rows(self, terms: Sequence[str], groups: dict[int, Group], *, reach: Reach) -> list[Row]:
        """The postings of a question in the groups of the reach."""
        if not terms or not groups:
            return []
        every = reach.gate.shelves is None and not reach.filters.languages
        return self._postings.of(sorted(set(terms)), None if every else sorted(groups))

    def _allowed(self, reach: Reach) -> Masks | None:
        """Which passages of each block the filters let through; None for all that are in the groups of the reach.

        A page asks for the list and for the count: the answer to the last question is held until the index changes.
        """
        if not narrows(reach.filters):
            return None
        asked = reach, state_of(self._dialect)[0]
        if self._held is None or self._held[0] != asked:
            one_by_one = bool(reach.filters.criteria)
            masks = masks_of_passages(self.ids(reach)) if one_by_one else masks_of_documents(reach, self._dialect)
            self._held = asked, masks
        return self._held[1]

    def _passage(self, row: Found, labels: Labels) -> FoundPassage:
        number, place, language, page, paragraph, first, last, text, terms, places, document, *card = row
        tied = labels.get(("criterion", number), ())
        passage = Passage(place, text, Language(language), page, paragraph, first, last, tied)
        return FoundPassage(number, _card(document, card, labels=labels), passage, unpack(bytes(places), terms.split()))

    def _labels(self, owners: Iterable[int]) -> Labels:
        """The labels of documents and passages with these numbers, by kind and owner.

        They are asked for all at once, and by owner alone: by kind, a database would read all labels of the kind.
        """
        where, parameters = self._dialect.among("owner", sorted(set(owners)))
        found: Labels = {}
        statement = f"SELECT kind, owner, value FROM evidence_labels WHERE {where} ORDER BY place"
        for kind, owner, value in self._dialect.run(statement, parameters):
            found[kind, owner] = (*found.get((kind, owner), ()), value)
        return found


def _card(document: int, values: Sequence[Any], *, labels: Labels) -> Card:
    key, shelf, title, source, day, reliability = values
    countries, topics = (labels.get((kind, document), ()) for kind in ("country", "topic"))
    written = date.fromisoformat(day) if day else None
    return Card(key, shelf, title, source, written, reliability, countries, topics)
