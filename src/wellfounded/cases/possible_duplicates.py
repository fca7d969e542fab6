"""Whether somebody may be in the register already: hints for whoever asks, and leads for the matcher.

What a registrar sees depends on the registrar's own cases alone. `hints_for` never looks at another record, so that its
answer, its count and its time are the same whether or not somebody hidden resembles the person. The whole register is
compared later, when a matcher works through the checks that every registration leaves behind.

The comparison is a simple one for now: the same name once case, accents and order are folded, and birth dates that may
be the same day. The identity core brings the engine that reads across scripts; it replaces `compare`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.access import cases_of
from wellfounded.cases.models import DuplicateCheck, DuplicateLead
from wellfounded.cases.permissions import Permission, check
from wellfounded.persons.models import Person, PersonName
from wellfounded.persons.name_key import name_key

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from wellfounded.accounts.models import User
    from wellfounded.identity.dates.partial_date import PartialDate

LOOKED_THROUGH = 200  # checks for one request of the matcher


@dataclass(frozen=True, slots=True)
class Hint:
    """A case that the user may open, and why its person may be the same. It is a lead and no finding."""

    number: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """How a person is compared: the keys of all names, and the birth date."""

    keys: frozenset[str]
    birth: PartialDate | None


def hints_for(user: User, names: Iterable[str], *, birth: PartialDate | None) -> tuple[Hint, ...]:
    """Cases of this user's own whose person may be the one with these names and birth date.

    Raises:
        NotAllowed: the user registers nobody.
    """
    check(user, Permission.OFFICE_CASE_REGISTER)
    asked = Likeness(frozenset(filter(None, map(name_key, names))), birth)
    found = tuple(
        Hint(case.number, _shown_name(case.person), reason)
        for case in cases_of(user).select_related("person__identity").prefetch_related("person__names")
        if (reason := compare(asked, _likeness(case.person)))
    )
    record(Event.CASE_SEARCHED, actor=user.username, detail={"for": "possible duplicates", "shown": len(found)})
    return found


def compare(one: Likeness, other: Likeness) -> str:
    """The reason to think of one person, or an empty text."""
    if not one.keys & other.keys:
        return ""
    if one.birth is None or other.birth is None:
        return _("The same name; a birth date is missing.")
    if not one.birth.may_overlap(other.birth):
        return ""
    return _("The same name, and the birth dates may be the same.")


def queue_check(person: Person, *, user: User) -> None:
    """Leave a person with new names or a new birth date to the matcher: one row, whoever resembles them."""
    DuplicateCheck.objects.create(person=person, asked_by=user)


@transaction.atomic
def work_through(user: User) -> int:
    """Compare everybody who waits with the whole register; returns how many were compared.

    Raises:
        NotAllowed: the user is no matcher.
    """
    check(user, Permission.OFFICE_DUPLICATES_DECIDE)
    waiting = list(DuplicateCheck.objects.filter(done_at=None).order_by("id")[:LOOKED_THROUGH])
    for one in Person.objects.filter(pk__in={row.person_id for row in waiting}).select_related("identity"):
        _leads_of(one)
    DuplicateCheck.objects.filter(pk__in=[row.pk for row in waiting]).update(done_at=timezone.now())
    record(Event.CASE_SEARCHED, actor=user.username, detail={"for": "duplicate leads", "compared": len(waiting)})
    return len(waiting)


def leads_for(user: User) -> QuerySet[DuplicateLead]:
    """The leads that wait for a verdict.

    Raises:
        NotAllowed: the user is no matcher.
    """
    check(user, Permission.OFFICE_DUPLICATES_DECIDE)
    return DuplicateLead.objects.filter(verdict="").select_related("person", "other")


def _leads_of(person: Person) -> None:
    likeness = _likeness(person)
    same_name = PersonName.objects.filter(key__in=likeness.keys, withdrawn_at=None).exclude(person=person)
    for other in Person.objects.filter(pk__in=same_name.values("person")).select_related("identity"):
        if reason := compare(likeness, _likeness(other)):
            first, second = sorted((person, other), key=lambda one: one.pk)
            DuplicateLead.objects.get_or_create(person=first, other=second, defaults={"reason": reason})


def _likeness(person: Person) -> Likeness:
    keys = frozenset(name.key for name in person.names.all() if name.withdrawn_at is None)
    identity = getattr(person, "identity", None)
    return Likeness(keys, identity.birth if identity else None)


def _shown_name(person: Person) -> str:
    return " · ".join(name.text for name in person.names.all() if name.withdrawn_at is None)
