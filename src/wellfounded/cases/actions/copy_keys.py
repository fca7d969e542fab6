"""Copies the key store of a sealed office while it works: backups leave it out on purpose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.errors import Invalid
from wellfounded.cases.permissions import Permission, check
from wellfounded.vault.errors import VaultError
from wellfounded.vault.office_keys import in_use
from wellfounded.vault.office_keys.keyring import NoKey

if TYPE_CHECKING:
    from pathlib import Path

    from wellfounded.accounts.models import User


def copy_keys(user: User, to: Path) -> int:
    """Returns how many keys are in the copy, which was opened and read before this returns. The log tells of it.

    Raises:
        NotAllowed: copies are the administrator's, who can open nothing in them.
        NoKey: this office seals nothing.
        Invalid: a key store is there already, or nothing can be written there.
    """
    check(user, Permission.OFFICE_STORE_KEEP)
    store = in_use.store()
    if store is None:
        raise NoKey
    record(Event.KEYS_COPIED, actor=user.username)
    try:
        return store.copy_to(to)
    except VaultError as error:
        raise Invalid({"to": error.message}) from None
