"""My work: what waits for the user, most urgent first; the search; the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from wellfounded.cases.calendar_export import calendar_of
from wellfounded.cases.models import DeadlineKind
from wellfounded.cases.permissions import Permission, may
from wellfounded.cases.worklists import PAGE, Search, handed_over, mine, search, soon_due, waiting_for
from wellfounded.web.forms.search import SearchForm
from wellfounded.web.pages import page_number, pages_of
from wellfounded.web.visitor import user_of

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest
    from django.utils.functional import Promise

    from wellfounded.accounts.models import User

BRIEF = 10


@dataclass(frozen=True, slots=True)
class Due:
    number: str
    kind: Promise | str
    day: date
    passed: bool


def home(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    number = page_number(request)
    found = mine(user, page=number)
    context = {
        "form": SearchForm(),
        "mine": found,
        "pages": pages_of(request, number=number, more=found.more),
        "registers": may(user, Permission.OFFICE_CASE_REGISTER),
    }
    if number == 1:
        context |= {"waiting": _waiting(user), "due": _due(user), "handed_over": handed_over(user)}
    return render(request, "web/home.html", context)


def _waiting(user: User) -> list[tuple[str, object, bool]]:
    """Each duty with its most urgent cases, and whether there are more."""
    found = waiting_for(user, limit=BRIEF + 1)
    return [(str(duty.label), lines[:BRIEF], len(lines) > BRIEF) for duty, lines in found.items()]


def _due(user: User) -> list[Due]:
    today = timezone.localdate()
    return [Due(number, DeadlineKind(kind).label, day, passed=day < today) for number, kind, day in soon_due(user)]


def search_cases(request: HttpRequest) -> HttpResponse:
    """Only the user's own cases are searched. Without a question nothing is searched, and nothing logged."""
    user = user_of(request)
    form = SearchForm(request.GET or None)
    number = page_number(request)
    found = search(user, Search(**form.cleaned_data), page=number) if form.is_valid() else None
    pages = pages_of(request, number=number, more=bool(found and found.more))
    return render(request, "web/search.html", {"form": form, "found": found, "pages": pages, "size": PAGE})


@require_POST
def calendar(request: HttpRequest) -> HttpResponse:
    """A file to take away: numbers and days only. By POST, so that no link makes one unasked."""
    response = HttpResponse(calendar_of(user_of(request)), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="days.ics"'
    return response


addresses = (
    path("", home, name="home"),
    path("calendar/", calendar, name="calendar"),
    path("search/", search_cases, name="search"),
)
