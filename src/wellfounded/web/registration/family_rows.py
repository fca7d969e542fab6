"""The family of a person: relatives and household, with the cases that the user may open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wellfounded.cases.access import cases_of
from wellfounded.persons.models import HouseholdMember

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case
    from wellfounded.persons.models import Person


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
    """Relatives first, then whoever else belongs to the household."""
    relatives = list(case.person.kin.select_related("relative"))
    known = {one.relative_id for one in relatives}
    found = [
        _shown(
            user,
            one.relative,
            case=case,
            base=Relative(one.relation, one.get_relation_display(), one.described, alive=one.alive),
        )
        for one in relatives
    ]
    return found + [
        _shown(
            user,
            one.person,
            case=case,
            base=Relative(one.relationship, _("household"), "", focal_point=one.focal_point),
        )
        for one in members_of(case)
        if one.person_id not in known | {case.person_id}
    ]


def members_of(case: Case) -> list[HouseholdMember]:
    """Everybody who now belongs to a household of the person."""
    households = case.person.memberships.filter(left=False).values("household")
    return list(HouseholdMember.objects.filter(household__in=households, left=False).select_related("person"))


def _shown(user: User, person: Person | None, *, case: Case, base: Relative) -> Relative:
    """Somebody registered is named only to those who may open their case: it is theirs to be hidden."""
    if person is None:
        return base
    own = cases_of(user).filter(person=person).order_by("-registered_at").first()
    name = " · ".join(person.names.filter(withdrawn_at=None).values_list("text", flat=True)) if own else base.name
    return Relative(
        base.relation,
        base.said,
        name or _("registered, in a case that is not open to you"),
        number=own.number if own else "",
        state=own.get_state_display() if own else "",
        derives=own is not None and own.derives_from_id == case.pk,
        focal_point=base.focal_point,
        alive=base.alive,
    )
