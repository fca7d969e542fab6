"""The exchanges of an office with other organisations, as far as somebody wrote them in: for matchers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellfounded.cases.models import OutsideExchange
from wellfounded.cases.permissions import Permission, check

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from wellfounded.accounts.models import User

SHOWN = 500


def exchanges_of_office(user: User) -> QuerySet[OutsideExchange]:
    """Every step, the newest first.

    Raises:
        NotAllowed: the user is no matcher.
    """
    check(user, Permission.OFFICE_EXCHANGES_KEEP)
    return OutsideExchange.objects.select_related("by")[:SHOWN]
