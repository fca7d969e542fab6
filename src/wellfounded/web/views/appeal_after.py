"""After a decision, or instead of one: open again, examine a status, close, derive from a relative, the own file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from wellfounded.cases.access import open_case
from wellfounded.cases.actions.begin_cancellation import begin_cancellation
from wellfounded.cases.actions.begin_cessation import begin_cessation
from wellfounded.cases.actions.close_case import Closing, close_case
from wellfounded.cases.actions.grant_derivative_status import Deriving, grant_derivative_status
from wellfounded.cases.actions.note_absence import Absence, note_absence
from wellfounded.cases.actions.release_own_file import release_own_file
from wellfounded.cases.actions.reopen_case import OpeningAgain, reopen_case
from wellfounded.cases.own_file import parts_of
from wellfounded.cases.permissions import Permission
from wellfounded.cases.proceedings import Beginning
from wellfounded.web.attempt import attempt
from wellfounded.web.case_frame import case_frame, posted
from wellfounded.web.forms import appeal as forms
from wellfounded.web.registration.page import plain
from wellfounded.web.views.adding import Adding, add
from wellfounded.web.visitor import user_of

if TYPE_CHECKING:
    from django.http import HttpRequest

BACK = {"back": "decision", "tab": "decision"}


def reopen(request: HttpRequest, number: str) -> HttpResponse:
    adding = Adding(
        question=_("Open the case again"),
        permission=Permission.CASE_REOPEN,
        form=forms.ReopenForm,
        save=plain(reopen_case, OpeningAgain),
        note=_("What was decided stays on the record. The person is heard anew, unless nothing more need be asked."),
        button=_("Open it again"),
        **BACK,
    )
    return add(request, number, adding=adding)


def cancellation(request: HttpRequest, number: str) -> HttpResponse:
    adding = Adding(
        question=_("Begin to examine whether the status should never have been granted"),
        permission=Permission.PROCEEDING_BEGIN,
        form=forms.BeginningForm,
        save=plain(begin_cancellation, Beginning),
        note=_("The person keeps the status until a decision to end it is served. They are told first, and heard."),
        button=_("Begin"),
        **BACK,
    )
    return add(request, number, adding=adding)


def cessation(request: HttpRequest, number: str) -> HttpResponse:
    adding = Adding(
        question=_("Begin to examine whether the status has ended"),
        permission=Permission.PROCEEDING_BEGIN,
        form=forms.BeginningForm,
        save=plain(begin_cessation, Beginning),
        note=_("The person keeps the status until a decision to end it is served. They are told first, and heard."),
        button=_("Begin"),
        **BACK,
    )
    return add(request, number, adding=adding)


def absence(request: HttpRequest, number: str) -> HttpResponse:
    adding = Adding(
        question=_("Note that the applicant did not come"),
        permission=Permission.CASE_CLOSE,
        form=forms.AbsenceForm,
        save=plain(note_absence, Absence),
        note=_(
            "There may be a good reason. The case can be closed for it only some weeks after the applicant was told."
        ),
        **BACK,
    )
    return add(request, number, adding=adding)


def close(request: HttpRequest, number: str) -> HttpResponse:
    adding = Adding(
        question=_("Close the case"),
        permission=Permission.CASE_CLOSE,
        form=forms.CloseForm,
        save=plain(close_case, Closing),
        note=_("A closed case can be opened again. For an absence there must be a notice, and its time must be over."),
        button=_("Close the case"),
        **BACK,
    )
    return add(request, number, adding=adding)


def derive(request: HttpRequest, number: str) -> HttpResponse:
    adding = Adding(
        question=_("Grant the status that follows from a family member’s"),
        permission=Permission.DERIVATIVE_GRANT,
        form=forms.DeriveForm,
        save=plain(grant_derivative_status, Deriving),
        note=_(
            "Findings on this person’s own fear come first, with a receipt of them. "
            "Whoever made them does not grant on them."
        ),
        button=_("Grant it"),
        **BACK,
    )
    return add(request, number, adding=adding)


def own_file(request: HttpRequest, number: str) -> HttpResponse:
    """Each part is given or withheld, with the reason."""
    user = user_of(request)
    case = open_case(user, number, permission=Permission.OWN_FILE_RELEASE)
    form = forms.OwnFileForm(posted(request), parts=parts_of(case))
    if attempt(form, lambda: release_own_file(user, number, request=form.request())) is not None:
        messages.success(request, _("Noted what was handed over, and what was not."))
        return HttpResponseRedirect(reverse("decision", args=[number]))
    context = {"form": form, "back": reverse("decision", args=[number])}
    status = 422 if form.errors else 200
    return render(request, "web/appeal/own_file.html", case_frame(user, case, tab="decision") | context, status=status)


addresses = (
    path("cases/<str:number>/open-again/", reopen, name="case_reopen"),
    path("cases/<str:number>/cancellation/", cancellation, name="begin_cancellation"),
    path("cases/<str:number>/cessation/", cessation, name="begin_cessation"),
    path("cases/<str:number>/absence/", absence, name="absence_note"),
    path("cases/<str:number>/close/", close, name="case_close"),
    path("cases/<str:number>/family-status/", derive, name="derivative_status"),
    path("cases/<str:number>/own-file/", own_file, name="own_file"),
)
