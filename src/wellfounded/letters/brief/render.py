"""The brief as a page, a PDF and a DOCX. All three hold the same words."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from wellfounded.letters.blank_docx import blank_docx, timeless
from wellfounded.letters.brief import wording
from wellfounded.letters.brief.in_docx import Pen
from wellfounded.letters.paper import page, pdf

if TYPE_CHECKING:
    from wellfounded.letters.brief.context import BriefView, CriterionView
    from wellfounded.letters.brief.wording import Tongue

TEMPLATES = Path(__file__).with_name("templates")


def brief_html(view: BriefView, tongue: Tongue = wording.ENGLISH) -> str:
    """The page."""
    return page(TEMPLATES, "brief.html", view=view, say=tongue.words(), language=tongue.code)


def brief_pdf(view: BriefView, tongue: Tongue = wording.ENGLISH) -> bytes:
    """The same page as a PDF."""
    return pdf(brief_html(view, tongue))


def brief_docx(view: BriefView, tongue: Tongue = wording.ENGLISH) -> bytes:
    """The same words for a word processor."""
    say = tongue.words()
    title = f"{say['paper']} {view.number}"
    document = blank_docx(title=title, language=tongue.code)
    pen = Pen(document, say)
    pen.head(title, (view.title, view.banner), rows=view.head)
    for criterion in view.criteria:
        _criterion(pen, criterion)
    if not view.criteria and not view.bare:
        pen.line(say["nothing"])
    pen.lines(say["bare"], view.bare, lead=say["bare_lead"])
    pen.lines(say["stale"], view.stale, lead=say["stale_lead"])
    pen.sources(view.sources)
    out = io.BytesIO()
    document.save(out)
    return timeless(out)


def _criterion(pen: Pen, view: CriterionView) -> None:
    about = f" ({view.about})" if view.about else ""
    pen.title(f"{view.title}{about}: {view.label}", level=1)
    pen.line(view.text)
    for title, passages in ((pen.say["supports"], view.supports), (pen.say["rebuts"], view.rebuts)):
        pen.title(title, level=2)
        pen.passages(passages)
    if view.of_facts:
        pen.title(pen.say["of_facts"], level=2)
        pen.passages(view.of_facts)
    if view.facts or view.facts_above:
        pen.title(pen.say["country_facts"], level=2)
        pen.facts(view.facts)
    if view.facts_above:
        pen.line(f"{pen.say['facts_above']} {view.facts_above}.")
    pen.lines(pen.say["missing"], view.missing, level=2)
