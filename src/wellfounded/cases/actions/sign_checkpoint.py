"""Signs the log as it stands, so that others can keep the checkpoint and see any later change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from wellfounded.audit.checkpoint import make_checkpoint
from wellfounded.cases.permissions import Permission, check

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.audit.models import Checkpoint


@transaction.atomic
def sign_checkpoint(user: User) -> Checkpoint:
    """Sign it. The log tells of it.

    Raises:
        NotAllowed: the log is for oversight.
    """
    check(user, Permission.OFFICE_LOG_READ)
    return make_checkpoint(actor=user.username)
