"""What a matcher reads of two people who resemble each other: who they are, and nothing of their claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.added_since import Added, added_since
from wellfounded.cases.errors import NotFound
from wellfounded.cases.looking_limits import count_asking
from wellfounded.cases.models import Assignment, DuplicateJudgement, DuplicateLead, Looking, Merge, Relation, Verdict
from wellfounded.cases.permissions import Permission, check
from wellfounded.identity.kin import KinHint, kin_hints
from wellfounded.identity.weighing.weigh import Weighing, weigh
from wellfounded.persons.identity_record import record_of
from wellfounded.persons.models import Person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two."""

    person: Person


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people side by side. `own` is what this matcher said; before that, nobody else's word is shown.

    `weighing` is made anew from what the register holds now; `kin` are hints that they may be relatives instead.
    """

    lead: DuplicateLead
    sides: tuple[Side, Side]
    weighing: Weighing
    kin: tuple[KinHint, ...]
    own: DuplicateJudgement | None
    others: Sequence[DuplicateJudgement]
    merge: Merge | None  # while it stands
    undone: Merge | None  # the last that was made two records again
    barred: bool  # whether this matcher made or undid a merge of the two, which somebody else has to make again
    keepers: Sequence[str]  # who works on the two records, once the pair is settled: the people to tell

    @property
    def mergeable(self) -> bool:
        return not self.why_not_merged

    @property
    def why_not_merged(self) -> str:
        """Why this matcher does not merge the two now; blank where nothing is known to stand in the way."""
        if self.merge is not None:
            return _("These records are read as one already.")
        if self.lead.verdict != Verdict.SAME:
            return _("Two matchers have to say first that this is one person.")
        if self.barred:
            return _("This merge was undone. Somebody who neither made nor undid it has to make it again.")
        return ""

    def added(self) -> list[Added]:
        """What came to the two while they were read as one."""
        return added_since(self.merge.stood, [self.merge.kept, self.merge.merged]) if self.merge else []


def open_pair(user: User, lead: int) -> Pair:
    """A lead with both people, for a matcher. The reading is counted and logged.

    Raises:
        NotAllowed: the user is no matcher, or has looked at as many people today as the office allows.
        NotFound: there is no such lead.
    """
    check(user, Permission.OFFICE_DUPLICATES_DECIDE)
    found = DuplicateLead.objects.select_related("person", "other").filter(pk=lead).first()
    if found is None:
        raise NotFound(_("There is no such lead."))
    judgements = list(found.judgements.select_related("by"))
    own = next((one for one in judgements if one.by == user), None)
    others = [one for one in judgements if one.by != user] if own or found.verdict else []
    count_asking(user, Looking.PAIR)
    record(Event.DUPLICATE_READ, actor=user.username, subject=str(found.pk))
    mine, theirs = record_of(found.person), record_of(found.other)
    weighed = weigh(mine, theirs, among=Person.objects.count())
    merges = list(Merge.objects.filter(lead=found).select_related("kept", "merged", "made_by", "undone_by"))
    return Pair(
        lead=found,
        sides=(Side(found.person), Side(found.other)),
        weighing=weighed,
        kin=kin_hints(mine, theirs),
        own=own,
        others=others,
        merge=next((one for one in merges if one.undone_at is None), None),
        undone=max((one for one in merges if one.undone_at is not None), key=lambda one: one.pk, default=None),
        barred=any(user in {one.made_by, one.undone_by} for one in merges),
        keepers=keepers_of([found.person, found.other]) if found.verdict else (),
    )


def keepers_of(people: Sequence[Person]) -> tuple[str, ...]:
    """The sign-in names of those who may tell each other: a matcher opens no case, and names no case to anybody."""
    working = Assignment.objects.filter(
        case__person__in=people,
        relation__in=[Relation.REGISTRAR, Relation.INTERVIEWER],
        ended_at=None,
    )
    return tuple(working.order_by("user__username").values_list("user__username", flat=True).distinct())


@dataclass(frozen=True, slots=True)
class Queue:
    """The open leads: for this matcher to judge, and those that wait for somebody else.

    `same` are pairs that two matchers called one person and that are not merged, `merged` those that are.
    """

    mine: Sequence[DuplicateLead]
    others: Sequence[DuplicateLead]
    same: Sequence[DuplicateLead]
    merged: Sequence[DuplicateLead]


def queue_of(user: User) -> Queue:
    """Raises `NotAllowed` for whoever is no matcher."""
    check(user, Permission.OFFICE_DUPLICATES_DECIDE)
    waiting = DuplicateLead.objects.filter(verdict="").select_related("person", "other")
    judged = DuplicateJudgement.objects.filter(by=user).values("lead")
    same = DuplicateLead.objects.filter(verdict=Verdict.SAME).select_related("person", "other")
    standing = Merge.objects.filter(undone_at=None).values("lead")
    return Queue(
        list(waiting.exclude(pk__in=judged)),
        list(waiting.filter(pk__in=judged)),
        list(same.exclude(pk__in=standing)),
        list(same.filter(pk__in=standing)),
    )
