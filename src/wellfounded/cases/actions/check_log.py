"""Recomputes the whole log, and compares it with its checkpoints and with those that others kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.audit.verify import verify_log
from wellfounded.cases.permissions import Permission, check

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.audit.verify import Report


def check_log(user: User, *, against: str = "") -> Report:
    """What fits and what does not. `against` is a checkpoint as a note, kept outside; empty when there is none.

    No transaction around it: others go on writing while a long log is recomputed.

    Raises:
        NotAllowed: the log is for oversight.
    """
    check(user, Permission.OFFICE_LOG_READ)
    report = verify_log(against=[against] if against.strip() else [])
    record(Event.LOG_READ, actor=user.username, detail={"verified": report.head.size, "whole": report.whole})
    return report
