"""End an interview. It is then read back, corrected and signed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from wellfounded.audit.events import Event
from wellfounded.cases.interview_lines import interview_lasting
from wellfounded.cases.models import Interview
from wellfounded.cases.permissions import Permission
from wellfounded.cases.saving import Saving

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    key: str = ""
    interview: int = 1


@transaction.atomic
def end_interview(user: User, number: str, *, request: End) -> Interview:
    """End an interview that goes on or is paused."""
    saving = Saving.begin(user, number, permission=Permission.INTERVIEW_HOLD, request=request)
    if (earlier := saving.earlier(Interview)) is not None:
        return earlier
    interview = interview_lasting(saving.case, request.interview)
    interview.end()
    return saving.done(interview, Event.INTERVIEW_ENDED, interview=interview.number)
