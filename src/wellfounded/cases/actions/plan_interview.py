"""Plan an interview: who asks, who interprets, when and where, and what was not done before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.deadlines import settle_deadline
from wellfounded.cases.models import DeadlineKind, Interview, SettledHow
from wellfounded.cases.models.interview import InterviewState
from wellfounded.cases.permissions import Permission
from wellfounded.cases.preparation import (
    has_guardian,
    interpreter_named,
    may_be_a_child,
    not_explained,
    problems_of_people,
)
from wellfounded.cases.record_policies import check_interviews_allowed
from wellfounded.cases.saving import Saving
from wellfounded.cases.typed_text import clean, refuse

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """`interpreter` is the sign-in name of an interpreter of the case, empty for none.

    A reason is asked for only where what it is a reason for was not done.
    """

    key: str = ""
    interpreter: str = ""
    planned_for: datetime | None = None
    place: str = ""
    language: str = ""
    reason: str = ""
    no_counselling_reason: str = ""
    no_guardian_reason: str = ""
    sex_not_kept_reason: str = ""
    interpreter_kept_reason: str = ""


@transaction.atomic
def plan_interview(user: User, number: str, *, request: Plan) -> Interview:
    """Plan the next interview of a case; the one who plans it holds it."""
    saving = Saving.begin(user, number, permission=Permission.INTERVIEW_HOLD, request=request)
    if (earlier := saving.earlier(Interview)) is not None:
        return earlier
    case = saving.case
    check_interviews_allowed(case)
    interview = _planned(case, request, officer=user)
    refuse(_problems(case, interview, request=request))
    interview.save()
    if interview.planned_for is not None:  # the applicant is to be heard after all
        settle_deadline(case, DeadlineKind.NO_SHOW_CLOSURE, how=SettledHow.DROPPED, by=user)
    return saving.done(interview, Event.INTERVIEW_PLANNED, interview=interview.number)


def _planned(case: Case, request: Plan, *, officer: User) -> Interview:
    return Interview(
        case=case,
        number=case.interviews.count() + 1,
        officer=officer,
        planned_by=officer,
        planned_for=request.planned_for,
        interpreter=interpreter_named(case, clean(request.interpreter)),
        place=clean(request.place),
        language=clean(request.language),
        reason=clean(request.reason) or _reason_of_cancelled(case),
        no_counselling_reason=clean(request.no_counselling_reason),
        no_guardian_reason=clean(request.no_guardian_reason),
        sex_not_kept_reason=clean(request.sex_not_kept_reason),
        interpreter_kept_reason=clean(request.interpreter_kept_reason),
    )


def _reason_of_cancelled(case: Case) -> str:
    """Whoever told nothing yet tells nothing again: where all earlier ones were cancelled, that is the reason."""
    earlier = list(case.interviews.order_by("number"))
    if not earlier or any(one.state != InterviewState.CANCELLED for one in earlier):
        return ""
    return _("Interview %(number)d was cancelled before it began.") % {"number": earlier[-1].number}


def _problems(case: Case, interview: Interview, *, request: Plan) -> dict[str, str]:
    problems = problems_of_people(case, interview, interpreter=clean(request.interpreter))
    if interview.number > 1 and not interview.reason:
        problems["reason"] = _("Say why the applicant has to tell again: another interview needs a reason.")
    if not_explained(case) and not interview.no_counselling_reason:
        problems["no_counselling_reason"] = _("Counselling comes first. Record it, or say why it cannot be given.")
    if may_be_a_child(case) and not has_guardian(case) and not interview.no_guardian_reason:
        problems["no_guardian_reason"] = _("This may be a child. Record who stands by it, or say why nobody does.")
    return problems
