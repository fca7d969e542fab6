"""Opens the store with two shares of its recovery, and gives it a passphrase that somebody knows."""

from __future__ import annotations

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.store_keeping import path_of_slots, store_key
from wellfounded.vault import slot
from wellfounded.vault.slot import NewSlot

QUORUM = "(two shares of the recovery)"


def open_recovery(passphrase: str, *, who: str) -> None:
    """Add a slot, once the shares opened the store. The log tells of it before.

    No account can be asked for: whoever comes with two shares may have forgotten everything else.

    Raises:
        VaultError: the passphrase is too short, or there is no room.
    """
    path, key = path_of_slots(), store_key()
    new = NewSlot(who=who, passphrase=passphrase)
    slot.check(new)
    record(Event.RECOVERY_OPENED, actor=QUORUM, subject=who)
    if path.exists():
        slot.add(path, key, new=new)
    else:
        slot.create_for(path, key, new=new)
