"""Pause an interview: at any time, for a break or for support."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from wellfounded.audit.events import Event
from wellfounded.cases.interview_lines import interview_going_on
from wellfounded.cases.models import InterviewPause
from wellfounded.cases.models.interview import InterviewState, PauseKind
from wellfounded.cases.permissions import Permission
from wellfounded.cases.saving import Saving
from wellfounded.cases.typed_text import clean, one_of, refuse

if TYPE_CHECKING:
    from wellfounded.accounts.models import User

KINDS = (PauseKind.BREAK, PauseKind.SUPPORT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    key: str = ""
    interview: int = 1
    kind: str = PauseKind.BREAK.value
    note: str = ""


@transaction.atomic
def pause_interview(user: User, number: str, *, request: Pause) -> InterviewPause:
    """Pause an interview until it is resumed."""
    saving = Saving.begin(user, number, permission=Permission.INTERVIEW_HOLD, request=request)
    if (earlier := saving.earlier(InterviewPause)) is not None:
        return earlier
    interview = interview_going_on(saving.case, request.interview)
    refuse(one_of("kind", request.kind, known=KINDS))
    interview.state = InterviewState.PAUSED
    interview.save()
    pause = InterviewPause.objects.create(
        interview=interview, kind=request.kind or PauseKind.BREAK, note=clean(request.note), since=timezone.now()
    )
    return saving.done(pause, Event.INTERVIEW_PAUSED, interview=interview.number)
