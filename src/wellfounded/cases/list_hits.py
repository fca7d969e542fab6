"""What a matcher reads of lists and of hits. A hit is a lead: it goes to no case, and nothing is made of it here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db.models import Count
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.duplicate_pairs import Side, keepers_of
from wellfounded.cases.errors import NotFound
from wellfounded.cases.looking_limits import count_asking
from wellfounded.cases.merged_records import Merged, whole_record
from wellfounded.cases.models import ImportedList, ListHit, Looking, Verdict
from wellfounded.cases.permissions import Permission, check
from wellfounded.identity.record import Record
from wellfounded.identity.weighing.weigh import Weighing, weigh
from wellfounded.persons.models import Person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from wellfounded.accounts.models import User
    from wellfounded.cases.models import ListedPerson, ListJudgement

SHOWN = 500  # hits of one list


def entry_record(entry: ListedPerson) -> Record:
    """The entry as the identity core compares it."""
    more = entry.more
    return Record(
        key=entry.number,
        names=tuple(entry.names),
        birth=entry.birth,
        sex=more["sex"],
        places=tuple(more["places"]),
        father=more["father"],
        mother=more["mother"],
        numbers=tuple(more["numbers"]),
    )


def lists_of_office(user: User) -> QuerySet[ImportedList]:
    """Every list, the newest first, with how many stand on it.

    Raises:
        NotAllowed: the user is no matcher.
    """
    check(user, Permission.OFFICE_LISTS_KEEP)
    return ImportedList.objects.annotate(size=Count("entries"))


@dataclass(frozen=True, slots=True)
class OpenList:
    """A list with its hits. `rest` is how many entries were not compared since it was last begun.

    `own`: this matcher brought it in, so that another one holds it against the register.
    """

    listed: ImportedList
    size: int
    rest: int
    hits: Sequence[ListHit]
    own: bool


def open_list(user: User, listed: int) -> OpenList:
    """Raises `NotAllowed` for whoever is no matcher, and `NotFound` when there is no such list."""
    found = lists_of_office(user).filter(pk=listed).first()
    if found is None:
        raise NotFound(_("There is no such list."))
    upto = found.screenings.order_by("-pk").values_list("upto", flat=True).first() or 0
    hits = ListHit.objects.filter(entry__listed=found).select_related("entry", "person").prefetch_related("judgements")
    size = found.entries.count()
    rest = found.entries.filter(pk__gt=upto).count()
    return OpenList(found, size, rest, list(hits[:SHOWN]), own=found.by_id == user.pk)


@dataclass(frozen=True, slots=True)
class OpenListHit:
    """A hit beside the entry. Nobody sees another's word before their own; two who agree have settled it, as a lead.

    `keepers` are the colleagues to tell, once two agree: before, nobody needs to know who works on the record.
    """

    hit: ListHit
    side: Side
    entry: Record
    weighing: Weighing
    own: ListJudgement | None
    others: Sequence[ListJudgement]
    keepers: Sequence[str]

    @property
    def settled(self) -> Verdict | None:
        """What two matchers said."""
        said = [one.verdict for one in [*self.others, *([self.own] if self.own else [])]]
        return next((verdict for verdict in Verdict if said.count(verdict) > 1), None)


def open_list_hit(user: User, hit: int) -> OpenListHit:
    """A hit, for a matcher. The reading is counted as that of a pair, and logged.

    Raises:
        NotAllowed: the user is no matcher, or has looked at as many people today as the office allows.
        NotFound: there is no such hit.
    """
    check(user, Permission.OFFICE_LISTS_KEEP)
    found = ListHit.objects.select_related("entry__listed", "person").filter(pk=hit).first()
    if found is None:
        raise NotFound(_("There is no such hit."))
    count_asking(user, Looking.PAIR)
    record(Event.LIST_HIT_READ, actor=user.username, subject=str(found.pk))
    judgements = list(found.judgements.select_related("by"))
    own = next((one for one in judgements if one.by == user), None)
    entry = entry_record(found.entry)
    weighed = weigh(whole_record(found.person, merged=Merged.now()), entry, among=Person.objects.count())
    opened = OpenListHit(
        hit=found,
        side=Side(found.person),
        entry=entry,
        weighing=weighed,
        own=own,
        others=[one for one in judgements if one.by != user] if own else [],
        keepers=(),
    )
    return replace(opened, keepers=keepers_of([found.person])) if opened.settled else opened
