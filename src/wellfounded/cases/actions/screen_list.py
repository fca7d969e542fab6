"""Holds a part of a list against the register, one way: whoever made the list learns nothing, and no case does.

A list of one name would be a search without a case. So one matcher brings a list in, and another one holds it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.errors import Invalid, NotAllowed
from wellfounded.cases.list_hits import entry_record
from wellfounded.cases.merged_records import Merged, whole_record
from wellfounded.cases.models import ImportedList, ListedPerson, ListHit, ListScreening
from wellfounded.cases.permissions import Permission, check
from wellfounded.cases.possible_duplicates import reason_for, with_records
from wellfounded.identity.weighing.weigh import weigh
from wellfounded.persons.models import Person
from wellfounded.persons.name_index import filed_under

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wellfounded.accounts.models import User
    from wellfounded.cases.models import LeadReason

    Hit = tuple[ListedPerson, Person, LeadReason]

AT_ONCE = 500  # entries for one request; the next one goes on from there


@dataclass(frozen=True, slots=True, kw_only=True)
class Screening:
    listed: int
    key: str = ""  # of the page; to compare once more finds nothing twice


def screen_list(user: User, *, request: Screening) -> ListScreening:
    """Compare the next entries with everybody; after the last one it begins again, for whoever was registered since.

    What is found is written at the end, in a moment: nobody waits to save while people are compared.

    Raises:
        NotAllowed: the user is no matcher, or brought in the list.
        Invalid: there is no such list.
    """
    check(user, Permission.OFFICE_LISTS_KEEP)
    listed = ImportedList.objects.filter(pk=request.listed).first()
    if listed is None:
        raise Invalid({"listed": _("There is no such list.")})
    if listed.by_id == user.pk:
        raise NotAllowed(_("Whoever brought in a list does not hold it against the register: another matcher does."))
    entries = _next_entries(listed)
    among, merged = Person.objects.count(), Merged.now()
    hits = [hit for entry in entries for hit in _hits_of(entry, among=among, merged=merged)]
    return _write(user, listed=listed, entries=entries, hits=hits)


@transaction.atomic
def _write(user: User, *, listed: ImportedList, entries: list[ListedPerson], hits: list[Hit]) -> ListScreening:
    """Of two who compare the same entries at once each writes that they were compared, and no hit is found twice."""
    found = 0
    for entry, person, reason in hits:
        _hit, new = ListHit.objects.get_or_create(entry=entry, person=person, defaults={"reason": reason})
        found += new
    made = ListScreening.objects.create(
        listed=listed, upto=entries[-1] if entries else None, compared=len(entries), found=found, by=user
    )
    detail = {"compared": len(entries), "found": found}
    record(Event.LIST_SCREENED, actor=user.username, subject=str(listed.pk), detail=detail)
    return made


def _next_entries(listed: ImportedList) -> list[ListedPerson]:
    last = listed.screenings.order_by("-pk").values_list("upto", flat=True).first() or 0
    rest = list(listed.entries.filter(pk__gt=last)[:AT_ONCE])
    return rest or list(listed.entries.all()[:AT_ONCE])


def _hits_of(entry: ListedPerson, *, among: int, merged: Merged) -> Iterator[Hit]:
    asked = entry_record(entry)
    for person in with_records(filed_under(asked.names, asked.birth)):
        if reason := reason_for(weigh(whole_record(person, merged=merged), asked, among=among)):
            yield entry, person, reason
