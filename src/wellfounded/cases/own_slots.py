"""Which slots of the store are a person's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellfounded.cases import store_keeping
from wellfounded.cases.permissions import Permission, may

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.vault.slot import Slot


def own_slots(user: User) -> list[Slot]:
    """The slots of one person.

    Raises:
        NotNow: the store has no key file.
        VaultError: the key file is damaged.
    """
    return [one for one in store_keeping.slots() if is_own(user, one)]


def is_own(user: User, slot: Slot) -> bool:
    """The slot of whoever made the office names nobody: it is the administrator's."""
    return slot.who == user.username if slot.who else may(user, Permission.OFFICE_STORE_KEEP)
