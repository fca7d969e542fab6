"""Open a case again: circumstances or evidence are new, the decision is in serious doubt, or the person came back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.appeals import served_decision, stands_as_grant
from wellfounded.cases.errors import NotNow
from wellfounded.cases.models import Axis, EndedHow, ReopenedWhy, Reopening, StatusEntry
from wellfounded.cases.permissions import Permission
from wellfounded.cases.recommendations import make_room, open_record
from wellfounded.cases.saving import Saving
from wellfounded.cases.states import State
from wellfounded.cases.status_values import Process
from wellfounded.cases.typed_text import clean, one_of, refuse, required

if TYPE_CHECKING:
    from wellfounded.accounts.models import User

OPENED_INTO = (State.INTERVIEW, State.ASSESSMENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningAgain:
    """`into` is where the case goes on: interview, unless nothing more need be asked."""

    why: str = ""
    reason: str = ""
    into: str = State.INTERVIEW.value
    key: str = ""


@transaction.atomic
def reopen_case(user: User, number: str, *, request: OpeningAgain) -> Reopening:
    saving = Saving.begin(user, number, permission=Permission.CASE_REOPEN, request=request)
    if (earlier := saving.earlier(Reopening)) is not None:
        return earlier
    case, decision = saving.case, served_decision(saving.case)
    if State(case.state) not in {State.SERVED, State.CLOSED}:
        raise NotNow(_("Only a case that was decided or closed is opened again."))
    if decision is not None and stands_as_grant(decision):
        raise NotNow(
            _("The person holds a status. It is looked at again only in a proceeding of which the person is told.")
        )
    refuse(_problems(request))
    made = Reopening.objects.create(case=case, why=request.why, reason=clean(request.reason), by=user)
    make_room(case, how=EndedHow.REOPENED)
    open_record(case)
    StatusEntry.objects.create(case=case, axis=Axis.PROCESS, value=Process.ACTIVE, since=timezone.localdate(), by=user)
    saving.move(State(request.into))
    return saving.done(made, Event.CASE_REOPENED, why=request.why)


def _problems(request: OpeningAgain) -> dict[str, str]:
    problems = required({"why": request.why, "reason": request.reason, "into": request.into})
    problems |= one_of("why", request.why, known=ReopenedWhy.values)
    return problems | one_of("into", request.into, known=[state.value for state in OPENED_INTO])
