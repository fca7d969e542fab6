"""The letter as PDF and as DOCX. Both hold the same words, and nothing that is not shown."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from wellfounded.letters.paper import page, pdf

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.document import Document as DocxDocument

    from wellfounded.letters.decision.letter import Letter, Numbered

TEMPLATES = Path(__file__).with_name("templates")
# A word processor takes the font of its own machine; these are what offices have.
FONTS = {"en": "Noto Serif", "ko": "Noto Serif CJK KR", "zh-hans": "Noto Serif CJK SC"}
# A fixed day, so that the same letter always gives the same file and tells nothing of when it was printed.
MADE = datetime(2000, 1, 1, tzinfo=UTC)


def letter_html(letter: Letter) -> str:
    return page(TEMPLATES, "decision.html", letter=letter)


def letter_pdf(letter: Letter) -> bytes:
    return pdf(letter_html(letter))


def letter_docx(letter: Letter) -> bytes:
    document = _blank(letter)
    _head(document, letter)
    document.add_heading(letter.say["decision"], level=1)
    _paragraphs(document, letter.outcome, bold=True)
    document.add_heading(letter.say["reasons"], level=1)
    _paragraphs(document, letter.reasons)
    if letter.appeal or letter.appeal_says:
        document.add_heading(letter.say["appeal"], level=1)
        _paragraphs(document, letter.appeal)
        _points(document, letter.appeal_says)
    document.add_heading(letter.say["rights"], level=1)
    _points(document, letter.rights)
    if letter.signed:
        document.add_paragraph().add_run(letter.signed).bold = True
    _rests(document, letter)
    out = io.BytesIO()
    document.save(out)
    return _timeless(out)


def _timeless(made: io.BytesIO) -> bytes:
    """The same file with `MADE` as the time of each of its parts, where the library writes that of the moment."""
    out = io.BytesIO()
    with zipfile.ZipFile(made) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for part in before.infolist():
            after.writestr(zipfile.ZipInfo(part.filename, MADE.timetuple()[:6]), before.read(part), part.compress_type)
    return out.getvalue()


def _blank(letter: Letter) -> DocxDocument:
    """A4, the font of the language, and no word on who wrote it on which machine."""
    document = Document()
    _without_hidden_parts(document)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(24)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONTS[letter.language], Pt(11)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONTS[letter.language])
    told = document.core_properties
    told.author = told.last_modified_by = told.comments = ""
    told.title, told.language = letter.title, letter.language
    told.created = told.modified = MADE
    return document


def _without_hidden_parts(document: DocxDocument) -> None:
    """The library's empty document brings a data part that no reader shows."""
    links = document.part.rels
    for key in [key for key, link in links.items() if link.reltype.endswith("/customXml")]:
        links.pop(key)


def _head(document: DocxDocument, letter: Letter) -> None:
    document.add_paragraph(letter.office)
    document.add_heading(letter.title, level=0)
    document.add_paragraph(letter.to)
    document.add_paragraph(letter.dated)
    for banner in letter.banners:
        document.add_paragraph().add_run(banner).bold = True


def _paragraphs(document: DocxDocument, paragraphs: Iterable[Numbered], *, bold: bool = False) -> None:
    for one in paragraphs:
        made = document.add_paragraph()
        made.paragraph_format.left_indent, made.paragraph_format.first_line_indent = Mm(10), Mm(-10)
        made.alignment = WD_ALIGN_PARAGRAPH.LEFT
        made.add_run(f"{one.number}.\t{one.text}").bold = bold


def _points(document: DocxDocument, lines: Iterable[str]) -> None:
    for line in lines:
        document.add_paragraph(line, style="List Bullet")


def _rests(document: DocxDocument, letter: Letter) -> None:
    if not letter.rests:
        return
    document.add_heading(letter.say["rests_on"], level=1)
    table = document.add_table(rows=1, cols=3, style="Light Grid")
    for cell, name in zip(table.rows[0].cells, ("paragraph", "source", "place"), strict=True):
        cell.text = letter.say[name]
    for rest in letter.rests:
        cells = table.add_row().cells
        checked = f" ({rest.checked})" if rest.checked else ""
        cells[0].text, cells[1].text, cells[2].text = str(rest.number), rest.source, rest.place + checked
