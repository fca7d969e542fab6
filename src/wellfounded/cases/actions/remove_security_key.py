"""Takes a security key out of one's own way to the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.actions.add_security_key import own_slot
from wellfounded.cases.errors import Invalid, NotFound, NotNow
from wellfounded.cases.own_slots import own_slots
from wellfounded.cases.store_keeping import path_of_slots, slots, store_key
from wellfounded.vault import slot
from wellfounded.vault.slot import Given, NewSlot

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.vault.slot import Slot


def remove_security_key(user: User, number: str, *, given: Given | None = None) -> None:
    """Take out a slot that the key opens alone; of one that needs both, leave the passphrase.

    The second makes a way easier, so it is opened once more with both. The log tells of either first.

    Raises:
        NotFound: there is no such slot of one's own with a security key.
        NotNow: it is the last slot, or the store has no key file.
        Invalid: what was given does not open the slot.
        VaultError: the key file is damaged.
    """
    path, key = path_of_slots(), store_key()
    held = _with_a_key(user, number)
    if held.passphrase:
        _leave_the_passphrase(user, held, given=given or Given())
        return
    if len(slots()) == 1:
        raise NotNow(_("This is the last way to open the store. Give it another one first."))
    record(Event.STORE_SLOT_REMOVED, actor=user.username, subject=held.who, detail={"slot": number})
    slot.remove(path, key, number=number)


def _with_a_key(user: User, number: str) -> Slot:
    for one in own_slots(user):
        if one.number == number and one.security_key:
            return one
    raise NotFound(_("There is no such key of yours."))


def _leave_the_passphrase(user: User, held: Slot, *, given: Given) -> None:
    if own_slot(user, given).number != held.number:
        raise Invalid({"passphrase": _("This opens another slot of yours, not this one.")})
    new = NewSlot(who=held.who, passphrase=given.passphrase)
    detail = {"opened_by": ["passphrase"]}
    record(Event.STORE_SLOT_CHANGED, actor=user.username, subject=held.who, detail=detail)
    slot.change(path_of_slots(), store_key(), number=held.number, new=new)
