"""Cancel an interview that has not begun, with a reason. It counts against nobody, and what follows is not counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from wellfounded.audit.events import Event
from wellfounded.cases.models import Interview
from wellfounded.cases.models.interview import InterviewState
from wellfounded.cases.permissions import Permission
from wellfounded.cases.plan_changes import keep_change, planned_interview, problems_of_notice
from wellfounded.cases.saving import Saving
from wellfounded.cases.typed_text import clean, refuse

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancellation:
    """`told_on` and `told_how` say that the applicant was told of it, and how; not told yet, both are blank."""

    key: str = ""
    interview: int = 1
    reason: str = ""
    told_on: date | None = None
    told_how: str = ""


@transaction.atomic
def cancel_interview(user: User, number: str, *, request: Cancellation) -> Interview:
    """The case may be in any state: a plan that was left over can always be taken back."""
    saving = Saving.begin(user, number, permission=Permission.INTERVIEW_HOLD, request=request)
    if (earlier := saving.earlier(Interview)) is not None:
        return earlier
    interview = planned_interview(saving.case, request.interview)
    refuse(problems_of_notice(request))
    interview.state, interview.cancelled_reason = InterviewState.CANCELLED, clean(request.reason)
    interview.save()
    keep_change(interview, request, by=user, before={})
    told = request.told_on.isoformat() if request.told_on else ""
    return saving.done(interview, Event.INTERVIEW_CANCELLED, interview=interview.number, told=told)
