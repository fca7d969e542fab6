"""Writing to an index: documents in, documents out, and the counts that the ranking needs kept right."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from wellfounded.evidence.search.index.places import pack
from wellfounded.evidence.search.index.postings import BLOCK, Held, PostingsTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from wellfounded.evidence.passage import Card, Passage
    from wellfounded.evidence.search.analysis.analyzer import Analyzer
    from wellfounded.evidence.search.analysis.token import Token
    from wellfounded.evidence.search.index.dialect import Dialect


def text_hash(text: str) -> bytes:
    """What vectors are kept under: the first 16 bytes of the SHA-256 of a text."""
    return sha256(text.encode()).digest()[:16]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A passage on its way in."""

    id: int
    document: int
    group: int
    passage: Passage
    tokens: list[Token]
    terms: list[str]


class Writer:
    """Writes through a dialect, within the transaction that its caller opened."""

    def __init__(self, dialect: Dialect, analyzer: Analyzer) -> None:
        self._dialect = dialect
        self._analyzer = analyzer
        self._postings = PostingsTable(dialect)

    def add(self, documents: Iterable[tuple[Card, Sequence[Passage]]]) -> None:
        """Add documents, in place of those with the same keys; of several with one key the last stays."""
        newest = {card.key: (card, passages) for card, passages in documents}
        gone = [text for key in newest for text in self._take_out(key) or ()]
        entries = list(self._entries(newest.values()))
        self._put_passages(entries)
        held = [Held(entry.id, entry.group, entry.terms) for entry in entries]
        self._postings.add(held)
        self._count(held, sign=1)
        self._forget_vectors(gone)

    def remove(self, key: str) -> bool:
        """Remove a document, its passages, and what the counts owe to them."""
        gone = self._take_out(key)
        self._forget_vectors(gone or [])
        return gone is not None

    def _take_out(self, key: str) -> list[bytes] | None:
        """Remove all but the vectors, whose texts may come again; the hashes of the texts, or None without them."""
        found = self._dialect.run("SELECT id FROM evidence_documents WHERE key = ?", [key])
        if not found:
            return None
        document = found[0][0]
        rows = self._dialect.run(
            "SELECT p.id, p.group_id, p.text_hash, t.terms FROM evidence_passages p "
            "JOIN evidence_texts t ON t.id = p.id WHERE p.document = ?",
            [document],
        )
        held = [Held(row[0], row[1], row[3].split()) for row in rows]
        self._postings.remove(held)
        self._count(held, sign=-1)
        self._delete([row[0] for row in rows], document)
        return [row[2] for row in rows]

    def _forget_vectors(self, hashes: Iterable[bytes]) -> None:
        """A vector tells of its text: it goes with the last passage that has the text."""
        self._dialect.run_many(
            "DELETE FROM evidence_vectors WHERE text_hash = ? AND NOT EXISTS "
            "(SELECT 1 FROM evidence_passages p WHERE p.text_hash = evidence_vectors.text_hash)",
            [(one,) for one in hashes],
        )

    def rebuild(self) -> None:
        """Make all postings anew of the terms that are kept with the texts."""
        self._dialect.run("DELETE FROM evidence_postings")
        last = 0
        statement = (
            "SELECT p.id, p.group_id, t.terms FROM evidence_passages p JOIN evidence_texts t ON t.id = p.id "
            "WHERE p.id > ? ORDER BY p.id LIMIT ?"
        )
        while rows := self._dialect.run(statement, [last, BLOCK]):
            self._postings.add(Held(number, group, terms.split()) for number, group, terms in rows)
            last = rows[-1][0]

    def _delete(self, passages: list[int], document: int) -> None:
        for statement in (
            "DELETE FROM evidence_passages WHERE id = ?",
            "DELETE FROM evidence_texts WHERE id = ?",
            "DELETE FROM evidence_labels WHERE owner = ? AND kind = 'criterion'",
        ):
            self._dialect.run_many(statement, [(number,) for number in passages])
        self._dialect.run("DELETE FROM evidence_labels WHERE owner = ? AND kind <> 'criterion'", [document])
        self._dialect.run("DELETE FROM evidence_documents WHERE id = ?", [document])

    def _entries(self, documents: Iterable[tuple[Card, Sequence[Passage]]]) -> Iterator[_Entry]:
        pairs = [(document, passage) for document in documents for passage in document[1]]
        cards = {id(document[0]): self._put_card(document[0]) for document in documents}
        ids = self._dialect.new_ids("passages", len(pairs))
        tokens = self._analyzer.tokens([passage.text for _, passage in pairs])
        groups: dict[tuple[str, str], int] = {}
        for number, ((card, _), passage), found in zip(ids, pairs, tokens, strict=True):
            key = (card.shelf, str(passage.language))
            if key not in groups:
                groups[key] = self._group(*key)
            yield _Entry(number, cards[id(card)], groups[key], passage, found, [term for term, _, _ in found])

    def _put_card(self, card: Card) -> int:
        number = self._dialect.new_ids("documents", 1)[0]
        day = card.day.isoformat() if card.day else ""
        self._dialect.run(
            "INSERT INTO evidence_documents(id, key, shelf, title, source, day, reliability) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            [number, card.key, card.shelf, card.title, card.source, day, card.reliability],
        )
        self._put_labels("country", number, values=card.countries)
        self._put_labels("topic", number, values=card.topics)
        return number

    def _put_labels(self, kind: str, owner: int, *, values: Sequence[str]) -> None:
        self._dialect.run_many(
            "INSERT INTO evidence_labels(kind, value, owner, place) VALUES (?, ?, ?, ?)",
            [(kind, value, owner, place) for place, value in enumerate(dict.fromkeys(values))],
        )

    def _group(self, shelf: str, language: str) -> int:
        """The number of the passages of a shelf in a language."""
        find = "SELECT id FROM evidence_groups WHERE shelf = ? AND language = ?"
        found = self._dialect.run(find, [shelf, language])
        if not found:
            number = self._dialect.new_ids("groups", 1)[0]
            self._dialect.run("INSERT INTO evidence_groups VALUES (?, ?, ?, 0, 0)", [number, shelf, language])
            return number
        return int(found[0][0])

    def _put_passages(self, entries: Sequence[_Entry]) -> None:
        self._dialect.run_many(
            "INSERT INTO evidence_passages(id, document, group_id, length, number, page, paragraph, first, last, "
            "text_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    entry.id,
                    entry.document,
                    entry.group,
                    len(entry.tokens),
                    one.number,
                    one.page,
                    one.paragraph,
                    one.first,
                    one.last,
                    text_hash(one.text),
                )
                for entry in entries
                for one in (entry.passage,)
            ),
        )
        self._dialect.run_many(
            "INSERT INTO evidence_texts(id, terms, text, places) VALUES (?, ?, ?, ?)",
            ((entry.id, " ".join(entry.terms), entry.passage.text, pack(entry.tokens)) for entry in entries),
        )
        for entry in entries:
            if entry.passage.criteria:
                self._put_labels("criterion", entry.id, values=entry.passage.criteria)

    def _count(self, passages: Iterable[Held], *, sign: int) -> None:
        """Add (1) or take away (-1) some passages in the counts of their groups."""
        held, length = Counter[int](), Counter[int]()
        for one in passages:
            held[one.group] += sign
            length[one.group] += sign * len(one.terms)
        self._dialect.run_many(
            "UPDATE evidence_groups SET passages = passages + ?, length = length + ? WHERE id = ?",
            [(held[group], length[group], group) for group in sorted(held)],
        )
