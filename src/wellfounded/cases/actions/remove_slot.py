"""Takes somebody's way to the key of the store away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.permissions import Permission, check
from wellfounded.cases.store_keeping import path_of_slots, slots, store_key
from wellfounded.vault import slot

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


def remove_slot(user: User, number: str) -> None:
    """Take it out. The key of the store stays the same: whoever kept a copy of the old file keeps that way.

    Raises:
        NotAllowed: slots are the administrator's.
        NotNow: the store has no key file.
        VaultError: there is no such slot, or it is the last one.
    """
    check(user, Permission.OFFICE_STORE_KEEP)
    path, key = path_of_slots(), store_key()
    whose = next((one.who for one in slots() if one.number == number), "")
    slot.remove(path, key, number=number)
    record(Event.STORE_SLOT_REMOVED, actor=user.username, subject=whose, detail={"slot": number})
