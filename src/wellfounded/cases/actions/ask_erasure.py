"""Ask that compartments of a case are erased. Somebody else carries it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.access import case_to_change
from wellfounded.cases.compartments import Compartment
from wellfounded.cases.errors import NotNow
from wellfounded.cases.models import Erasure
from wellfounded.cases.models.erasure import ErasedWhy
from wellfounded.cases.permissions import Permission
from wellfounded.cases.retention import held, kept_until
from wellfounded.cases.states import State
from wellfounded.cases.typed_text import one_of, refuse, required

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureAsked:
    """`why` is one of `ErasedWhy`."""

    compartments: tuple[str, ...] = ()
    why: str = ""


@transaction.atomic
def ask_erasure(user: User, number: str, *, request: ErasureAsked) -> Erasure:
    """Only of a closed case, and for retention only when the time has ended."""
    case = case_to_change(user, number, permission=Permission.CASE_ERASE)
    problems = required({"why": request.why, "compartments": " ".join(request.compartments)})
    problems |= one_of("why", request.why, known=ErasedWhy.values)
    for compartment in request.compartments:
        problems |= one_of("compartments", compartment, known=tuple(Compartment))
    refuse(problems)
    check_may_erase(case, request.compartments, why=request.why)
    made = Erasure.objects.create(
        case=case, compartments=sorted(set(request.compartments)), why=request.why, asked_by=user
    )
    detail = {"erasure": made.pk, "compartments": made.compartments, "why": made.why}
    record(Event.ERASURE_ASKED, actor=user.username, subject=case.number, detail=detail)
    return made


def check_may_erase(case: Case, compartments: tuple[str, ...], *, why: str) -> None:
    """Raise `NotNow` while the case is open, held, or younger than the rule of retention."""
    if case.state != State.CLOSED:
        raise NotNow(_("Only parts of a closed case are erased."))
    if held(case):
        raise NotNow(_("A hold stands on this case: nothing of it is erased."))
    if case.person.cases.exclude(pk=case.pk).exclude(state=State.CLOSED).exists():
        raise NotNow(_("The person has another case that is open."))
    done = {one for row in Erasure.objects.filter(case=case, done_at__isnull=False) for one in row.compartments}
    if Compartment.DECISION in compartments and set(Compartment) - done - set(compartments):
        raise NotNow(_("The decision goes last, or with all the rest: how the case ended is counted from it."))
    if why != ErasedWhy.RETENTION:
        return
    until = [kept_until(case, Compartment(one)) for one in compartments]
    late = max((day for day in until if day is not None), default=None)
    if late is None or None in until or late >= timezone.localdate():
        raise NotNow(_("The time for which this is kept has not ended."))
