"""Makes a recovery stand: from now on backups are sealed to it, and two of its three shares open the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.permissions import Permission, check
from wellfounded.cases.store_keeping import home, is_encrypted, store_key
from wellfounded.vault import quorum_file

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.vault.recovery import Quorum


def create_recovery(user: User, quorum: Quorum) -> None:
    """Take the place of the one before, if any. Backups that were sealed to that one still need its shares.

    Call it once two of the shares were typed back and opened: shares that nobody can read are worse than none.

    Raises:
        NotAllowed: the recovery is the administrator's to make.
    """
    check(user, Permission.OFFICE_STORE_KEEP)
    key = store_key() if is_encrypted() else None
    with transaction.atomic():
        record(Event.RECOVERY_CREATED, actor=user.username, detail={"fingerprint": quorum.fingerprint})
        made = timezone.now().date().isoformat()
        quorum_file.write(home() / quorum_file.NAME, quorum, made=made, store_key=key)
