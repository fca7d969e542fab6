"""Gives somebody a way of their own to the key of the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wellfounded.accounts.models import User
from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.errors import NotFound
from wellfounded.cases.permissions import Permission, check
from wellfounded.cases.store_keeping import path_of_slots, store_key
from wellfounded.vault import slot
from wellfounded.vault.slot import NewSlot

if TYPE_CHECKING:
    from wellfounded.vault.slot import SecurityKey


def add_slot(user: User, username: str, *, passphrase: str = "", security_key: SecurityKey | None = None) -> None:
    """One slot more, with a passphrase, a security key, or both.

    The log tells of it first: no way to the key is made unseen, also if the computer stops in between.

    Raises:
        NotAllowed: slots are the administrator's.
        NotFound: there is no such account.
        NotNow: the store has no key file.
        VaultError: the passphrase is too short, or there is no room.
    """
    check(user, Permission.OFFICE_STORE_KEEP)
    path, key = path_of_slots(), store_key()
    if not User.objects.filter(username=username, is_active=True).exists():
        raise NotFound(_("There is no account with this sign-in name."))
    new = NewSlot(who=username, passphrase=passphrase, security_key=security_key)
    slot.check(new)
    opened_by = [what for what, given in (("passphrase", passphrase), ("security key", security_key)) if given]
    record(Event.STORE_SLOT_ADDED, actor=user.username, subject=username, detail={"opened_by": opened_by})
    slot.add(path, key, new=new)
