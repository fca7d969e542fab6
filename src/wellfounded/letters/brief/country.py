"""A country report as a cited brief: each fact of the packs with its dates, what carries it, and what is due."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils import timezone

from wellfounded.evidence.statements.bearing import Bearing
from wellfounded.law.library import load_library
from wellfounded.letters.blank_docx import blank_docx, timeless
from wellfounded.letters.brief import wording
from wellfounded.letters.brief.cited import Cited
from wellfounded.letters.brief.context import CountryView, SaidView
from wellfounded.letters.brief.fact_lines import fact_line
from wellfounded.letters.brief.in_docx import Pen
from wellfounded.letters.paper import page, pdf
from wellfounded.library.law_terms import titles
from wellfounded.library.office_shelf import OfficeShelf, card_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wellfounded.cases.actions.report_country import CountryReport
    from wellfounded.law.country_fact import CountryFact
    from wellfounded.letters.brief.wording import Tongue
    from wellfounded.library.models import StatementTie

TEMPLATES = Path(__file__).with_name("templates")


def country_view(report: CountryReport, tongue: Tongue = wording.ENGLISH) -> CountryView:
    """What the report shows, in a language; statements, quotations and sources stay as they are."""
    shelf, cited, today = OfficeShelf(report.gate, Bearing([])), Cited(tongue), timezone.localdate()
    facts = tuple(
        replace(
            fact_line(fact, cited, pinned=shelf.pinned(fact.id), on=today),
            direction=tongue(wording.DIRECTIONS[fact.direction]),
            bears_on="; ".join(_bears_on(fact, tongue)),
        )
        for fact in report.facts
    )
    carried = sum(bool(line.carried_by) for line in facts)
    counted = tongue(wording.CARRIED, carried=str(carried), all=str(len(facts)))
    return CountryView(
        number=tongue.country(report.country),
        title="",
        banner="",
        head=(
            (tongue(wording.HEAD["on"]), tongue.day(today)),
            (tongue(wording.HEAD["shelf"]), tongue(wording.OPEN_SHELF)),
            (tongue(wording.HEAD["carried"]), counted),
        ),
        facts=facts,
        said=tuple(_said(tie, cited) for tie in report.said),
        stale=tuple(f"{line.id}: {line.statement} ({line.due})" for line in facts if line.due),
        sources=tuple(cited.names),
    )


def country_pdf(view: CountryView, tongue: Tongue = wording.ENGLISH) -> bytes:
    """The report as a PDF."""
    return pdf(page(TEMPLATES, "country.html", view=view, say=_words(tongue), language=tongue.code))


def country_docx(view: CountryView, tongue: Tongue = wording.ENGLISH) -> bytes:
    """The same words for a word processor."""
    say = _words(tongue)
    title = f"{say['paper']} {view.number}"
    document = blank_docx(title=title, language=tongue.code)
    pen = Pen(document, say)
    pen.head(title, (), rows=view.head)
    pen.title(say["country_facts"], level=1)
    pen.facts(view.facts)
    pen.lines(say["said"], [_line(one) for one in view.said], lead=say["said_lead"])
    pen.lines(say["stale"], view.stale, lead=say["stale_lead"])
    pen.sources(view.sources)
    out = io.BytesIO()
    document.save(out)
    return timeless(out)


def _words(tongue: Tongue) -> dict[str, str]:
    words = tongue.words()
    return words | {"paper": words["report"]}


def _bears_on(fact: CountryFact, tongue: Tongue) -> Iterator[str]:
    """Criteria and facts of the record, by their titles."""
    known = titles() | {name: one.title for name, one in load_library().facts.items()}
    yield from (tongue.say(known[name]) if name in known else name.replace("_", " ") for name in fact.bears_on)


def _said(tie: StatementTie, cited: Cited) -> SaidView:
    one, tongue = tie.statement, cited.tongue
    source = one.text.document.source
    relays = [tongue(wording.THROUGH, name=name) for name in (*one.relayed_by, *source.relays)]
    return SaidView(
        fact=tie.about,
        who=", ".join(
            part for part in (one.speaker or str(one.get_kind_display()), one.role, one.organisation) if part
        ),
        cue=one.verb,
        words=" ".join(one.content.split()),
        circumstance=" · ".join([part for part in (str(one.get_mode_display()), one.said_when) if part] + relays),
        direction=tongue(wording.DIRECTIONS[tie.direction]),
        number=cited.number_of(card_of(one.text.document)),
    )


def _line(one: SaidView) -> str:
    who = f"{one.who} ({one.cue})" if one.cue else one.who
    return f"{one.fact}, {one.direction}: {who}: “{one.words}” [{one.number}] ({one.circumstance})"
