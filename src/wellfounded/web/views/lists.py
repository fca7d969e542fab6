"""Lists of people from outside, for matchers: brought in whole, held against the register, each hit a lead."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wellfounded.cases.actions.import_list import ListGiven, import_list
from wellfounded.cases.actions.judge_list_hit import ListHitJudged, judge_list_hit
from wellfounded.cases.actions.screen_list import Screening, screen_list
from wellfounded.cases.list_hits import lists_of_office, open_list, open_list_hit
from wellfounded.cases.permissions import Permission, check
from wellfounded.web.attempt import attempt
from wellfounded.web.case_frame import posted
from wellfounded.web.forms.lists import ListForm, ListHitForm
from wellfounded.web.likeness_words import STANDINGS, waterfall
from wellfounded.web.list_words import rows_said
from wellfounded.web.views.duplicates import COMPARED
from wellfounded.web.visitor import user_of
from wellfounded.web.words_sent import words_sent

if TYPE_CHECKING:
    from django.http import HttpRequest

SHOWN = 1000  # refused rows on the page; all of them stand in the store


def lists(request: HttpRequest) -> HttpResponse:
    return render(request, "web/lists/all.html", {"lists": lists_of_office(user_of(request))})


def new_list(request: HttpRequest) -> HttpResponse:
    """The form; where rows were refused, each of them with its reason, and nothing was brought in."""
    user = user_of(request)
    check(user, Permission.OFFICE_LISTS_KEEP)
    form = ListForm(posted(request), request.FILES or None)
    report = attempt(form, lambda: import_list(user, request=_given(form)))
    if report and report.listed:
        messages.success(request, _("Brought in: %(count)d people.") % {"count": report.entries})
        return HttpResponseRedirect(reverse("list", args=[report.listed.pk]))
    problems = rows_said(map(asdict, report.problems[:SHOWN])) if report else []
    context = {"form": form, "report": report, "problems": problems}
    return render(request, "web/lists/new.html", context, status=422 if form.errors or report else 200)


def one_list(request: HttpRequest, listed: int) -> HttpResponse:
    opened = open_list(user_of(request), listed)
    return render(
        request, "web/lists/one.html", {"opened": opened, "problems": rows_said(opened.listed.problems[:SHOWN])}
    )


@require_POST
def screen(request: HttpRequest, listed: int) -> HttpResponse:
    made = screen_list(user_of(request), request=Screening(listed=listed))
    said = _("Compared: %(compared)d of the list. New leads: %(found)d.")
    messages.success(request, said % {"compared": made.compared, "found": made.found})
    return HttpResponseRedirect(reverse("list", args=[listed]))


def list_hit(request: HttpRequest, hit: int) -> HttpResponse:
    """Somebody of the register beside an entry of a list."""
    user = user_of(request)
    opened = open_list_hit(user, hit)
    form = ListHitForm(posted(request))
    if attempt(form, lambda: judge_list_hit(user, request=_judged(form, hit))):
        messages.success(request, _("Kept. It stays a lead."))
        return HttpResponseRedirect(reverse("list", args=[opened.hit.entry.listed_id]))
    context = {
        "opened": opened,
        "subjects": [(label, rows(opened.side)) for label, rows in COMPARED],
        "parts": waterfall(opened.weighing),
        "standing": STANDINGS[opened.weighing.standing],
        "form": form,
        "typed": words_sent(request) if opened.own else [],  # no form holds them
    }
    return render(request, "web/lists/hit.html", context, status=422 if form.errors else 200)


def _given(form: ListForm) -> ListGiven:
    typed = form.cleaned_data
    content = typed["content"].read() if typed["content"] else b""
    plain = {name: typed[name] for name in ("kind", "title", "source", "without_refused")}
    return ListGiven(content=content, **plain)


def _judged(form: ListHitForm, hit: int) -> ListHitJudged:
    return ListHitJudged(hit=hit, verdict=form.cleaned_data["verdict"], reason=form.cleaned_data["reason"])


addresses = (
    path("lists/", lists, name="lists"),
    path("lists/new/", new_list, name="new_list"),
    path("lists/<int:listed>/", one_list, name="list"),
    path("lists/<int:listed>/screen/", screen, name="screen_list"),
    path("lists/hits/<int:hit>/", list_hit, name="list_hit"),
)
