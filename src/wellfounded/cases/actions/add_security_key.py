"""Lets a security key open one's own way to the store: beside the passphrase, or together with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.errors import Invalid
from wellfounded.cases.own_slots import is_own
from wellfounded.cases.store_keeping import path_of_slots, store_key
from wellfounded.vault import slot
from wellfounded.vault.errors import WrongPassphrase
from wellfounded.vault.slot import Given, NewSlot

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.vault.slot import SecurityKey, Slot


def add_security_key(user: User, passphrase: str, *, security_key: SecurityKey, together: bool) -> None:
    """A slot that the key opens alone; or, `together`, one that needs both in the place of the passphrase's.

    No permission is asked for: who knows the passphrase of a slot may choose what opens it. The log tells of it first.

    Raises:
        Invalid: the passphrase opens no slot of one's own.
        NotNow: the store has no key file.
        VaultError: there is no room, or the key file is damaged.
    """
    path, key = path_of_slots(), store_key()
    held = own_slot(user, Given(passphrase))
    if together:
        new = NewSlot(who=user.username, passphrase=passphrase, security_key=security_key)
        opened_by = ["passphrase", "security key"]
        record(Event.STORE_SLOT_CHANGED, actor=user.username, subject=user.username, detail={"opened_by": opened_by})
        slot.change(path, key, number=held.number, new=new)
    else:
        new = NewSlot(who=user.username, security_key=security_key)
        detail = {"opened_by": ["security key"]}
        record(Event.STORE_SLOT_ADDED, actor=user.username, subject=user.username, detail=detail)
        slot.add(path, key, new=new)


def own_slot(user: User, given: Given) -> Slot:
    """The slot that opens to what was given. That it opens a colleague's is told like that it opens none.

    Raises:
        Invalid: none of one's own.
    """
    try:
        held = slot.held_by(path_of_slots(), given)
    except WrongPassphrase:
        held = None
    if held is None or not is_own(user, held):
        raise Invalid({"passphrase": _("This does not open a slot of yours. Look at the keyboard and at Caps Lock.")})
    return held
