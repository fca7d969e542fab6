"""Begin an interview: its opening, with the questions about the interpreter. The case is then at its interview."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.errors import NotNow
from wellfounded.cases.models import Interview
from wellfounded.cases.models.interview import Competence, Dialect, InterviewState, Said
from wellfounded.cases.permissions import Permission
from wellfounded.cases.plan_changes import planned_interview
from wellfounded.cases.preparation import interpreter_named, problems_of_people
from wellfounded.cases.record_policies import check_interviews_allowed
from wellfounded.cases.saving import Saving
from wellfounded.cases.states import State
from wellfounded.cases.typed_text import clean, one_of, refuse

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What was said at the opening. Blank means not asked.

    `interpreter` is the sign-in name of another interpreter than the planned one.
    """

    key: str = ""
    interview: int = 1
    interpreter: str = ""
    competence: str = ""
    dialect: str = ""
    objection: str = ""
    conflict: str = ""
    interpreter_kept_reason: str = ""
    sex_not_kept_reason: str = ""
    present: str = ""
    place: str = ""
    recording_note: str = ""


CHOICES = {
    "competence": Competence.values,
    "dialect": Dialect.values,
    "objection": Said.values,
    "conflict": Said.values,
}
KEPT = (*CHOICES, "interpreter_kept_reason", "sex_not_kept_reason", "present", "place", "recording_note")


@transaction.atomic
def begin_interview(user: User, number: str, *, request: Opening) -> Interview:
    """Begin an interview that was planned; the one who begins it holds it."""
    saving = Saving.begin(user, number, permission=Permission.INTERVIEW_HOLD, request=request)
    if (earlier := saving.earlier(Interview)) is not None:
        return earlier
    check_interviews_allowed(saving.case)
    interview = planned_interview(saving.case, request.interview)
    _check_none_goes_on(saving.case)
    interview.officer = user
    if interpreter := clean(request.interpreter):
        interview.interpreter = interpreter_named(saving.case, interpreter)
    for name in KEPT:
        if text := clean(getattr(request, name)):
            setattr(interview, name, text)
    refuse(_problems(saving.case, interview, request=request))
    interview.state, interview.started_at = InterviewState.GOING_ON, timezone.now()
    interview.save()
    saving.move(State.INTERVIEW)
    return saving.done(interview, Event.INTERVIEW_BEGUN, interview=interview.number)


def _check_none_goes_on(case: Case) -> None:
    if case.interviews.filter(state__in=[InterviewState.GOING_ON, InterviewState.PAUSED]).exists():
        raise NotNow(_("Another interview of this case is going on."))


def _problems(case: Case, interview: Interview, *, request: Opening) -> dict[str, str]:
    problems = problems_of_people(case, interview, interpreter=clean(request.interpreter))
    for name, known in CHOICES.items():
        problems |= one_of(name, clean(getattr(request, name)), known=known)
    return problems
