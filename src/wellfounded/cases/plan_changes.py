"""What changing and cancelling a planned interview have in common: the plan, the notice, and the terms that follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from django.utils.translation import gettext as _

from wellfounded.cases.days import problems_of_days
from wellfounded.cases.errors import NotNow
from wellfounded.cases.interview_lines import interview_of
from wellfounded.cases.models import Interview, PlanChange
from wellfounded.cases.models.interview import InterviewState
from wellfounded.cases.typed_text import clean, required

if TYPE_CHECKING:
    from datetime import date

    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case


class Notice(Protocol):
    """Why a plan changes, and on which day and how the applicant was told. Not told yet: both blank."""

    @property
    def reason(self) -> str: ...
    @property
    def told_on(self) -> date | None: ...
    @property
    def told_how(self) -> str: ...


def planned_interview(case: Case, number: int) -> Interview:
    """An interview that has not begun. Raises `NotNow` for any other."""
    interview = interview_of(case, number)
    if interview.state == InterviewState.CANCELLED:
        raise NotNow(_("This interview was cancelled. Plan another one."))
    if interview.state != InterviewState.PLANNED:
        raise NotNow(_("This interview was begun before."))
    return interview


def problems_of_notice(request: Notice) -> dict[str, str]:
    problems = required({"reason": request.reason})
    if request.told_on is not None:
        problems |= problems_of_days(told_on=request.told_on) | required({"told_how": request.told_how})
    elif clean(request.told_how):
        problems["told_on"] = _("Give the day.")
    return problems


def keep_change(interview: Interview, request: Notice, *, by: User, before: dict[str, str]) -> PlanChange:
    return PlanChange.objects.create(
        interview=interview,
        cancelled=interview.state == InterviewState.CANCELLED,
        before=before,
        reason=clean(request.reason),
        told_on=request.told_on,
        told_how=clean(request.told_how),
        by=by,
    )
