"""The emergency: destroys every key of this office on this computer, and ends the office."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from django.conf import settings

from wellfounded.cases.permissions import Permission, check
from wellfounded.cases.store_keeping import check_wipe, home, keys_folder
from wellfounded.vault.wipe import wipe

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


def wipe_store(user: User) -> None:
    """Do it now. Nothing is written into the log: it cannot be read any more a moment later.

    Raises:
        NotAllowed: it is for the staff of the office.
        NotNow: the store is a PostgreSQL that is not sealed: this computer holds no key of it.
        WipeIncomplete: something could not be destroyed. The office ends all the same.
    """
    check(user, Permission.OFFICE_STORE_WIPE)
    check_wipe()
    destroy = partial(wipe, home(), keys=keys_folder())
    try:
        destroy()
    finally:
        # Once more: whoever was writing a key has ended with the office.
        import_module(settings.RUNNING).end_soon(home(), at_last=destroy)
