"""A DOCX with its tables, headers, notes and tracked changes, with docx2python."""

from __future__ import annotations

import io
import warnings
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from docx2python import docx2python
from lxml import etree

from wellfounded.evidence.documents.archive import looked_at, part
from wellfounded.evidence.documents.content_type import Kind
from wellfounded.evidence.documents.extraction import Change, Extraction, Hints, clean
from wellfounded.evidence.documents.refusal import DocumentRefused, Reason

if TYPE_CHECKING:
    from zipfile import ZipFile

    from docx2python.docx_output import DocxContent

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHANGES = {"ins": "put in", "del": "taken out", "moveFrom": "moved from here", "moveTo": "moved to here"}
_CHANGED = {f"{_WORD}{name}": kind for name, kind in _CHANGES.items()}
_GONE = frozenset({"taken out", "moved from here"})
_TEXTS = {f"{_WORD}t", f"{_WORD}delText"}
MOST_CHANGES = 20_000
NEAR = 60  # characters before a change
# A table as docx2python gives it: rows of cells of paragraphs; what stands outside tables is one of a single cell.
_Table = list[list[list[str]]]


def read(payload: bytes) -> Extraction:
    """Body, then headers, footers and notes; changes that were tracked are read as accepted, and listed."""
    with looked_at(payload) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                part(archive, name)
        changes = _changes(archive)
    text, hints = _text(payload)
    remarks = (f"{len(changes)} tracked changes: the text is read as if all were accepted.",) if changes else ()
    return Extraction(
        Kind.DOCX, text, f"docx2python {version('docx2python')}", hints=hints, changes=changes, remarks=remarks
    )


def _text(payload: bytes) -> tuple[str, Hints]:
    try:
        # It warns of parts that are not there, such as those that say who wrote the file.
        with warnings.catch_warnings(action="ignore"), docx2python(io.BytesIO(payload)) as found:
            return _laid_out(found), _hints(found)
    except (KeyError, ValueError, etree.XMLSyntaxError, IndexError, AttributeError, TypeError):
        raise DocumentRefused(Reason.BROKEN) from None


def _laid_out(found: DocxContent) -> str:
    parts = [found.body, found.header, found.footer, found.footnotes, found.endnotes]
    blocks = [block for tables in parts for table in tables for block in _blocks(table)]
    comments = [f"[{who}, {when}: {words}]" for _, who, when, words in found.comments]
    return "\n\n".join(clean(block).strip() for block in [*blocks, *comments] if block.strip())


def _blocks(table: _Table) -> list[str]:
    """The paragraphs of what is no table; of a table one block, a row on each line, with tabs between cells."""
    if len(table) == 1 and len(table[0]) == 1:
        return table[0][0]
    rows = ["\t".join(" ".join(paragraph for paragraph in cell if paragraph) for cell in row) for row in table]
    return ["\n".join(row for row in rows if row.strip())]


def _changes(archive: ZipFile) -> tuple[Change, ...]:
    found: list[Change] = []
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(part(archive, "word/document.xml"), parser)
    except etree.XMLSyntaxError:
        raise DocumentRefused(Reason.BROKEN) from None
    for element in root.iter(*_CHANGED):
        words = "".join(text.text or "" for text in element.iter(*_TEXTS))
        if words and len(found) < MOST_CHANGES:
            by, on = (element.get(f"{_WORD}{name}", "") for name in ("author", "date"))
            found.append(Change(_CHANGED[element.tag], clean(words), by, on, _before(element)))
    return tuple(found)


def _before(element: Any) -> str:
    """The last words of the paragraph that stand before a change; what was taken out is none of them."""
    parts = [
        "".join(text.text or "" for text in other.iter(f"{_WORD}t"))
        for other in element.itersiblings(preceding=True)
        if _CHANGED.get(other.tag) not in _GONE
    ]
    words = clean("".join(reversed(parts))).strip()
    return words if len(words) <= NEAR else words[-NEAR:].partition(" ")[2]


def _hints(found: DocxContent) -> Hints:
    said = found.core_properties
    return Hints(said.get("title") or "", said.get("creator") or "", (said.get("created") or "")[:10])
