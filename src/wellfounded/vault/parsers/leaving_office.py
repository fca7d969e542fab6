"""A DOCX or XLSX that is about to leave: its words or rows, and every part and mark that no reader would see."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from lxml import etree
from openpyxl import load_workbook

from wellfounded.vault.parsers import TooBig

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

UNPACKED = 100 << 20
PACKED = (2000, 1, 1, 0, 0, 0)  # the moment that every part carries
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# The parts of which a plain document is made. A header, a note, a comment, a picture or data would be another one.
OF_DOCX = frozenset(
    {
        *("[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "docProps/app.xml", "word/document.xml"),
        *("word/_rels/document.xml.rels", "word/styles.xml", "word/stylesWithEffects.xml", "word/settings.xml"),
        *("word/webSettings.xml", "word/fontTable.xml", "word/theme/theme1.xml", "word/numbering.xml"),
    }
)
OF_XLSX = frozenset(
    {
        *("[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "docProps/app.xml", "xl/workbook.xml"),
        *("xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/theme/theme1.xml", "xl/worksheets/sheet1.xml"),
        "xl/sharedStrings.xml",
    }
)
# Marks in a document by which words are there and not shown, or shown from elsewhere.
NOT_SHOWN: tuple[str, ...] = (
    "vanish",
    "webHidden",
    "del",
    "ins",
    "moveFrom",
    "moveTo",
    "comment",
    "fldSimple",
    "instrText",
    "object",
)
NOT_SHOWN += ("drawing", "pict", "altChunk", "subDoc", "sdt", "footnoteReference", "endnoteReference")


def of_docx(payload: bytes) -> dict[str, Any]:
    """The text of each paragraph, cells of tables among them."""
    parts, hidden = _parts(payload, known=OF_DOCX)
    root = _xml(parts["word/document.xml"])
    hidden += [f"<{name}>" for name in NOT_SHOWN if root.find(f".//{W}{name}") is not None]
    hidden += sorted({f"<{one.tag}>" for one in root.iter() if isinstance(one.tag, str) and not one.tag.startswith(W)})
    hidden += [
        f"a comment in {name}" for name, content in parts.items() if name.endswith(".xml") and b"<!--" in content
    ]
    paragraphs = ["".join(_letters(one) for one in paragraph.iter()) for paragraph in root.iter(f"{W}p")]
    return {"paragraphs": paragraphs, "told": _told(parts), "hidden": hidden}


def of_xlsx(payload: bytes) -> dict[str, Any]:
    """The rows of the one sheet as texts."""
    parts, hidden = _parts(payload, known=OF_XLSX)
    book = load_workbook(io.BytesIO(payload))
    first, *others = book.worksheets
    hidden += [f"a sheet: {sheet.title}" for sheet in others]
    hidden += ["a hidden sheet"] if first.sheet_state != "visible" else []
    hidden += ["a defined name"] if book.defined_names else []
    hidden += _hidden_in(first)
    rows = [["" if cell is None else str(cell) for cell in line] for line in first.iter_rows(values_only=True)]
    return {"rows": rows, "told": _told(parts), "hidden": hidden}


def _hidden_in(sheet: Worksheet) -> list[str]:
    folded = [f"{name} folded away" for name, at in sheet.column_dimensions.items() if at.hidden]
    folded += [f"row {number} folded away" for number, at in sheet.row_dimensions.items() if at.hidden]
    cells = [cell for line in sheet.iter_rows() for cell in line]
    folded += [f"a note on {cell.coordinate}" for cell in cells if cell.comment or cell.hyperlink]
    return folded + [f"a formula in {cell.coordinate}" for cell in cells if cell.data_type == "f"]


def _parts(payload: bytes, *, known: frozenset[str]) -> tuple[dict[str, bytes], list[str]]:
    with zipfile.ZipFile(io.BytesIO(payload)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > UNPACKED:
            raise TooBig
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
        hidden = [f"a word on {entry.filename}" for entry in archive.infolist() if entry.comment]
        days = {entry.date_time for entry in archive.infolist()}
    hidden += [f"a part: {name}" for name in parts if name not in known]
    hidden += ["when its parts were made"] if days != {PACKED} else []
    return parts, hidden


def _told(parts: dict[str, bytes]) -> dict[str, str]:
    """What the file says of itself and of who made it, apart from numbers that are alike in all of them."""
    told = {}
    for name in ("docProps/core.xml", "docProps/app.xml"):
        for one in _xml(parts[name]).iter() if name in parts else ():
            text = (one.text or "").strip()
            if isinstance(one.tag, str) and text:
                told[etree.QName(one).localname] = text
    return told


def _letters(one: Any) -> str:
    if one.tag == f"{W}t":
        return one.text or ""
    return "\t" if one.tag in {f"{W}tab", f"{W}br", f"{W}cr"} else ""


def _xml(content: bytes) -> Any:
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
