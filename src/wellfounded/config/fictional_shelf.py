"""A little shelf for the fictional office: an invented newspaper, made by the very actions that an office uses."""

from __future__ import annotations

from datetime import date

from wellfounded.accounts.models import User
from wellfounded.cases.actions.decide_statement import (
    StatementDecided,
    StatementTied,
    decide_statement,
    tie_statement,
)
from wellfounded.cases.actions.find_statements import find_statements
from wellfounded.cases.actions.judge_source import SourceJudged, judge_source
from wellfounded.cases.actions.pin_from_shelf import ShelfPinned, pin_from_shelf
from wellfounded.cases.actions.shelve_document import shelve_document
from wellfounded.cases.actions.shelve_source import SourceShelved, shelve_source
from wellfounded.cases.actions.tie_passage import PassageTied, tie_passage
from wellfounded.cases.errors import Invalid
from wellfounded.cases.models import Case
from wellfounded.cases.shelf import shelf_gate, statements_behind
from wellfounded.cases.states import State

# Invented from end to end: no sentence of it was ever printed.
NEWS = """\
Two views of one river

The ministry of Riverland denied that those sent back face torture.

A lawyer of the Harbour Legal Clinic said that those sent back are tortured in the camps beyond the river.

According to the Riverland ministry, the people who cross are economic migrants and not refugees.

The clinic also stated that nobody screens them before they are returned.
"""
ABOUT = "torture_risk"


def load() -> None:
    """Put one document on the shelf, with statements confirmed on both sides and words pinned to one case."""
    user = User.objects.get(username="adjudicator")
    source = shelve_source(
        user,
        request=SourceShelved(
            title="Two views of one river (invented)",
            publisher="The Fictional Herald",
            published=date(2024, 1, 26),
            relays=("A fictional agency",),
            countries=("PRK", "CHN"),
            topics=("return",),
        ),
    )
    reason = "One article; it names both of its speakers and how it heard them."
    judge_source(user, source.pk, request=SourceJudged(standard="reliability", grade="fair", reason=reason))
    try:
        document = shelve_document(user, source.pk, content=NEWS.encode())
    except Invalid:
        return  # a machine that cannot guard the reading of files reads none
    find_statements(user, document.pk)
    for one in list(statements_behind(shelf_gate(user)).filter(content__contains="sent back"))[:2]:
        decide_statement(user, one.pk, request=StatementDecided(standing="confirmed"))
        direction = "rebuts" if "denied" in one.cue else "supports"
        tie_statement(user, one.pk, request=StatementTied(about=ABOUT, direction=direction))
    quote = "those sent back are tortured in the camps beyond the river"
    tie_passage(user, document.pk, request=PassageTied(quote=quote, about="prk-returnees-tortured"))
    case = Case.objects.filter(state=State.ASSESSMENT, record_closed_at=None, countries__code="PRK").first()
    if case is not None:
        pinned = ShelfPinned(document=document.pk, quote=quote, entity="PRK", item=ABOUT)
        pin_from_shelf(user, case.number, request=pinned)
