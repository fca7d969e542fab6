"""How often an account may look beyond its own cases in a day. Whoever does it too much is told, and oversight too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.errors import NotAllowed
from wellfounded.cases.models import Looking, LookingCount

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


def limit_of(kind: Looking) -> int:
    """As the office sets it."""
    limits = {
        Looking.SEARCH: settings.NAME_SEARCHES_A_DAY,
        Looking.HINT: settings.NAME_HINTS_A_DAY,
        Looking.PAIR: settings.PAIRS_A_DAY,
        Looking.LOG: settings.LOG_PAGES_A_DAY,
        Looking.LIST: settings.LISTS_A_DAY,
    }
    return int(limits[kind])


def asked_today(user: User, kind: Looking) -> int:
    """How often the account has asked today."""
    found = LookingCount.objects.filter(user=user, day=timezone.localdate(), kind=kind)
    return found.values_list("count", flat=True).first() or 0


def count_asking(user: User, kind: Looking) -> int:
    """Count one more question; returns which one of the day it is. Goes before the transaction of what is asked.

    The count stays when the question is refused, and the first refusal of a day stands in the log for oversight.

    Raises:
        NotAllowed: the questions of the day are used up.
    """
    limit = limit_of(kind)
    with transaction.atomic():
        LookingCount.objects.get_or_create(user=user, day=timezone.localdate(), kind=kind)
        row = LookingCount.objects.select_for_update().get(user=user, day=timezone.localdate(), kind=kind)
        row.count += 1
        row.save(update_fields=["count"])
        if row.count == limit + 1:
            detail = {"kind": str(kind), "limit": limit}
            record(Event.NAME_SEARCHES_USED_UP, actor=user.username, subject=user.username, detail=detail)
    if row.count > limit:
        raise NotAllowed(_refusal(kind) % {"count": limit})
    return row.count


def _refusal(kind: Looking) -> str:
    if kind is Looking.PAIR:
        return _("You have looked at pairs %(count)d times today; more waits for tomorrow. Oversight was told.")
    if kind is Looking.LIST:
        return _("You have brought in %(count)d lists today; more waits for tomorrow. Oversight was told.")
    if kind is Looking.LOG:
        return _("You have read %(count)d pages of the log today; more waits for tomorrow. This stands in the log.")
    return _("You have looked for names %(count)d times today; more waits for tomorrow. Oversight was told.")
