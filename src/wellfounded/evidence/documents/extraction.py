"""What is taken from a file: its text in pages, and what a reader must know of how it was taken."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import astuple, dataclass, field
from typing import Any

from wellfounded.evidence.documents.content_type import Kind

# What prints nothing: soft hyphens, marks of width zero and of direction, and control characters.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_BREAKS = re.compile("\r\n?|[\x0c\u2028\u2029\x85]")
_HYPHEN = re.compile("\ufffe(?:\r?\n)?")  # where the reader of PDF found a word broken at the end of a line
_PAGE_BREAK = "\n\n"


def clean(text: str) -> str:
    """A text in NFC, with one kind of line end, and without signs that print nothing."""
    return unicodedata.normalize("NFC", _UNSEEN.sub("", _BREAKS.sub("\n", _HYPHEN.sub("", text))))


@dataclass(frozen=True, slots=True)
class Page:
    """A page: where its text stands in that of the document.

    `number` counts from 1. `confidence` is the mean of what the reader of scans says of its words, from 0 to 100, or
    -1 where the text was in the file.
    """

    number: int
    first: int
    last: int
    confidence: float = -1


ADDED = frozenset({"put in", "moved to here"})


@dataclass(frozen=True, slots=True)
class Change:
    """A tracked change in a DOCX: words that were put in or taken out, by whom and when as the file says.

    `before` are the last words before it in its paragraph, as if all changes were accepted.
    """

    kind: str
    words: str
    by: str = ""
    on: str = ""
    before: str = ""

    def __str__(self) -> str:
        who = ", ".join(part for part in (self.by, self.on[:10]) if part)
        near = f"{self.before}… " if self.before else ""
        return f"{near}[{'+' if self.added else '−'} {self.words}] ({who or '?'})"

    @property
    def added(self) -> bool:
        """Whether its words stand in the text, which is read as if all changes were accepted."""
        return self.kind in ADDED


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came inside another one."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Hints:
    """What a file says of itself; never more than a proposal for its source record."""

    title: str = ""
    author: str = ""
    day: str = ""
    publisher: str = ""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was taken from a file.

    `text` is the whole text in NFC, pages divided by a blank line; `pages` is empty for kinds that have none. `method`
    names what took it, with versions: a citation made from this text is only sure to fit the same method. `scanned`
    are the pages without words of their own; `remarks` are sentences for whoever reads the text.
    """

    kind: Kind
    text: str
    method: str
    pages: tuple[Page, ...] = ()
    hints: Hints = Hints()
    changes: tuple[Change, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    scanned: tuple[int, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RawPage:
    """The text of one page as a reader took it, before the document is put together."""

    number: int
    text: str
    confidence: float = -1


def in_pages(raw: list[RawPage]) -> tuple[str, tuple[Page, ...]]:
    """The text of a document and where each of its pages stands in it."""
    pages: list[Page] = []
    place = 0
    texts: list[str] = []
    for one in raw:
        text = clean(one.text).strip("\n ")
        pages.append(Page(one.number, place, place + len(text), one.confidence))
        texts.append(text)
        place += len(text) + len(_PAGE_BREAK)
    return _PAGE_BREAK.join(texts), tuple(pages)


def as_plain(extraction: Extraction) -> tuple[dict[str, Any], tuple[bytes, ...]]:
    """An extraction as plain data, and its attachments as bytes, to pass out of the guarded process."""
    return {
        "kind": str(extraction.kind),
        "text": extraction.text,
        "method": extraction.method,
        "pages": [[page.number, page.first, page.last, page.confidence] for page in extraction.pages],
        "hints": [extraction.hints.title, extraction.hints.author, extraction.hints.day, extraction.hints.publisher],
        "changes": [list(astuple(change)) for change in extraction.changes],
        "attachments": [attachment.name for attachment in extraction.attachments],
        "scanned": list(extraction.scanned),
        "remarks": list(extraction.remarks),
    }, tuple(attachment.content for attachment in extraction.attachments)


def from_plain(data: dict[str, Any], parts: tuple[bytes, ...]) -> Extraction:
    """The opposite of `as_plain`.

    Raises:
        ValueError, TypeError, KeyError: it is not of that shape, as from a process that a file has taken over.
    """
    return Extraction(
        kind=Kind(data["kind"]),
        text=str(data["text"]),
        method=str(data["method"]),
        pages=tuple(Page(int(a), int(b), int(c), float(d)) for a, b, c, d in data["pages"]),
        hints=Hints(*(str(value) for value in data["hints"])),
        changes=tuple(Change(*(str(value) for value in change)) for change in data["changes"]),
        attachments=tuple(
            Attachment(str(name), content) for name, content in zip(data["attachments"], parts, strict=True)
        ),
        scanned=tuple(int(number) for number in data["scanned"]),
        remarks=tuple(str(remark) for remark in data["remarks"]),
    )
