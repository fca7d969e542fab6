"""Puts a person into a household: a new one, or that of somebody whose case the user may open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.access import cases_of
from wellfounded.cases.entry import read_entry
from wellfounded.cases.errors import Invalid
from wellfounded.cases.numbers import draw_number
from wellfounded.cases.permissions import Permission
from wellfounded.cases.saving import Saving
from wellfounded.cases.typed_text import clean
from wellfounded.persons.models import Household, HouseholdMember

if TYPE_CHECKING:
    from wellfounded.accounts.models import User

MOST_MEMBERS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberGiven:
    """`household` is its number; left blank, the person's present household is meant, or a new one."""

    household: str = ""
    focal_point: bool | None = None
    relationship: str = ""
    since: str = ""
    until: str = ""
    left: bool | None = None
    size_said: int | None = None
    key: str = ""


@transaction.atomic
def add_household_member(user: User, number: str, *, request: MemberGiven) -> HouseholdMember:
    """The membership. Belonging to two households, or to one without a focal point, is a warning and no error."""
    saving = Saving.begin(user, number, permission=Permission.IDENTITY_WRITE, request=request)
    if earlier := saving.earlier(HouseholdMember):
        return earlier
    if request.size_said is not None and not 1 <= request.size_said < MOST_MEMBERS:
        raise Invalid({"size_said": _("Give a number from 1 to %(most)d.") % {"most": MOST_MEMBERS - 1}})
    given = read_entry(HouseholdMember, request)
    given.pop("household", None)
    household = _household(saving, request, user=user)
    if request.size_said is not None:
        household.size_said = request.size_said
        household.save(update_fields=["size_said"])
    member, _new = HouseholdMember.objects.update_or_create(
        household=household, person=saving.case.person, left=False, defaults=given
    )
    return saving.done(member, Event.IDENTITY_ADDED, what="household")


def _household(saving: Saving, request: MemberGiven, *, user: User) -> Household:
    reference = clean(request.household)
    if not reference:
        present = saving.case.person.memberships.filter(left=False).select_related("household").first()
        if present:
            return present.household
        return Household.objects.create(reference=draw_number(Household, column="reference", prefix="H"))
    shared = Exists(cases_of(user).filter(person__memberships__household=OuterRef("pk")))
    household = Household.objects.filter(shared, reference=reference).first()
    if household is None:
        raise Invalid({"household": _("There is no household with this number that you may see.")})
    return household
