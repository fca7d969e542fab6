"""The brief as a page, a PDF and a DOCX. All three hold the same words."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from wellfounded.letters.blank_docx import blank_docx, timeless
from wellfounded.letters.brief import wording
from wellfounded.letters.paper import page, pdf

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docx.document import Document as DocxDocument

    from wellfounded.letters.brief.context import BriefView, CriterionView, FactLine, PassageView

TEMPLATES = Path(__file__).with_name("templates")
SAY = wording.SAY


def brief_html(view: BriefView) -> str:
    """The page."""
    return page(TEMPLATES, "brief.html", view=view, say=SAY, language=wording.LANGUAGE)


def brief_pdf(view: BriefView) -> bytes:
    """The same page as a PDF."""
    return pdf(brief_html(view))


def brief_docx(view: BriefView) -> bytes:
    """The same words for a word processor."""
    document = blank_docx(title=f"{SAY['paper']} {view.number}", language=wording.LANGUAGE)
    document.add_heading(f"{SAY['paper']} {view.number}", level=0)
    for line in (view.title, view.banner, *(f"{name}: {value}" for name, value in view.head), SAY["motto"]):
        if line:
            document.add_paragraph(line)
    for criterion in view.criteria:
        _criterion(document, criterion)
    if not view.criteria and not view.bare:
        document.add_paragraph(SAY["nothing"])
    _list(document, SAY["bare"], lines=view.bare, lead=SAY["bare_lead"])
    _list(document, SAY["stale"], lines=view.stale, lead=SAY["stale_lead"])
    _list(document, SAY["sources"], lines=[f"[{number}] {name}" for number, name in enumerate(view.sources, 1)])
    out = io.BytesIO()
    document.save(out)
    return timeless(out)


def _criterion(document: DocxDocument, view: CriterionView) -> None:
    about = f" ({view.about})" if view.about else ""
    document.add_heading(f"{view.title}{about}: {view.label}", level=1)
    document.add_paragraph(view.text)
    for title, passages in ((SAY["supports"], view.supports), (SAY["rebuts"], view.rebuts)):
        document.add_heading(title, level=2)
        _passages(document, passages)
    if view.facts or view.facts_above:
        document.add_heading(SAY["country_facts"], level=2)
        for fact in view.facts:
            _fact(document, fact)
    if view.facts_above:
        document.add_paragraph(f"{SAY['facts_above']} {view.facts_above}.")
    _list(document, SAY["missing"], lines=view.missing, level=2)


def _passages(document: DocxDocument, passages: Sequence[PassageView]) -> None:
    if not passages:
        document.add_paragraph(SAY["none"])
    for one in passages:
        made = document.add_paragraph(style="List Bullet")
        made.add_run(f"“{one.quote}”").italic = not one.accepted
        made.add_run(f" [{one.number}] {one.citation}. ")
        made.add_run(f"{one.standing.capitalize()}.").bold = not one.accepted


def _fact(document: DocxDocument, fact: FactLine) -> None:
    details = (fact.direction, fact.dates, fact.law, fact.due)
    document.add_paragraph(
        f"{fact.id}: {fact.statement} ({'; '.join(part for part in details if part)})", style="List Bullet"
    )
    _passages(document, fact.carried_by) if fact.carried_by else document.add_paragraph(fact.without)


def _list(document: DocxDocument, title: str, *, lines: Iterable[str], lead: str = "", level: int = 1) -> None:
    held = list(lines)
    if not held:
        return
    document.add_heading(title, level=level)
    if lead:
        document.add_paragraph(lead)
    for line in held:
        document.add_paragraph(line, style="List Bullet")
