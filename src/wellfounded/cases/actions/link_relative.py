"""Notes a relative: somebody in the register whose case the user may open, or somebody who is only described."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.access import cases_of
from wellfounded.cases.entry import read_entry
from wellfounded.cases.errors import Invalid
from wellfounded.cases.permissions import Permission
from wellfounded.cases.saving import Saving
from wellfounded.cases.typed_text import clean
from wellfounded.persons.models import Kinship

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.persons.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class RelativeGiven:
    """`relation` is what the relative is to the person; `case` is the number of the relative's own case, if any."""

    relation: str
    case: str = ""
    described: str = ""
    sex: str = ""
    birth: str = ""
    whereabouts: str = ""
    alive: bool | None = None
    note: str = ""
    key: str = ""


@transaction.atomic
def link_relative(user: User, number: str, *, request: RelativeGiven) -> Kinship:
    saving = Saving.begin(user, number, permission=Permission.IDENTITY_WRITE, request=request)
    if earlier := saving.earlier(Kinship):
        return earlier
    given = read_entry(Kinship, request, needed=("relation",))
    relative = _relative(saving, request, user=user)
    if relative is None and "described" not in given:
        raise Invalid({"described": _("Write who it is, or the number of their case.")})
    made = Kinship.objects.create(person=saving.case.person, relative=relative, added_by=user, **given)
    return saving.done(made, Event.IDENTITY_ADDED, what="relative")


def _relative(saving: Saving, request: RelativeGiven, *, user: User) -> Person | None:
    if not clean(request.case):
        return None
    case = cases_of(user).select_related("person").filter(number=clean(request.case)).first()
    if case is None:
        raise Invalid({"case": _("There is no case with this number that you may open.")})
    if case.person == saving.case.person:
        raise Invalid({"case": _("Nobody is their own relative.")})
    return case.person
