"""An empty document for a word processor that tells nothing of who made it, where or when."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from wellfounded.letters import package

if TYPE_CHECKING:
    from docx.document import Document as DocxDocument

# A word processor takes the font of its own machine; these are what offices have.
FONTS = {"en": "Noto Serif", "ko": "Noto Serif CJK KR", "zh-hans": "Noto Serif CJK SC"}
# A fixed day, so that the same paper always gives the same file and tells nothing of when it was printed.
MADE = datetime(2000, 1, 1, tzinfo=UTC)


def blank_docx(*, title: str, language: str) -> DocxDocument:
    """A4, the font of the language, and no word on who wrote it on which machine."""
    document = Document()
    _without_hidden_parts(document)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(24)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONTS[language], Pt(11)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONTS[language])
    told = document.core_properties
    told.author = told.last_modified_by = told.comments = ""
    told.title, told.language = title, language
    told.created = told.modified = MADE
    return document


def timeless(made: io.BytesIO) -> bytes:
    """The same file with one moment as the time of each of its parts, where the library writes that of now."""
    return package.timeless(made.getvalue())


def _without_hidden_parts(document: DocxDocument) -> None:
    """The library's empty document brings a data part and a picture that no reader shows."""
    for links in (document.part.rels, document.part.package.rels):
        for key in [key for key, link in links.items() if link.reltype.endswith(("/customXml", "/thumbnail"))]:
            links.pop(key)
