"""Reads a page of the log. Reading it is itself in the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.audit.reading import Page, Sought, page_of_log
from wellfounded.cases.permissions import Permission, check

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@transaction.atomic
def read_log(user: User, *, request: Sought, before: int | None = None) -> Page:
    """The newest entries that are sought, from number `before` on left out.

    Raises:
        NotAllowed: the log is for oversight.
    """
    check(user, Permission.OFFICE_LOG_READ)
    page = page_of_log(request, before=before)
    record(Event.LOG_READ, actor=user.username, detail=request.given())
    return page
