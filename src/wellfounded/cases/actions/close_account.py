"""Closes the account of somebody who leaves. It is kept: its name stands on what was done with it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from wellfounded.accounts.models import User
from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.colleagues import check_administrator_remains, colleague_to_change
from wellfounded.cases.errors import NotNow


@transaction.atomic
def close_account(user: User, username: str) -> User:
    """Close it; its sessions end with their next request. Its cases stay assigned until they are handed over.

    Raises:
        NotAllowed, NotFound: see `colleague_to_change`.
        NotNow: it is closed already, or is the last administrator's.
    """
    colleague = colleague_to_change(user, username)
    if not colleague.is_active:
        raise NotNow(_("This account is closed already."))
    check_administrator_remains(colleague)
    colleague.is_active = False
    colleague.save(update_fields=["is_active"])
    record(Event.ACCOUNT_CLOSED, actor=user.username, subject=colleague.username)
    return colleague
