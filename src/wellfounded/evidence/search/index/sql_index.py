"""An index of passages in a database: what is written, and what is read through a reach."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

from wellfounded.evidence.passage import Card, Passage
from wellfounded.evidence.search.index.interface import FoundPassage, Ranked
from wellfounded.evidence.search.index.places import unpack
from wellfounded.evidence.search.index.ranking import Candidate, Counts, bm25
from wellfounded.evidence.search.index.tiers import proposal, with_marks
from wellfounded.evidence.search.index.vectors import VectorTable
from wellfounded.evidence.search.index.where import group_conditions, passage_conditions
from wellfounded.evidence.search.index.writing import Writer
from wellfounded.evidence.search.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wellfounded.evidence.search.analysis.analyzer import Analyzer
    from wellfounded.evidence.search.index.dialect import Dialect, Row
    from wellfounded.evidence.search.index.reach import Reach

# How many passages the engine proposes for our own ranking.
CANDIDATES = 300


class SqlIndex:
    """A `PassageIndex` behind a `Dialect`. Makes its tables when they are not there."""

    def __init__(self, dialect: Dialect, analyzer: Analyzer) -> None:
        self._dialect = dialect
        self._writer = Writer(dialect, analyzer)
        self.vectors = VectorTable(dialect)
        dialect.prepare()

    def add(self, documents: Iterable[tuple[Card, Sequence[Passage]]]) -> None:
        """See `PassageIndex.add`."""
        with self._dialect.atomic():
            self._writer.add(documents)
            self._changed()

    def remove(self, key: str) -> bool:
        """See `PassageIndex.remove`."""
        with self._dialect.atomic():
            self._changed()
            return self._writer.remove(key)

    def holds(self, key: str) -> bool:
        """See `PassageIndex.holds`."""
        return bool(self._dialect.run("SELECT 1 FROM evidence_documents WHERE key = ?", [key]))

    def ranked(self, terms: Sequence[str], reach: Reach, *, limit: int) -> list[Ranked]:
        """See `PassageIndex.ranked`."""
        groups = self._groups(reach)
        counts = self._counts(groups, sorted(set(terms)))
        wanted = self._wanted(terms, counts)
        if not wanted:
            return []
        found = self._dialect.matching(wanted)
        where = passage_conditions(reach, list(groups), dialect=self._dialect)
        rows = self._dialect.run(
            f"""SELECT p.id, p.group_id, p.length, t.terms FROM (
                SELECT p.id, p.group_id, p.length FROM evidence_passages p {found.join}
                WHERE {where.sql} ORDER BY {found.order}, p.id LIMIT ?) p
            JOIN evidence_texts t ON t.id = p.id""",
            [*found.join_parameters, *where.parameters, *found.order_parameters, max(limit, CANDIDATES)],
        )
        candidates = (Candidate(row[0], groups[row[1]][0], row[2], row[3]) for row in rows)
        return bm25(Counter(terms), candidates, counts=counts)[:limit]

    def count(self, terms: Sequence[str], reach: Reach) -> int:
        """See `PassageIndex.count`."""
        groups = self._groups(reach)
        if not terms:
            return 0
        found = self._dialect.matching(dict.fromkeys(sorted(set(terms)), 1.0))
        where = passage_conditions(reach, list(groups), dialect=self._dialect)
        statement = f"SELECT count(*) FROM evidence_passages p {found.join} WHERE {where.sql}"
        return int(self._dialect.run(statement, [*found.join_parameters, *where.parameters])[0][0])

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
        found = {row[0]: self._passage(row) for row in rows}
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
        return tuple(sorted({language for language, passages, _ in self._groups(reach).values() if passages}))

    def _changed(self) -> None:
        self._dialect.run("UPDATE evidence_state SET version = version + 1")

    def _groups(self, reach: Reach) -> dict[int, tuple[str, int, int]]:
        """The groups in the reach: language, passages, tokens."""
        where = group_conditions(reach, self._dialect)
        statement = f"SELECT g.id, g.language, g.passages, g.length FROM evidence_groups g WHERE {where.sql}"
        return {row[0]: (row[1], row[2], row[3]) for row in self._dialect.run(statement, where.parameters)}

    def _counts(self, groups: dict[int, tuple[str, int, int]], terms: Sequence[str]) -> dict[str, Counts]:
        """What the ranking needs, for each language in the reach."""
        holding: dict[str, Counter[str]] = {language: Counter() for language, _, _ in groups.values()}
        passages, length = Counter[str](), Counter[str]()
        for language, one, tokens in groups.values():
            passages[language] += one
            length[language] += tokens
        if terms:
            among, parameters = self._dialect.among("term", with_marks(terms))
            statement = f"SELECT term, group_id, passages FROM evidence_term_counts WHERE {among}"
            for term, group, times in self._dialect.run(statement, parameters):
                if group in groups:
                    holding[groups[group][0]][term] += times
        return {name: Counts(passages[name], length[name], held) for name, held in holding.items()}

    @staticmethod
    def _wanted(terms: Sequence[str], counts: dict[str, Counts]) -> dict[str, float]:
        """What the engine is asked for: terms that some passage in the reach holds, or marks in their place."""
        holding: Counter[str] = Counter()
        for of in counts.values():
            holding.update(of.holding)
        held = sorted({term for term in terms if holding[term]})
        return proposal({term: max(of.weight(term) for of in counts.values()) for term in held}, holding=holding)

    def _passage(self, row: Row) -> FoundPassage:
        number, place, language, page, paragraph, first, last, text, terms, places, document, *card = row
        passage = Passage(
            place, text, Language(language), page, paragraph, first, last, self._labels("criterion", number)
        )
        return FoundPassage(number, self._card(document, card), passage, unpack(bytes(places), terms.split()))

    def _card(self, document: int, values: Sequence[Any]) -> Card:
        key, shelf, title, source, day, reliability = values
        countries, topics = (self._labels(kind, document) for kind in ("country", "topic"))
        written = date.fromisoformat(day) if day else None
        return Card(key, shelf, title, source, written, reliability, countries, topics)

    def _labels(self, kind: str, owner: int) -> tuple[str, ...]:
        statement = "SELECT value FROM evidence_labels WHERE owner = ? AND kind = ? ORDER BY place"
        return tuple(row[0] for row in self._dialect.run(statement, [owner, kind]))
