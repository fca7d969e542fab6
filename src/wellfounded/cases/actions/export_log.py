"""Opens the log for an export that shows who did what: for oversight, and told of in the log first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from wellfounded.audit.events import Event
from wellfounded.audit.export import inclusion_lines, log_lines
from wellfounded.audit.log import record
from wellfounded.cases.permissions import Permission, check

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@transaction.atomic
def export_log(user: User, *, entry: int | None = None) -> list[str]:
    """The lines of the whole log with details, or of the proof of one entry.

    Raises:
        NotAllowed: the log is for oversight.
        ProofError: no checkpoint covers the entry.
    """
    check(user, Permission.OFFICE_LOG_READ)
    record(Event.LOG_EXPORTED, actor=user.username, detail={} if entry is None else {"entry": entry})
    return list(log_lines(details=True) if entry is None else inclusion_lines(entry, details=True))
