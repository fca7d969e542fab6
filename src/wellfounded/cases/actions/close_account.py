"""Closes the account of somebody who leaves. It is kept: its name stands on what was done with it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from wellfounded.accounts import unlocking
from wellfounded.accounts.models import User
from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.colleagues import check_administrator_remains, colleague_to_change
from wellfounded.cases.errors import NotNow
from wellfounded.cases.key_sharing import leave_groups
from wellfounded.cases.leaving import let_go
from wellfounded.cases.models import Relation


@transaction.atomic
def close_account(user: User, username: str, *, hand_over_to: str = "") -> User:
    """Close it; its sessions end with their next request. Its cases go to the colleague who is named.

    Raises:
        NotAllowed, NotFound: see `colleague_to_change`.
        NotNow: it is closed already, is the last administrator's, or holds cases that nobody takes.
        Invalid: there is no such colleague to take them.
    """
    colleague = colleague_to_change(user, username)
    if not colleague.is_active:
        raise NotNow(_("This account is closed already."))
    check_administrator_remains(colleague)
    handed_over = let_go(colleague, Relation, to=hand_over_to, by=user)
    colleague.is_active = False
    colleague.save(update_fields=["is_active"])
    unlocking.forget(colleague)
    leave_groups(colleague)
    record(Event.ACCOUNT_CLOSED, actor=user.username, subject=colleague.username, detail={"handed_over": handed_over})
    return colleague
