"""Statements of the shelf: each confirmed, edited or rejected by a person; a board of one question; country facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wellfounded.cases.actions.decide_statement import (
    StatementDecided,
    StatementTied,
    decide_statement,
    tie_statement,
)
from wellfounded.cases.actions.judge_speaker import SpeakerJudged, judge_speaker
from wellfounded.cases.errors import Invalid, NotNow
from wellfounded.cases.permissions import Permission, may
from wellfounded.cases.shelf import shelf_gate, statement_behind, statements_behind
from wellfounded.library.law_terms import is_about
from wellfounded.library.models.statement import Standing
from wellfounded.library.models.tie import Decided
from wellfounded.library.voices import may_be_same, same_voice
from wellfounded.library.withdrawn import withdrawal_of
from wellfounded.web.attempt import attempt
from wellfounded.web.case_frame import posted
from wellfounded.web.choices import shown_country
from wellfounded.web.forms.shelf import StatementForm
from wellfounded.web.shelf.board import board_on, questions_asked, suggestions_for
from wellfounded.web.shelf.bound import day_of, duties_beside
from wellfounded.web.shelf.choices import about_groups, title_of
from wellfounded.web.shelf.country_facts import countries_with_facts
from wellfounded.web.visitor import user_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from wellfounded.accounts.models import User
    from wellfounded.library.models import ShelfStatement

UNPROCESSABLE = 422
AROUND = 300


def statement(request: HttpRequest, pk: int) -> HttpResponse:
    """A statement with the words around it; a person confirms it, edited or not, or rejects it."""
    user = user_of(request)
    gate = shelf_gate(user)
    found = statement_behind(gate, pk)
    names = ("speaker", "role", "organisation", "stance", "said_when", "said_where")
    form = StatementForm(posted(request), initial={name: getattr(found, name) for name in names})
    if attempt(form, lambda: _decide(request, user, found=found, form=form)) is not None:
        messages.success(request, _("It stands in your name now."))
        return HttpResponseRedirect(reverse("shelf_statement", args=[pk]))
    writes = may(user, Permission.OFFICE_LIBRARY_WRITE)
    ties = {tie.about: tie for tie in found.ties.select_related("by")}
    text = found.text.text
    context = {
        "statement": found,
        "before": text[max(0, found.first - AROUND) : found.first],
        "after": text[found.first + len(found.content) :][:AROUND] if found.content in text else "",
        "form": form,
        "ties": [(title_of(about), tie) for about, tie in ties.items()],
        "suggested": [
            (title_of(one.described.id), one) for one in suggestions_for(found) if one.described.id not in ties
        ],
        "groups": about_groups(),
        "same": may_be_same(found, statements_behind(gate)),
        "by_same": same_voice(found, statements_behind(gate)),
        "state": shown_country(found.state) if found.state else "",
        "on": day_of(found),
        "duties": duties_beside(found),
        "writes": writes,
        "ties_more": writes and withdrawal_of(found.text.document.source) is None,
    }
    return render(request, "web/shelf/statement.html", context, status=UNPROCESSABLE if form.errors else 200)


def _decide(request: HttpRequest, user: User, *, found: ShelfStatement, form: StatementForm) -> ShelfStatement:
    standing = Standing.REJECTED if request.POST.get("reject") else Standing.CONFIRMED
    typed = {name: value for name, value in form.cleaned_data.items() if name != "key"}
    return decide_statement(user, found.pk, request=StatementDecided(standing=standing, **typed))


@require_POST
def tie(request: HttpRequest, pk: int) -> HttpResponse:
    """Tie a confirmed statement to a criterion, or reject what was suggested."""
    typed = request.POST
    asked = StatementTied(
        about=typed.get("about", ""),
        direction=typed.get("direction", ""),
        state=Decided.REJECTED if typed.get("reject") else Decided.ACCEPTED,
    )
    try:
        tie_statement(user_of(request), pk, request=asked)
    except (Invalid, NotNow) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Kept in your name."))
    return HttpResponseRedirect(reverse("shelf_statement", args=[pk]))


@require_POST
def speaker(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that the speaker of another statement is the same, or is not."""
    typed = request.POST.get("other", "")
    other = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0  # noqa: PLR2004 - more digits are no number
    try:
        judge_speaker(user_of(request), pk, request=SpeakerJudged(other=other, same=not request.POST.get("reject")))
    except (Invalid, NotNow) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Kept in your name."))
    return HttpResponseRedirect(reverse("shelf_statement", args=[pk]))


def board(request: HttpRequest) -> HttpResponse:
    """Statement against statement on one question."""
    user = user_of(request)
    statements = statements_behind(shelf_gate(user))
    question = request.GET.get("question", "")
    asked = question if is_about(question) else ""
    context = {
        "question": asked,
        "title": title_of(asked) if asked else "",
        "board": board_on(asked, statements) if asked else None,
        "asked": [(name, title_of(name)) for name in questions_asked(statements)],
        "groups": about_groups(),
    }
    return render(request, "web/shelf/board.html", context)


def facts(request: HttpRequest) -> HttpResponse:
    """The country facts of the law with the passages that carry them."""
    user = user_of(request)
    context = {
        "countries": countries_with_facts(user, shelf_gate(user)),
        "writes": may(user, Permission.OFFICE_LIBRARY_WRITE),
    }
    return render(request, "web/shelf/facts.html", context)


addresses = (
    path("shelf/board/", board, name="shelf_board"),
    path("shelf/facts/", facts, name="shelf_facts"),
    path("shelf/statements/<int:pk>/", statement, name="shelf_statement"),
    path("shelf/statements/<int:pk>/speaker/", speaker, name="shelf_speaker"),
    path("shelf/statements/<int:pk>/tie/", tie, name="shelf_statement_tie"),
)
