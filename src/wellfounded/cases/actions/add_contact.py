"""Adds a way to reach the person that the person calls safe."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from wellfounded.audit.events import Event
from wellfounded.cases.entry import read_entry
from wellfounded.cases.permissions import Permission
from wellfounded.cases.saving import Saving
from wellfounded.persons.models import SafeContact

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactGiven:
    means: str
    value: str = ""
    when_safe: str = ""
    message_may_be_left: bool | None = None
    note: str = ""
    key: str = ""


@transaction.atomic
def add_contact(user: User, number: str, *, request: ContactGiven) -> SafeContact:
    saving = Saving.begin(user, number, permission=Permission.IDENTITY_WRITE, request=request)
    if earlier := saving.earlier(SafeContact):
        return earlier
    given = read_entry(SafeContact, request, needed=("means",))
    made = SafeContact.objects.create(person=saving.case.person, **given)
    return saving.done(made, Event.IDENTITY_ADDED, what="contact")
