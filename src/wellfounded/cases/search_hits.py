"""What only a matcher sees of the searches by name: who resembles the name behind cases that the asker may not open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.access import cases_of
from wellfounded.cases.duplicate_pairs import Side, keepers_of
from wellfounded.cases.errors import NotFound
from wellfounded.cases.looking_limits import count_asking
from wellfounded.cases.merged_records import Merged, whole_record
from wellfounded.cases.models import Looking, NameSearch, SearchHit
from wellfounded.cases.permissions import Permission, check
from wellfounded.cases.possible_duplicates import reason_for, with_records
from wellfounded.identity.record import Record
from wellfounded.identity.weighing.weigh import Weighing, weigh
from wellfounded.persons.models import Person
from wellfounded.persons.name_index import filed_under

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.db.models import QuerySet

    from wellfounded.accounts.models import User
    from wellfounded.cases.models import LeadReason

LOOKED_THROUGH = 200  # searches for one request of the matcher


def work_through_searches(user: User) -> int:
    """Compare every name that was asked for with the whole register; returns how many were compared.

    What is found is written at the end, in a moment: nobody waits to save while names are compared.

    Raises:
        NotAllowed: the user is no matcher.
    """
    check(user, Permission.OFFICE_DUPLICATES_DECIDE)
    waiting = list(NameSearch.objects.filter(done_at=None).select_related("case", "by")[:LOOKED_THROUGH])
    among, merged = Person.objects.count(), Merged.now()
    return _write(user, waiting, hits=[hit for one in waiting for hit in _hits_of(one, among=among, merged=merged)])


@transaction.atomic
def _write(user: User, waiting: list[NameSearch], *, hits: list[tuple[NameSearch, Person, LeadReason]]) -> int:
    for search, person, reason in hits:
        SearchHit.objects.get_or_create(search=search, person=person, defaults={"reason": reason})
    NameSearch.objects.filter(pk__in=[row.pk for row in waiting]).update(done_at=timezone.now())
    if waiting:
        detail = {"for": "hits of searches by name", "compared": len(waiting)}
        record(Event.CASE_SEARCHED, actor=user.username, detail=detail)
    return len(waiting)


def _hits_of(search: NameSearch, *, among: int, merged: Merged) -> Iterator[tuple[NameSearch, Person, LeadReason]]:
    """Whoever asked has seen their own cases already, and knows the person for whose sake they asked."""
    seen = set(cases_of(search.by).values_list("person", flat=True)) | set(merged.together(search.case.person_id))
    asked = asked_for(search)
    for person in with_records(filed_under([search.name], search.birth)):
        if person.pk in seen:
            continue
        if reason := reason_for(weigh(asked, whole_record(person, merged=merged), among=among)):
            yield search, person, reason


def asked_for(search: NameSearch) -> Record:
    """What was asked, as the identity core compares it."""
    return Record("?", (search.name,), search.birth)


def waiting_hits(user: User) -> QuerySet[SearchHit]:
    """The hits that nobody has settled.

    Raises:
        NotAllowed: the user is no matcher.
    """
    check(user, Permission.OFFICE_DUPLICATES_DECIDE)
    return SearchHit.objects.filter(outcome="").select_related("search__case__person", "person")


@dataclass(frozen=True, slots=True)
class OpenHit:
    """A hit beside what was asked. `keepers` are the colleagues to tell, if there is something to tell."""

    hit: SearchHit
    side: Side
    weighing: Weighing
    keepers: Sequence[str]


def open_hit(user: User, hit: int) -> OpenHit:
    """A hit, for a matcher. The reading is counted as that of a pair, and logged.

    Raises:
        NotAllowed: the user is no matcher, or has looked at as many people today as the office allows.
        NotFound: there is no such hit.
    """
    check(user, Permission.OFFICE_DUPLICATES_DECIDE)
    found = SearchHit.objects.select_related("search__case__person", "search__by", "person").filter(pk=hit).first()
    if found is None:
        raise NotFound(_("There is no such hit."))
    count_asking(user, Looking.PAIR)
    record(Event.DUPLICATE_READ, actor=user.username, subject=f"search {found.search_id}", detail={"hit": found.pk})
    theirs = whole_record(found.person, merged=Merged.now())
    weighed = weigh(asked_for(found.search), theirs, among=Person.objects.count())
    return OpenHit(found, Side(found.person), weighed, keepers_of([found.person]))
