"""Appeals: lodge one, and decide one as somebody who took no part in the decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from wellfounded.accounts.models import Language
from wellfounded.cases.access import open_case
from wellfounded.cases.actions.add_to_appeal import AddingToAppeal, add_to_appeal
from wellfounded.cases.actions.decide_appeal import decide_appeal
from wellfounded.cases.actions.lodge_appeal import Lodging, lodge_appeal
from wellfounded.cases.actions.serve_appeal import ServingAppeal
from wellfounded.cases.actions.word_appeal import AppealWorded, word_appeal
from wellfounded.cases.appeals import (
    check_may_serve,
    languages_of_reasons,
    last_addition,
    term_of_appeal,
    waiting_appeal,
)
from wellfounded.cases.errors import Invalid, Stale
from wellfounded.cases.models import Appeal
from wellfounded.cases.outcomes import Outcome
from wellfounded.cases.permissions import Permission
from wellfounded.cases.signed_texts import unsigned_among
from wellfounded.letters.appeal.serving import serve_appeal_letter
from wellfounded.letters.appeal.wording import KIND, text_hash
from wellfounded.web.assessment import words
from wellfounded.web.assessment.returned import finding_title
from wellfounded.web.attempt import attempt
from wellfounded.web.case_frame import case_frame, posted
from wellfounded.web.forms.appeal import AddToAppealForm, DecideForm, LodgeForm, ReasonsInForm, ServeAppealForm
from wellfounded.web.registration.page import plain
from wellfounded.web.views.adding import Adding, add
from wellfounded.web.visitor import user_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case


def lodge(request: HttpRequest, number: str) -> HttpResponse:
    user = user_of(request)
    case = open_case(user, number, permission=Permission.APPEAL_LODGE)
    form = LodgeForm(posted(request))
    if attempt(form, lambda: lodge_appeal(user, number, request=form.request_as(Lodging))) is not None:
        messages.success(request, _("The appeal is lodged."))
        return HttpResponseRedirect(reverse("decision", args=[number]))
    context = {"form": form, "back": reverse("decision", args=[number]), "term": term_of_appeal(case)}
    status = 422 if form.errors else 200
    return render(request, "web/appeal/lodge.html", case_frame(user, case, tab="decision") | context, status=status)


def decide(request: HttpRequest, number: str) -> HttpResponse:
    """The decision’s findings as they were signed, and what the appeal says of each that it touches."""
    user = user_of(request)
    case = open_case(user, number, permission=Permission.APPEAL_DECIDE)
    appeal = waiting_appeal(case)
    form = DecideForm(posted(request), findings=_findings(appeal), initial={"shown": last_addition(appeal)})
    if attempt(form, lambda: _decide(user, case, form=form)) is not None:
        messages.success(request, _("The appeal is decided. What it changes goes back to those who made the findings."))
        return HttpResponseRedirect(reverse("decision", args=[number]))
    additions = list(appeal.additions.all())
    context = {
        "form": form,
        "appeal": appeal,
        "additions": additions,
        "has_grounds": any(one.grounds for one in additions),
        "outcome": Outcome(appeal.decision.outcome).label,
        "back": reverse("decision", args=[number]),
    }
    status = 422 if form.errors else 200
    return render(request, "web/appeal/decide.html", case_frame(user, case, tab="decision") | context, status=status)


def add_more(request: HttpRequest, number: str) -> HttpResponse:
    adding = Adding(
        question=_("Add to the appeal"),
        permission=Permission.APPEAL_LODGE,
        form=AddToAppealForm,
        save=plain(add_to_appeal, AddingToAppeal),
        back="decision",
        tab="decision",
        note=_("Whoever decides the appeal is shown it, also if they are reading already."),
    )
    return add(request, number, adding=adding)


def word(request: HttpRequest, number: str) -> HttpResponse:
    adding = Adding(
        question=_("Write the reasons of the appeal in another language"),
        permission=Permission.APPEAL_DECIDE,
        form=ReasonsInForm,
        save=plain(word_appeal, AppealWorded),
        back="decision",
        tab="decision",
        note=_("The letter is printed in a language in which the reasons were written."),
    )
    return add(request, number, adding=adding)


def serve(request: HttpRequest, number: str) -> HttpResponse:
    """When the letter on the appeal reached the person, how, and in which language."""
    user = user_of(request)
    case = open_case(user, number, permission=Permission.DECISION_SERVE)
    appeal = check_may_serve(case)
    written = languages_of_reasons(appeal)
    form = ServeAppealForm(posted(request), languages=[one for one in Language.choices if one[0] in written])
    asked = lambda: serve_appeal_letter(user, number, request=ServingAppeal(**form.cleaned_data))  # noqa: E731 - once
    if attempt(form, asked) is not None:
        messages.success(request, _("Served."))
        return HttpResponseRedirect(reverse("decision", args=[number]))
    unchecked = [one for one in written if unsigned_among(one, {KIND: text_hash(one)})]
    context = {
        "form": form,
        "back": reverse("decision", args=[number]),
        "unchecked": [Language(one).label for one in unchecked],
        "title": _("Serve the decision on the appeal"),
    }
    status = 422 if form.errors else 200
    return render(request, "web/decision/serve.html", case_frame(user, case, tab="decision") | context, status=status)


def _decide(user: User, case: Case, *, form: DecideForm) -> Appeal:
    try:
        return decide_appeal(user, case.number, request=form.request())
    except Stale:
        form.look_again(shown=last_addition(waiting_appeal(case)))
        raise
    except Invalid as refused:
        raise Invalid(form.with_own_names(refused.fields)) from refused


def _findings(appeal: Appeal) -> list[tuple[str, str]]:
    """The findings on which the decision stands, by the receipt of its signing."""
    receipt = appeal.decision.receipt
    keys = list(receipt.data["findings"]) if receipt is not None else []
    return [(key, _title(key)) for key in keys]


def _title(key: str) -> str:
    entity, _space, criterion = key.partition(" ")
    title, about = finding_title(criterion), words.about(entity)
    return f"{title} ({about})" if about else title


addresses = (
    path("cases/<str:number>/appeal/lodge/", lodge, name="appeal_lodge"),
    path("cases/<str:number>/appeal/add/", add_more, name="appeal_add"),
    path("cases/<str:number>/appeal/reasons/", word, name="appeal_word"),
    path("cases/<str:number>/appeal/serve/", serve, name="appeal_serve"),
    path("cases/<str:number>/appeal/decide/", decide, name="appeal_decide"),
)
