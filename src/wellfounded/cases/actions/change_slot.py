"""Puts another passphrase in the place of the one that opens a slot: by whoever knows the present one."""

from __future__ import annotations

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.store_keeping import path_of_slots
from wellfounded.vault import slot

HOLDER = "(holder of a slot)"


def change_slot(old: str, new: str) -> None:
    """Change it. It needs no account: who knows the passphrase may choose another, and nobody else can.

    Raises:
        NotNow: the store has no key file.
        WrongPassphrase: the old passphrase is not the one.
        VaultError: the new passphrase is too short.
    """
    whose = slot.change_passphrase(path_of_slots(), old=old, new=new)
    record(Event.STORE_SLOT_CHANGED, actor=whose or HOLDER, subject=whose)
