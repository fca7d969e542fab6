"""Documents on their way into a library file: read in guarded processes, two at a time; each whole or not at all."""

from __future__ import annotations

from collections import Counter, deque
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from wellfounded.cli.evidence_record import record_of
from wellfounded.evidence.documents.passages import passages_of_document
from wellfounded.evidence.documents.refusal import DocumentRefused, Reason
from wellfounded.evidence.documents.whole import Wishes
from wellfounded.law.errors import Code, Problem
from wellfounded.vault.child import AT_ONCE, MOST_IN
from wellfounded.vault.documents import read_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from wellfounded.evidence.documents.extraction import Attachment, Extraction
    from wellfounded.evidence.documents.records_file import Records
    from wellfounded.evidence.documents.source_record import SourceRecord
    from wellfounded.evidence.passage import Card
    from wellfounded.evidence.search.index.sql_index import SqlIndex

AHEAD = 2 * AT_ONCE
DEEPEST = 3  # files in mails in mails
MOST_INSIDE = 500


def readable(name: str) -> str:
    """A name whose bytes are no UTF-8, as far as it can be shown and kept."""
    return name.encode("utf-8", "replace").decode()


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file with its bytes, and what was taken from it, or why nothing was."""

    path: Path
    content: bytes
    key: str
    taken: Future[Extraction] | None


@dataclass(slots=True)
class Intake:
    """Takes files into an index; `card` holds what all of them have in common, `given` are records of some of them."""

    index: SqlIndex
    card: Card
    wishes: Wishes = field(default_factory=Wishes)
    records: Records | None = None
    given: tuple[SourceRecord, ...] = ()
    counts: Counter[str] = field(default_factory=Counter)
    remarks: list[str] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def take(self, paths: Iterable[Path]) -> Iterator[Path]:
        """Take the files one after the other; each is given back when it is done with, well or badly."""
        with ThreadPoolExecutor(AT_ONCE) as readers:
            waiting: deque[Incoming] = deque()
            for path in paths:
                waiting.append(self._begun(path, readers))
                if len(waiting) > AHEAD:
                    yield self._ended(waiting.popleft())
            while waiting:
                yield self._ended(waiting.popleft())

    def _begun(self, path: Path, readers: ThreadPoolExecutor) -> Incoming:
        try:
            content = path.read_bytes() if path.stat().st_size <= MOST_IN else None
        except OSError as error:
            message = f"This file cannot be opened: {error.strerror}."
            self._note(Problem(Code.FILE_UNREADABLE, message, "Check its rights.", str(path)))
            return Incoming(path, b"", "", None)
        if content is None:
            self._refuse(DocumentRefused(Reason.TOO_LARGE, f"at most {MOST_IN >> 20} MB are taken"), str(path))
            return Incoming(path, b"", "", None)
        key = sha256(content).hexdigest()
        there = self.index.holds(key)
        self.counts["there"] += there
        taken = None if there else readers.submit(read_document, content, wishes=self.wishes)
        return Incoming(path, content, key, taken)

    def _ended(self, incoming: Incoming) -> Path:
        if incoming.taken is not None:
            try:
                taken = incoming.taken.result()
            except DocumentRefused as refused:
                self._refuse(refused, str(incoming.path))
            else:
                self._add(
                    incoming.key, readable(incoming.path.stem), taken=taken, where=readable(str(incoming.path)), depth=0
                )
        return incoming.path

    def _add(self, key: str, title: str, *, taken: Extraction, where: str, depth: int) -> None:
        """What came inside goes in first: a stop between the two leaves nothing out when the same is said again."""
        if self.index.holds(key):
            self.counts["there"] += 1
            return
        for attachment in taken.attachments[:MOST_INSIDE]:
            self._add_attachment(attachment, where=f"{where} » {attachment.name}", depth=depth + 1)
        self.index.add([(self._card(key, title, taken=taken), passages_of_document(taken))])
        self.counts["added"] += 1
        self.remarks += [f"{where}: {remark}" for remark in taken.remarks]
        self.changes += [f"{where}: {change}" for change in taken.changes]

    def _card(self, key: str, title: str, *, taken: Extraction) -> Card:
        """What the search is told of it. Its record is kept first: a stop between the two leaves nothing half there."""
        card = replace(self.card, key=key, title=title)
        if self.records is None:
            return card
        record = record_of(self.given, card, on=datetime.now(UTC).date())
        self.records.keep(record, taken)
        found = record.card(shelf=card.shelf)
        return replace(found, reliability=found.reliability or card.reliability)

    def _add_attachment(self, attachment: Attachment, *, where: str, depth: int) -> None:
        key = sha256(attachment.content).hexdigest()
        if self.index.holds(key):
            self.counts["there"] += 1
            return
        if depth > DEEPEST:
            self._refuse(DocumentRefused(Reason.TOO_DEEP), where)
            return
        try:
            taken = read_document(attachment.content, wishes=self.wishes)
        except DocumentRefused as refused:
            self._refuse(refused, where)
        else:
            self._add(key, attachment.name, taken=taken, where=where, depth=depth)

    def _refuse(self, refused: DocumentRefused, where: str) -> None:
        message = f"{refused.what} ({refused.reason})"
        self._note(Problem(Code.DOCUMENT_REFUSED, message, refused.mend, where))

    def _note(self, problem: Problem) -> None:
        self.problems.append(problem)
        self.counts["refused"] += 1
