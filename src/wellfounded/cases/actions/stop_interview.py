"""Stop an interview for the applicant's sake, and note the help that was offered. It counts against nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from wellfounded.audit.events import Event
from wellfounded.cases.interview_lines import interview_lasting
from wellfounded.cases.models import Interview, InterviewPause
from wellfounded.cases.models.interview import PauseKind
from wellfounded.cases.permissions import Permission
from wellfounded.cases.saving import Saving
from wellfounded.cases.typed_text import clean, refuse, required

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """`support` says what help was offered or asked for; a referral itself is recorded by its own action."""

    key: str = ""
    interview: int = 1
    reason: str = ""
    support: str = ""


@transaction.atomic
def stop_interview(user: User, number: str, *, request: Stop) -> Interview:
    """Stop an interview that goes on or is paused. What was said stays; another interview may follow."""
    saving = Saving.begin(user, number, permission=Permission.INTERVIEW_HOLD, request=request)
    if (earlier := saving.earlier(Interview)) is not None:
        return earlier
    interview = interview_lasting(saving.case, request.interview)
    refuse(required({"reason": request.reason}))
    interview.stopped_reason, interview.support_note = clean(request.reason), clean(request.support)
    interview.end()
    now = timezone.now()
    InterviewPause.objects.create(
        interview=interview, kind=PauseKind.STOP, note=interview.stopped_reason, since=now, until=now
    )
    return saving.done(interview, Event.INTERVIEW_STOPPED, interview=interview.number)
