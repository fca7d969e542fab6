"""The interviews of a case: what comes before one, planning and beginning it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from wellfounded.cases.access import open_case
from wellfounded.cases.actions.begin_interview import Opening, begin_interview
from wellfounded.cases.actions.cancel_interview import Cancellation, cancel_interview
from wellfounded.cases.actions.change_interview import change_interview
from wellfounded.cases.actions.plan_interview import Plan, plan_interview
from wellfounded.cases.interview_lines import interview_of
from wellfounded.cases.models.interview import InterviewState
from wellfounded.cases.permissions import Permission, may
from wellfounded.cases.states import OPEN_TO_EVIDENCE, State
from wellfounded.web.attempt import attempt
from wellfounded.web.case_frame import case_frame, posted
from wellfounded.web.forms.interview_steps import BeginForm, CancelForm, ChangePlanForm, PlanForm
from wellfounded.web.interview.before import tasks_before
from wellfounded.web.unfit import fits
from wellfounded.web.visitor import user_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case, Interview
    from wellfounded.web.forms.question import QuestionForm


def interviews(request: HttpRequest, number: str) -> HttpResponse:
    """The interviews with where each stands; what has to come first, for whoever holds the next one."""
    user = user_of(request)
    case = open_case(user, number, permission=Permission.ACCOUNT_READ)
    holds = may(user, Permission.INTERVIEW_HOLD, case=case)
    listed = case.interviews.select_related("officer", "interpreter").prefetch_related("plan_changes__by", "recordings")
    context = {
        "interviews": [(one, _readable(user, one, case=case)) for one in listed],
        "holds": holds,
        "plans": fits(user, case, route="interview_plan"),
        "tasks": tasks_before(case) if holds else [],
        "planned": InterviewState.PLANNED,
        "hears": may(user, Permission.EVIDENCE_READ, case=case),
        "adds": may(user, Permission.EVIDENCE_ADD, case=case) and State(case.state) in OPEN_TO_EVIDENCE,
    }
    return render(request, "web/interview/list.html", case_frame(user, case, tab="interview") | context)


def _readable(user: User, interview: Interview, *, case: Case) -> bool:
    """Whether there are lines that this user may read: an interpreter reads their own interview until it is signed."""
    if interview.started_at is None:
        return False
    if not may(user, Permission.INTERVIEW_INTERPRET, case=case):
        return True
    return interview.unsigned and interview.interpreter_id == user.pk


def plan(request: HttpRequest, number: str) -> HttpResponse:
    user = user_of(request)
    case = open_case(user, number, permission=Permission.INTERVIEW_HOLD)
    spoken = case.person.languages.filter(wants_interview=True).values_list("language", flat=True).first() or ""
    form = PlanForm(posted(request), case=case, initial={"language": spoken})
    if attempt(form, lambda: plan_interview(user, number, request=form.request_as(Plan))) is not None:
        messages.success(request, _("Planned."))
        return HttpResponseRedirect(reverse("interviews", args=[number]))
    context = {"form": form, "tasks": tasks_before(case)}
    status = 422 if form.errors else 200
    return render(request, "web/interview/plan.html", case_frame(user, case, tab="interview") | context, status=status)


def change(request: HttpRequest, number: str, *, interview: int) -> HttpResponse:
    """Another time, another place, other people; and that the applicant was told."""
    user = user_of(request)
    case = open_case(user, number, permission=Permission.INTERVIEW_HOLD)
    form = ChangePlanForm(posted(request), case=case)
    if attempt(form, lambda: change_interview(user, number, request=form.changed(interview))) is not None:
        messages.success(request, _("Changed. What stood before is kept."))
        return HttpResponseRedirect(reverse("interviews", args=[number]))
    return _show(request, "web/interview/change.html", case=case, form=form, interview=interview)


def cancel(request: HttpRequest, number: str, *, interview: int) -> HttpResponse:
    user = user_of(request)
    case = open_case(user, number, permission=Permission.INTERVIEW_HOLD)
    form = CancelForm(posted(request))
    if attempt(form, lambda: cancel_interview(user, number, request=_cancellation(form, interview))) is not None:
        messages.success(request, _("Cancelled. It stays in the record."))
        return HttpResponseRedirect(reverse("interviews", args=[number]))
    return _show(request, "web/interview/cancel.html", case=case, form=form, interview=interview)


def _cancellation(form: CancelForm, interview: int) -> Cancellation:
    return Cancellation(interview=interview, **form.cleaned_data)


def _show(request: HttpRequest, template: str, *, case: Case, form: QuestionForm, interview: int) -> HttpResponse:
    context = {"form": form, "interview": interview_of(case, interview)}
    status = 422 if form.errors else 200
    return render(request, template, case_frame(user_of(request), case, tab="interview") | context, status=status)


def begin(request: HttpRequest, number: str, *, interview: int) -> HttpResponse:
    """The opening: what is said to the applicant, and what is asked about the interpreter."""
    user = user_of(request)
    case = open_case(user, number, permission=Permission.INTERVIEW_HOLD)
    planned = interview_of(case, interview)
    form = BeginForm(posted(request), case=case, interpreted=planned.interpreter is not None)
    made = attempt(form, lambda: begin_interview(user, number, request=_opening(form, interview)))
    if made is not None:
        return HttpResponseRedirect(reverse("interview", args=[number, interview]))
    context = {"form": form, "interview": planned}
    status = 422 if form.errors else 200
    return render(request, "web/interview/begin.html", case_frame(user, case, tab="interview") | context, status=status)


def _opening(form: BeginForm, interview: int) -> Opening:
    return Opening(interview=interview, **form.cleaned_data)


addresses = (
    path("cases/<str:number>/interviews/", interviews, name="interviews"),
    path("cases/<str:number>/interviews/plan/", plan, name="interview_plan"),
    path("cases/<str:number>/interviews/<int:interview>/change/", change, name="interview_change"),
    path("cases/<str:number>/interviews/<int:interview>/cancel/", cancel, name="interview_cancel"),
    path("cases/<str:number>/interviews/<int:interview>/begin/", begin, name="interview_begin"),
)
