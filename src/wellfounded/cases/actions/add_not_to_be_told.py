"""Notes somebody who must not learn that there is a claim."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from wellfounded.audit.events import Event
from wellfounded.cases.entry import read_entry
from wellfounded.cases.permissions import Permission
from wellfounded.cases.saving import Saving
from wellfounded.persons.models import NotToBeTold

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class NotToBeToldGiven:
    who: str
    reason: str = ""
    key: str = ""


@transaction.atomic
def add_not_to_be_told(user: User, number: str, *, request: NotToBeToldGiven) -> NotToBeTold:
    saving = Saving.begin(user, number, permission=Permission.IDENTITY_WRITE, request=request)
    if earlier := saving.earlier(NotToBeTold):
        return earlier
    given = read_entry(NotToBeTold, request, needed=("who",))
    made = NotToBeTold.objects.create(person=saving.case.person, **given)
    return saving.done(made, Event.IDENTITY_ADDED, what="not to be told")
