"""Change the plan of an interview: another time or place, other people. That the applicant was told is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.deadlines import settle_deadline
from wellfounded.cases.errors import Invalid
from wellfounded.cases.models import DeadlineKind, Interview, SettledHow
from wellfounded.cases.permissions import Permission
from wellfounded.cases.plan_changes import keep_change, planned_interview, problems_of_notice
from wellfounded.cases.preparation import interpreter_named, interviewer_named, problems_of_people
from wellfounded.cases.record_policies import check_interviews_allowed
from wellfounded.cases.saving import Saving
from wellfounded.cases.typed_text import clean, refuse

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanChanged:
    """What is left blank stays as planned. `officer` and `interpreter` are sign-in names of people of the case.

    `told_on` and `told_how` say that the applicant was told of it, and how: through the safe contact, by letter.
    """

    key: str = ""
    interview: int = 1
    planned_for: datetime | None = None
    place: str = ""
    language: str = ""
    officer: str = ""
    interpreter: str = ""
    without_interpreter: bool = False
    sex_not_kept_reason: str = ""
    interpreter_kept_reason: str = ""
    reason: str = ""
    told_on: date | None = None
    told_how: str = ""


PLANNED = ("planned_for", "place", "language", "officer", "interpreter")
PEOPLE = frozenset({"officer", "interpreter"})


@transaction.atomic
def change_interview(user: User, number: str, *, request: PlanChanged) -> Interview:
    """The plan as it stands now.

    Raises:
        Invalid: nothing would change, no reason is given, or a person or a day cannot be used.
        NotNow: the interview was begun or cancelled.
    """
    saving = Saving.begin(user, number, permission=Permission.INTERVIEW_HOLD, request=request)
    if (earlier := saving.earlier(Interview)) is not None:
        return earlier
    check_interviews_allowed(saving.case)
    interview = planned_interview(saving.case, request.interview)
    stood = _words(interview)
    problems = _change(interview, request)
    now = _words(interview)
    changed = [name for name in PLANNED if stood[name] != now[name]]
    if PEOPLE & set(changed):  # a reason was given for somebody else
        interview.sex_not_kept_reason = clean(request.sex_not_kept_reason)
        interview.interpreter_kept_reason = clean(request.interpreter_kept_reason)
    problems |= problems_of_people(saving.case, interview, interpreter=clean(request.interpreter))
    refuse(problems | problems_of_notice(request))
    if not changed:
        raise Invalid({"planned_for": _("Nothing would change. Write what becomes different.")})
    interview.save()
    keep_change(interview, request, by=user, before={name: stood[name] for name in changed})
    if "planned_for" in changed:  # the applicant is to be heard after all
        settle_deadline(saving.case, DeadlineKind.NO_SHOW_CLOSURE, how=SettledHow.DROPPED, by=user)
    told = request.told_on.isoformat() if request.told_on else ""
    return saving.done(interview, Event.INTERVIEW_CHANGED, interview=interview.number, fields=changed, told=told)


def _change(interview: Interview, request: PlanChanged) -> dict[str, str]:
    """Writes what was given into the plan; a sentence for each person who cannot be used."""
    problems: dict[str, str] = {}
    if request.planned_for is not None:
        if request.planned_for <= timezone.now():
            problems["planned_for"] = _("This time is over. Give one that lies ahead.")
        interview.planned_for = request.planned_for
    for name in ("place", "language"):
        if text := clean(getattr(request, name)):
            setattr(interview, name, text)
    if officer := clean(request.officer):
        found = interviewer_named(interview.case, officer)
        if found is None:
            problems["officer"] = _("No interviewer of this case has this sign-in name.")
        interview.officer = found or interview.officer
    if request.without_interpreter:
        interview.interpreter = None
    elif interpreter := clean(request.interpreter):
        interview.interpreter = interpreter_named(interview.case, interpreter)
    return problems


def _words(interview: Interview) -> dict[str, str]:
    return {
        "planned_for": interview.planned_for.isoformat() if interview.planned_for else "",
        "place": interview.place,
        "language": interview.language,
        "officer": interview.officer.username,
        "interpreter": interview.interpreter.username if interview.interpreter else "",
    }
