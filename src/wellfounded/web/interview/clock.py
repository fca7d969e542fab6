"""How long an interview has gone on, and when it last rested."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from wellfounded.cases.models.interview import PauseKind

if TYPE_CHECKING:
    from wellfounded.cases.models import Interview, InterviewPause

# After so long without a break the page asks for one. It is a reminder and stops nothing.
BREAK_AFTER = timedelta(minutes=50)


@dataclass(frozen=True, slots=True)
class Clock:
    """`running_since` is when the present stretch began; None while paused or when it is over."""

    started: datetime | None
    ended: datetime | None
    running_since: datetime | None
    paused_since: datetime | None
    pauses: tuple[InterviewPause, ...]
    rested: int
    due: bool

    @property
    def stretch(self) -> int:
        """The minutes of the present stretch."""
        return _minutes(timezone.now() - self.running_since) if self.running_since else 0


def clock_of(interview: Interview) -> Clock:
    now = timezone.now()
    pauses = tuple(pause for pause in interview.pauses.all() if pause.kind != PauseKind.STOP)
    open_pause = next((pause for pause in pauses if pause.until is None), None)
    over = interview.started_at is None or interview.ended_at is not None
    ends = [pause.until for pause in pauses if pause.until is not None]
    since = None if over or open_pause else max([interview.started_at or now, *ends])
    rested = sum(((pause.until or now) - pause.since for pause in pauses), timedelta())
    return Clock(
        started=interview.started_at,
        ended=interview.ended_at,
        running_since=since,
        paused_since=open_pause.since if open_pause else None,
        pauses=pauses,
        rested=_minutes(rested),
        due=since is not None and now - since >= BREAK_AFTER,
    )


def _minutes(span: timedelta) -> int:
    return int(span.total_seconds() // 60)
