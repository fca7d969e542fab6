"""The countries of the record: without one, no question about it can be asked and no fact of it found."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from wellfounded.cases.access import open_case
from wellfounded.cases.actions.add_country import CountryAdded, add_country
from wellfounded.cases.actions.mark_destination import Destination, mark_destination
from wellfounded.cases.errors import NotFound
from wellfounded.cases.models import CaseCountry
from wellfounded.cases.permissions import Permission
from wellfounded.web.attempt import attempt
from wellfounded.web.case_frame import case_frame, posted
from wellfounded.web.choices import shown_country
from wellfounded.web.forms.assessment import ReasonForm
from wellfounded.web.forms.countries import CountryForm
from wellfounded.web.views.adding import Adding, add
from wellfounded.web.visitor import user_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from wellfounded.accounts.models import User
    from wellfounded.web.forms.question import QuestionForm


def countries(request: HttpRequest, number: str) -> HttpResponse:
    """Those on the record, and a form for another one, or for more of one that stands there."""
    user = user_of(request)
    case = open_case(user, number, permission=Permission.ASSESSMENT_WRITE)
    form = CountryForm(posted(request))
    if attempt(form, lambda: add_country(user, number, request=form.request_as(CountryAdded))) is not None:
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(request.path)
    shown = [(one, shown_country(one.code)) for one in CaseCountry.objects.filter(case=case).order_by("code")]
    context = {"form": form, "countries": shown}
    status = 422 if form.errors else 200
    frame = case_frame(user, case, tab="assessment")
    return render(request, "web/case/countries.html", frame | context, status=status)


def no_destination(request: HttpRequest, number: str, *, code: str) -> HttpResponse:
    """Takes the mark away. Nobody looks at return to that place then, so a reason is asked for."""
    adding = Adding(
        question=_("Nobody could return the applicant to %(country)s?") % {"country": shown_country(code)},
        permission=Permission.ASSESSMENT_WRITE,
        form=ReasonForm,
        save=partial(_take_mark, code=code),
        back="countries",
        tab="assessment",
        note=_("Return to this place is then not looked at any more."),
    )
    if not CaseCountry.objects.filter(case__number=number, code=code).exists():
        raise NotFound("")
    return add(request, number, adding=adding)


def _take_mark(user: User, number: str, *, form: QuestionForm, code: str) -> object:
    typed = form.cleaned_data
    asked = Destination(key=typed["key"], code=code, destination=False, reason=typed["reason"])
    return mark_destination(user, number, request=asked)


addresses = (
    path("cases/<str:number>/countries/", countries, name="countries"),
    path("cases/<str:number>/countries/<slug:code>/no-destination/", no_destination, name="no_destination"),
)
