"""Whether somebody may be in the register already: hints for whoever asks, and leads for the matcher.

What a registrar sees depends on the registrar's own cases alone. `hints_for` never looks at another record, so that its
answer, its count and its time are the same whether or not somebody hidden resembles the person. The whole register is
compared later, when a matcher works through the checks that every registration leaves behind.

The identity core compares: names in any script, dates in any calendar, places by the map. It decides nothing; a name
alone is called a lead, and a birth date that lies years apart leaves not even that.
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
from wellfounded.cases.errors import NotFound
from wellfounded.cases.looking_limits import count_asking
from wellfounded.cases.merged_records import Merged, whole_record
from wellfounded.cases.models import DuplicateCheck, DuplicateLead, LeadReason, Looking
from wellfounded.cases.permissions import Permission, check
from wellfounded.identity.names.form import form_of
from wellfounded.identity.record import Record
from wellfounded.identity.script import LONGEST
from wellfounded.identity.weighing.weigh import Standing, Weighing, weigh
from wellfounded.persons.identity_record import record_of
from wellfounded.persons.models import Person
from wellfounded.persons.name_index import file_names, shares_a_name, sharing_a_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

    from wellfounded.accounts.models import User
    from wellfounded.identity.dates.partial_date import PartialDate

EACH_LOGGED = 20  # hints
LOOKED_THROUGH = 200  # checks for one request of the matcher


@dataclass(frozen=True, slots=True)
class Hint:
    """A case that the user may open, and why its person may be the same. It is a lead and no finding."""

    number: str
    name: str
    reason: str


def hints_for(user: User, names: Iterable[str], *, birth: PartialDate | None, number: str = "") -> tuple[Hint, ...]:
    """Cases of this user's own whose person may be the one with these names and birth date.

    `number` is the case in which a name is typed; without one, somebody is being registered, and that is the purpose.
    Hints are many and small: each is counted, and every twentieth of a day stands in the log with the count.

    Raises:
        NotFound: there is no such case, or the user may not know that there is.
        NotAllowed: the user registers nobody, writes no names in this case, or has used up the hints of the day.
    """
    check_asking(user, number)
    nth = count_asking(user, Looking.HINT)
    asked = Record("?", tuple(filter(None, (name.strip() for name in names))), birth)
    found = tuple(hint for hint in alike(user, asked) if hint.number != number)
    if nth % EACH_LOGGED == 1:
        detail = {"for": "possible duplicates", "shown": len(found), "asked_today": nth}
        record(Event.CASE_SEARCHED, actor=user.username, subject=number, detail=detail)
    return found


def check_asking(user: User, number: str) -> None:
    """The case and the purpose of a hint: names are written there, or a person is being registered.

    Raises:
        NotFound: there is no such case, or the user may not know that there is.
        NotAllowed: the user registers nobody, or writes no names in this case.
    """
    if not number:
        check(user, Permission.OFFICE_CASE_REGISTER)
        return
    case = cases_of(user).filter(number=number).first()
    if case is None:
        raise NotFound(_("There is no case with this number that you may open."))
    check(user, Permission.IDENTITY_WRITE, case=case)


def not_comparable(name: str) -> str:
    """Why nobody can be looked for by this name, in a sentence; empty if one can.

    “Nobody has this name” would be said of it as well, and be taken for an answer.
    """
    if not form_of(name).problem:
        return ""
    if len(name) > LONGEST:
        return _("Write this more shortly, in at most %(count)d characters.") % {"count": LONGEST}
    shown = "".join(filter(str.isprintable, name))
    return _("The name “%(value)s” cannot be read. Write the letters of the name, in whatever script.") % {
        "value": shown
    }


def alike(user: User, asked: Record) -> tuple[Hint, ...]:
    """Cases of this user's own whose person may be the one that is asked for. No other record is looked at."""
    own = cases_of(user)
    # Found by their numbers alone, and read then: in one query every case would be read whole, to be put in order.
    sharing = list(own.filter(shares_a_name(asked.names, person="person")).order_by().values_list("pk", flat=True))
    if not sharing:
        return ()
    among = own.count()
    cases = own.filter(pk__in=sharing).select_related("person__identity")
    return tuple(
        Hint(case.number, _shown_name(case.person), str(reason.label))
        for case in cases.prefetch_related("person__names", "person__documents")
        if (reason := reason_for(weigh(asked, record_of(case.person), among=among)))
    )


def reason_for(found: Weighing) -> LeadReason | None:
    """The reason to think of one person, if there is one."""
    levels = {part.about: part.level for part in found.comparisons}
    match found.standing:
        case Standing.LIKELY | Standing.POSSIBLE:
            return LeadReason.AGREES
        case Standing.LEAD if "birth" not in levels:
            return LeadReason.NO_DATE
        case Standing.LEAD if levels["birth"] != "apart":
            return LeadReason.LITTLE
        case _:
            return None


def queue_check(person: Person, *, user: User) -> None:
    """File a person with new names or a new birth date, and leave them to the matcher: whoever resembles them."""
    file_names(person)
    DuplicateCheck.objects.create(person=person, asked_by=user)


def work_through(user: User) -> int:
    """Compare everybody who waits with the whole register; returns how many were compared.

    What is found is written at the end, in a moment: nobody waits to save while people are compared.

    Raises:
        NotAllowed: the user is no matcher.
    """
    check(user, Permission.OFFICE_DUPLICATES_DECIDE)
    waiting = list(DuplicateCheck.objects.filter(done_at=None).order_by("id")[:LOOKED_THROUGH])
    among, merged = Person.objects.count(), Merged.now()
    people = with_records(Person.objects.filter(pk__in={row.person_id for row in waiting}))
    return _write(user, waiting, leads=[lead for one in people for lead in _leads_of(one, among=among, merged=merged)])


@transaction.atomic
def _write(user: User, waiting: list[DuplicateCheck], *, leads: list[tuple[Person, Person, LeadReason]]) -> int:
    for person, other, reason in leads:
        DuplicateLead.objects.get_or_create(person=person, other=other, defaults={"reason": reason})
    DuplicateCheck.objects.filter(pk__in=[row.pk for row in waiting]).update(done_at=timezone.now())
    record(Event.CASE_SEARCHED, actor=user.username, detail={"for": "duplicate leads", "compared": len(waiting)})
    return len(waiting)


def _leads_of(person: Person, *, among: int, merged: Merged) -> Iterator[tuple[Person, Person, LeadReason]]:
    """Records that are read as one are compared as one, and not with each other."""
    mine, own = whole_record(person, merged=merged), set(merged.together(person.pk))
    for other in with_records(sharing_a_name(person)):
        if other.pk in own:
            continue
        if reason := reason_for(weigh(mine, whole_record(other, merged=merged), among=among)):
            first, second = sorted((person, other), key=lambda one: one.pk)
            yield first, second, reason


def with_records(people: QuerySet[Person]) -> QuerySet[Person]:
    """With all that their records are made of."""
    return people.select_related("identity").prefetch_related("names", "documents")


def _shown_name(person: Person) -> str:
    return " · ".join(name.text for name in person.names.all() if name.withdrawn_at is None)
