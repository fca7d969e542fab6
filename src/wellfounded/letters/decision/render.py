"""The letter as PDF and as DOCX. Both hold the same words, and nothing that is not shown."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm

from wellfounded.letters.blank_docx import blank_docx, timeless
from wellfounded.letters.paper import page, pdf

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.document import Document as DocxDocument

    from wellfounded.letters.decision.letter import Letter, Numbered

TEMPLATES = Path(__file__).with_name("templates")


def letter_html(letter: Letter) -> str:
    return page(TEMPLATES, "decision.html", letter=letter)


def letter_pdf(letter: Letter) -> bytes:
    return pdf(letter_html(letter))


def letter_docx(letter: Letter) -> bytes:
    document = blank_docx(title=letter.title, language=letter.language)
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
    document.add_heading(letter.say["words"], level=1)
    _points(document, letter.words)
    if letter.signed:
        document.add_paragraph().add_run(letter.signed).bold = True
    _rests(document, letter)
    out = io.BytesIO()
    document.save(out)
    return timeless(out)


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
