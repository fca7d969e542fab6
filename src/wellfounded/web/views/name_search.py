"""Looking for a person by name: for a case, with a purpose. What only a matcher may see of it is for the matcher."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from wellfounded.cases.access import open_case
from wellfounded.cases.actions.search_by_name import NameSearched, search_by_name
from wellfounded.cases.actions.settle_search_hit import HitSettled, settle_search_hit
from wellfounded.cases.looking_limits import asked_today, limit_of
from wellfounded.cases.models import Looking
from wellfounded.cases.permissions import Permission
from wellfounded.cases.search_hits import open_hit
from wellfounded.web.attempt import attempt
from wellfounded.web.case_frame import case_frame, posted
from wellfounded.web.forms.name_search import NameSearchForm, SearchHitForm
from wellfounded.web.likeness_words import STANDINGS, waterfall
from wellfounded.web.views.duplicates import COMPARED
from wellfounded.web.visitor import user_of

if TYPE_CHECKING:
    from django.http import HttpRequest


def name_search(request: HttpRequest, number: str) -> HttpResponse:
    """The form, and below it the records that the user may open anyway. By POST: no name stands in an address."""
    user = user_of(request)
    case = open_case(user, number, permission=Permission.IDENTITY_SEARCH)
    form = NameSearchForm(posted(request))
    found = attempt(form, lambda: search_by_name(user, number, request=form.request_as(NameSearched)))
    context = {
        "form": form,
        "found": found,
        "asked": asked_today(user, Looking.SEARCH),
        "most": limit_of(Looking.SEARCH),
    }
    status = 422 if form.errors else 200
    return render(request, "web/people/name_search.html", case_frame(user, case, tab="person") | context, status=status)


def search_hit(request: HttpRequest, hit: int) -> HttpResponse:
    """What was asked beside whom it may mean, for a matcher."""
    user = user_of(request)
    opened = open_hit(user, hit)
    form = SearchHitForm(posted(request))
    if attempt(form, lambda: settle_search_hit(user, request=_settled(form, hit))):
        messages.success(request, _("Settled."))
        return HttpResponseRedirect(reverse("duplicates"))
    context = {
        "opened": opened,
        "subjects": [(label, rows(opened.side)) for label, rows in COMPARED],
        "parts": waterfall(opened.weighing),
        "standing": STANDINGS[opened.weighing.standing],
        "form": form,
    }
    return render(request, "web/duplicates/hit.html", context, status=422 if form.errors else 200)


def _settled(form: SearchHitForm, hit: int) -> HitSettled:
    return HitSettled(hit=hit, outcome=form.cleaned_data["outcome"], note=form.cleaned_data["note"])


addresses = (
    path("cases/<str:number>/person/search/", name_search, name="name_search"),
    path("duplicates/searches/<int:hit>/", search_hit, name="search_hit"),
)
