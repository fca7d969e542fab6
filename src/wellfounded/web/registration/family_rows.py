"""The family of a person: relatives and household, with the cases that the user may open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wellfounded.cases.access import cases_of
from wellfounded.cases.registration import housemates_of
from wellfounded.persons.models import HouseholdMember

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case


@dataclass(frozen=True, slots=True)
class Relative:
    """Somebody of the family as this user may see them. `number` is that of a case the user may open."""

    relation: str  # the code of the relationship, empty when it is not known
    said: str  # in the language of the screen
    name: str
    number: str = ""
    state: str = ""
    derives: bool = False
    focal_point: bool = False
    alive: bool | None = None


def family_of(user: User, case: Case) -> list[Relative]:
    """Relatives first, then whoever else belongs to the household and has a case that the user may open."""
    relatives = list(case.person.kin.filter(ended_at=None))
    known = {one.relative_id for one in relatives} | {case.person_id}
    housemates = housemates_of(user, case)
    household = [one for one in members_of(case) if one.person_id in housemates - known]
    people = {one.relative_id for one in relatives if one.relative_id} | {one.person_id for one in household}
    open_cases = _open_cases(user, people)
    return [
        *(
            _shown(
                Relative(one.relation, one.get_relation_display(), one.described, alive=one.alive),
                one.relative_id,
                case=case,
                open_cases=open_cases,
            )
            for one in relatives
        ),
        *(
            _shown(
                Relative(one.relationship, _("household"), "", focal_point=one.focal_point),
                one.person_id,
                case=case,
                open_cases=open_cases,
            )
            for one in household
        ),
    ]


def members_of(case: Case) -> list[HouseholdMember]:
    """Everybody who now belongs to a household of the person."""
    households = case.person.memberships.filter(left=False).values("household")
    return list(HouseholdMember.objects.filter(household__in=households, left=False))


def _open_cases(user: User, people: Collection[int]) -> dict[int, Case]:
    """The newest case of each of these people that the user may open, with the names in it."""
    if not people:
        return {}
    found = cases_of(user).filter(person__in=people).select_related("person").prefetch_related("person__names")
    return {one.person_id: one for one in found.order_by("registered_at")}


def _shown(base: Relative, person: int | None, *, case: Case, open_cases: Mapping[int, Case]) -> Relative:
    """Somebody registered is named only to those who may open their case: it is theirs to be hidden."""
    if person is None:
        return base
    own = open_cases.get(person)
    if own is None:
        return replace(base, name=base.name or _("registered, in a case that is not open to you"))
    names = " · ".join(name.text for name in own.person.names.all() if name.withdrawn_at is None)
    return replace(
        base,
        name=names or base.name or own.number,
        number=own.number,
        state=own.get_state_display(),
        derives=own.derives_from_id == case.pk,
    )
