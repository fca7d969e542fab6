"""The recipients whose keys are known: for lists, and for the gate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellfounded.cases.models import Recipient
from wellfounded.cases.permissions import Permission, check

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


def recipients_of_office(user: User) -> list[Recipient]:
    """All of them, those that were ended too."""
    check(user, Permission.OFFICE_RECIPIENTS_KEEP)
    return list(Recipient.objects.select_related("added_by", "confirmed_by", "ended_by"))


def recipients_in_force() -> list[Recipient]:
    """Those to whom something may be sealed."""
    return list(Recipient.objects.filter(confirmed_at__isnull=False, ended_at=None))


def recipient_called(name: str, state: str) -> Recipient | None:
    """The one in force of this name and State, as it stands in the register of recipients."""
    named = [one for one in recipients_in_force() if one.name.casefold() == name.casefold() and one.state == state]
    return named[0] if named else None
