"""A PDF that is about to leave: every word on it, shown or not, and whatever hangs on it beside its pages."""

from __future__ import annotations

import re
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from wellfounded.vault.parsers import NotThisType, TooBig

MOST_PAGES = 2000
# A link inside the paper leads to another page of it; every other annotation is hidden.
LINK = pdfium.FPDF_ANNOT_LINK
# Objects that a paper of words may have: text, lines and forms that hold them.
PLAIN = frozenset({pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_FORM})
ACTIVE = (b"/JavaScript", b"/EmbeddedFile", b"/Launch", b"/OCProperties", b"/Metadata", b"/AcroForm", b"/RichMedia")


def of_pdf(payload: bytes) -> dict[str, Any]:
    """The text of each page, what it tells of itself, and what is hidden in it."""
    try:
        document = pypdfium2.PdfDocument(payload)
    except pypdfium2.PdfiumError:
        raise NotThisType("pdf") from None
    with document:
        if len(document) > MOST_PAGES:
            raise TooBig
        told = {name: text for name, text in document.get_metadata_dict().items() if text}
        pages = [document[number] for number in range(len(document))]
        hidden = [*_beside_pages(payload, document), *(one for page in pages for one in _in_page(page))]
        return {"pages": [_text(page) for page in pages], "told": told, "hidden": sorted(set(hidden))}


def _text(page: pypdfium2.PdfPage) -> str:
    words = page.get_textpage()
    text: str = words.get_text_range()  # all of it, whether it lies on the sheet, under something, or is not drawn
    words.close()
    return text


def _beside_pages(payload: bytes, document: pypdfium2.PdfDocument) -> list[str]:
    hidden = [mark.decode() for mark in ACTIVE if mark in payload]
    if document.count_attachments():
        hidden.append("a file attached")
    if len(re.findall(rb"startxref", payload)) != 1 or not payload.rstrip().endswith(b"%%EOF"):
        hidden.append("an earlier state, or something behind the end")
    if not payload.startswith(b"%PDF-"):
        hidden.append("something before the beginning")
    return hidden


def _in_page(page: pypdfium2.PdfPage) -> list[str]:
    found = [f"an object of kind {one.type}" for one in page.get_objects() if one.type not in PLAIN]
    for number in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        note = pdfium.FPDFPage_GetAnnot(page.raw, number)
        if pdfium.FPDFAnnot_GetSubtype(note) != LINK:
            found.append("a note on a page")
        pdfium.FPDFPage_CloseAnnot(note)
    return found
