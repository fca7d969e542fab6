"""Resume an interview after a pause."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.errors import NotNow
from wellfounded.cases.interview_lines import interview_of
from wellfounded.cases.models import Interview
from wellfounded.cases.models.interview import InterviewState
from wellfounded.cases.permissions import Permission
from wellfounded.cases.saving import Saving

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumption:
    key: str = ""
    interview: int = 1


@transaction.atomic
def resume_interview(user: User, number: str, *, request: Resumption) -> Interview:
    """Go on after a pause."""
    saving = Saving.begin(user, number, permission=Permission.INTERVIEW_HOLD, request=request)
    if (earlier := saving.earlier(Interview)) is not None:
        return earlier
    interview = interview_of(saving.case, request.interview)
    if interview.state != InterviewState.PAUSED:
        raise NotNow(_("This interview is not paused."))
    interview.pauses.filter(until=None).update(until=timezone.now())
    interview.state = InterviewState.GOING_ON
    interview.save()
    return saving.done(interview, Event.INTERVIEW_RESUMED, interview=interview.number)
