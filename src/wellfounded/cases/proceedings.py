"""The beginning of a proceeding about a status that somebody holds. The status stands until its end is served."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.appeals import served_decision, stands_as_grant
from wellfounded.cases.days import given, problems_of_days
from wellfounded.cases.errors import NotNow
from wellfounded.cases.ground import open_proceeding
from wellfounded.cases.models import EndedHow, Proceeding, ProceedingKind
from wellfounded.cases.permissions import Permission
from wellfounded.cases.recommendations import make_room, open_record
from wellfounded.cases.saving import Saving
from wellfounded.cases.states import State
from wellfounded.cases.typed_text import clean, refuse, required

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """`told_on` is the day on which the person was told of the proceeding and of what is held against the status."""

    reason: str = ""
    told_on: date | None = None
    key: str = ""


def begin_proceeding(user: User, number: str, *, kind: ProceedingKind, request: Beginning) -> Proceeding:
    """Begin it: the record is open again, and the person is heard before anything is found."""
    saving = Saving.begin(user, number, permission=Permission.PROCEEDING_BEGIN, request=request)
    if (earlier := saving.earlier(Proceeding)) is not None:
        return earlier
    decision = served_decision(saving.case)
    if State(saving.case.state) not in {State.SERVED, State.CLOSED} or decision is None:
        raise NotNow(_("A proceeding about a status begins after the status was granted and served."))
    if not stands_as_grant(decision) or open_proceeding(saving.case) is not None:
        raise NotNow(_("The person holds no status that such a proceeding could be about."))
    refuse(_problems(request))
    made = Proceeding.objects.create(
        case=saving.case,
        kind=kind,
        reason=clean(request.reason),
        told_on=given(request.told_on),
        begun_by=user,
        about=decision,
    )
    make_room(saving.case, how=EndedHow.REOPENED)
    open_record(saving.case)
    saving.move(State.INTERVIEW)
    return saving.done(made, Event.PROCEEDING_BEGUN, kind=str(kind))


def _problems(request: Beginning) -> dict[str, str]:
    return required({"reason": request.reason}) | problems_of_days(told_on=request.told_on)
