"""Ask that compartments of a case are erased. Somebody else carries it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.access import case_to_change
from wellfounded.cases.compartments import Compartment
from wellfounded.cases.errors import NotNow
from wellfounded.cases.merged_records import Merged
from wellfounded.cases.models import Case, Erasure
from wellfounded.cases.models.erasure import ErasedWhy
from wellfounded.cases.permissions import Permission
from wellfounded.cases.retention import held, kept_until
from wellfounded.cases.states import State
from wellfounded.cases.typed_text import one_of, refuse

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureAsked:
    """`why` is one of `ErasedWhy`."""

    compartments: tuple[str, ...] = ()
    why: str = ""


@transaction.atomic
def ask_erasure(user: User, number: str, *, request: ErasureAsked) -> Erasure:
    """Only of a closed case in which no other erasure waits, and for retention only when the time has ended."""
    case = case_to_change(user, number, permission=Permission.CASE_ERASE)
    problems = {} if request.compartments else {"compartments": _("Choose at least one part.")}
    if not request.why:
        problems["why"] = _("Choose the reason.")
    problems |= one_of("why", request.why, known=ErasedWhy.values)
    for compartment in request.compartments:
        problems |= one_of("compartments", compartment, known=tuple(Compartment))
    refuse(problems)
    check_may_erase(case, request.compartments, why=request.why)
    check_not_asked(case)
    made = Erasure.objects.create(
        case=case, compartments=sorted(set(request.compartments)), why=request.why, asked_by=user
    )
    detail = {"erasure": made.pk, "compartments": made.compartments, "why": made.why}
    record(Event.ERASURE_ASKED, actor=user.username, subject=case.number, detail=detail)
    return made


def check_not_asked(case: Case) -> None:
    """Raise `NotNow` while an erasure waits in this case: of two, nobody knows which one a colleague agreed to."""
    waits = Erasure.objects.filter(case=case, done_at=None).select_related("asked_by").first()
    if waits is not None:
        raise NotNow(
            _(
                "An erasure of this case waits already: %(who)s asked for it on %(day)s. Carry it out or give it up "
                "first, under Erasure."
            )
            % {"who": waits.asked_by, "day": date_format(timezone.localdate(waits.asked_at))}
        )


def check_may_erase(case: Case, compartments: tuple[str, ...], *, why: str) -> None:
    """Raise `NotNow` while a case of the person is open, held, or younger than the rule of retention.

    Much is held once for a person, whatever case it was written in: one file must not take it out of another.
    """
    if case.state != State.CLOSED:
        raise NotNow(_("Only parts of a closed case are erased."))
    if len(Merged.now().together(case.person_id)) > 1:  # first: how the other record stands is for its own colleagues
        raise NotNow(_("This record is read as one with another. Have a matcher undo that first, then ask again."))
    cases = Case.objects.filter(person=case.person_id).order_by("pk")
    if any(held(one) for one in cases):
        raise NotNow(_("A hold stands on this case: nothing of it is erased."))
    if cases.exclude(state=State.CLOSED).exists():
        raise NotNow(_("The person has another case that is open."))
    if Compartment.DECISION in compartments and set(Compartment) - _erased(case) - set(compartments):
        raise NotNow(_("The decision goes last, or with all the rest: how the case ended is counted from it."))
    # Of a case whose decision is gone nothing is left to wait for, nor to count from.
    waiting = [one for one in cases if one == case or Compartment.DECISION not in _erased(one)]
    if why == ErasedWhy.RETENTION and not all(_is_over(one, compartments) for one in waiting):
        raise NotNow(_("The time for which this is kept has not ended."))


def _erased(case: Case) -> set[str]:
    done = Erasure.objects.filter(case=case, done_at__isnull=False)
    return {one for row in done for one in row.compartments}


def _is_over(case: Case, compartments: tuple[str, ...]) -> bool:
    today = timezone.localdate()
    until = [kept_until(case, Compartment(one)) for one in compartments]
    return all(day is not None and day < today for day in until)
