"""Take away what a PostgreSQL keeps of erased rows, and say so in the receipts. As the owner of the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.erasing import HEAP, LOG_ELSEWHERE, LOG_OF_SERVER
from wellfounded.cases.models import Erasure
from wellfounded.cases.permissions import Permission, check
from wellfounded.cases.server_sweeping import Swept, sweep

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


def sweep_server(user: User) -> Swept:
    """Raises `NotAllowed` for whoever does not keep the store, and `NotNow` while somebody works."""
    check(user, Permission.OFFICE_STORE_KEEP)
    begun = timezone.now()
    done = sweep()
    with transaction.atomic():
        for erasure in Erasure.objects.filter(done_at__lte=begun):
            _confirm(erasure, done)
        detail = {"tables": done.tables, "statistics": done.statistics, "log": done.log}
        record(Event.ERASURES_SWEPT, actor=user.username, detail=detail)
    return done


def _confirm(erasure: Erasure, done: Swept) -> None:
    """Take from the receipt what was seen to. A copy of the log elsewhere is beyond this program."""
    told = erasure.receipt.get("not_confirmed", [])
    kept = [one for one in told if one != HEAP or not done.statistics]
    if done.log:
        kept = [LOG_ELSEWHERE if one == LOG_OF_SERVER else one for one in kept]
    if kept != told:
        erasure.receipt = erasure.receipt | {"not_confirmed": kept}
        erasure.save(update_fields=["receipt"])
