"""Reads a page of the log. Reading it is itself in the log."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.audit.models import Detail
from wellfounded.audit.reading import Alert, Page, Sought, alerts_of_log, page_of_log
from wellfounded.cases.looking_limits import count_asking
from wellfounded.cases.models import Looking
from wellfounded.cases.permissions import Permission, check

if TYPE_CHECKING:
    from wellfounded.accounts.models import User

ALERTED = timedelta(days=14)
EXACT = frozenset({"event", "actor", "subject"})
NOT_THERE = "not in the log"


def read_log(user: User, *, request: Sought, before: int | None = None) -> Page:
    """The newest entries that are sought, from number `before` on left out.

    Raises:
        NotAllowed: the log is for oversight, or the pages of the day are used up.
    """
    check(user, Permission.OFFICE_LOG_READ)
    count_asking(user, Looking.LOG)
    with transaction.atomic():
        page = page_of_log(request, before=before)
        record(Event.LOG_READ, actor=user.username, detail=_told(request))
    return page


def _told(request: Sought) -> dict[str, str]:
    """What was sought, as far as the log has it already: what else is typed there may be a name, and it holds none."""
    given = request.given()
    for name in EXACT & given.keys():
        if not Detail.objects.filter(**{name: given[name]}).exists():
            given[name] = NOT_THERE
    return given


def alerts_for(user: User) -> list[Alert]:
    """What oversight should ask about, of the last days.

    Raises:
        NotAllowed: the log is for oversight.
    """
    check(user, Permission.OFFICE_LOG_READ)
    return alerts_of_log(timezone.now() - ALERTED)
