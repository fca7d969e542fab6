"""Notes a claim for protection made elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from wellfounded.audit.events import Event
from wellfounded.cases.entry import read_entry
from wellfounded.cases.permissions import Permission
from wellfounded.cases.saving import Saving
from wellfounded.persons.models import EarlierClaim

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierClaimGiven:
    country: str
    body: str = ""
    number: str = ""
    made: str = ""
    outcome: str = ""
    note: str = ""
    key: str = ""


@transaction.atomic
def add_earlier_claim(user: User, number: str, *, request: EarlierClaimGiven) -> EarlierClaim:
    saving = Saving.begin(user, number, permission=Permission.IDENTITY_WRITE, request=request)
    if earlier := saving.earlier(EarlierClaim):
        return earlier
    given = read_entry(EarlierClaim, request, needed=("country",))
    made = EarlierClaim.objects.create(person=saving.case.person, **given)
    return saving.done(made, Event.IDENTITY_ADDED, what="earlier claim")
