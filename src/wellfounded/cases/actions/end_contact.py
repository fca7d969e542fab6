"""Ends a way to reach the person. It stays in the record, and nobody uses it any more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from wellfounded.cases.ending import end_row
from wellfounded.persons.models import SafeContact

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactEnded:
    contact: int
    reason: str
    key: str = ""


@transaction.atomic
def end_contact(user: User, number: str, *, request: ContactEnded) -> SafeContact:
    return end_row(user, number, table=SafeContact, field="contact", request=request)
