"""Records that are read as one: who stands for whom, and what a reader of one record may see of the others.

A merge opens no record. Whoever reads one sees of the others what they could open anyway, and nothing tells them that
there are more; people tell people.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.access import cases_of
from wellfounded.cases.models import Merge
from wellfounded.cases.permissions import Permission, may
from wellfounded.persons.identity_record import record_of
from wellfounded.persons.models import Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case
    from wellfounded.identity.record import Record


@dataclass(frozen=True, slots=True)
class Merged:
    """The standing merges, read once."""

    into: dict[int, int] = field(default_factory=dict)
    parts: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def now(cls) -> Merged:
        found = cls()
        for kept, merged in Merge.objects.filter(undone_at=None).values_list("kept_id", "merged_id"):
            found.into[merged] = kept
            found.parts[kept].append(merged)
        return found

    def survivor(self, person: int) -> int:
        """The record that stands for this one; most stand for themselves."""
        while person in self.into:
            person = self.into[person]
        return person

    def together(self, person: int) -> list[int]:
        """All records that are read as one with this one, the surviving one first."""
        found = [self.survivor(person)]
        for one in found:
            found += self.parts.get(one, [])
        return found


def whole_record(person: Person, *, merged: Merged) -> Record:
    """What is held of the person in all their records: the first that says something is taken, names are gathered."""
    keys = merged.together(person.pk)
    own = record_of(person)
    if len(keys) == 1:
        return own
    others = Person.objects.filter(pk__in=keys).exclude(pk=person.pk).select_related("identity")
    every = [own, *(record_of(one) for one in others.prefetch_related("names", "documents").order_by("pk"))]
    return replace(
        own,
        names=_each_once(one.names for one in every),
        birth=next((one.birth for one in every if one.birth), None),
        sex=next((one.sex for one in every if one.sex), ""),
        places=_each_once(one.places for one in every),
        father=next((one.father for one in every if one.father), ""),
        mother=next((one.mother for one in every if one.mother), ""),
        numbers=_each_once(one.numbers for one in every),
    )


@dataclass(frozen=True, slots=True)
class OtherRecord:
    """Another record of the same person that the reader may open. `survives` if it is the one that stands for all."""

    case: Case
    survives: bool

    @property
    def person(self) -> Person:
        return self.case.person


def other_records(user: User, case: Case) -> Sequence[OtherRecord]:
    """The other records of the person of an open case, as far as the user may read who they are. Each is logged."""
    merged = Merged.now()
    keys = [key for key in merged.together(case.person_id) if key != case.person_id]
    if not keys:
        return []
    survivor = merged.survivor(case.person_id)
    found = [
        OtherRecord(other, survives=other.person_id == survivor)
        for other in cases_of(user).filter(person__in=keys).select_related("person").order_by("number")
        if may(user, Permission.IDENTITY_READ, case=other)
    ]
    for one in found:
        detail = {"for": str(Permission.IDENTITY_READ), "with": case.number}
        record(Event.CASE_OPENED, actor=user.username, subject=one.case.number, detail=detail)
    return found


def _each_once(texts: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(texts)))
