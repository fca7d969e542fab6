"""The rows of a list of people, for the export gate: each case opened through the door, and logged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from wellfounded.cases.access import open_case
from wellfounded.cases.models import Axis
from wellfounded.cases.permissions import Permission, check
from wellfounded.cases.registration import present_statuses
from wellfounded.persons.exchange.row import OfCase, Row, row_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wellfounded.accounts.models import User


def register_rows(user: User, numbers: Iterable[str]) -> list[Row]:
    """A row for each case, or none at all. Nothing of it may leave but through the gate.

    Raises:
        NotFound: one of the cases may not be opened.
        NotAllowed: one of them may not be exported, or the identity not be read.
    """
    rows = []
    for number in numbers:
        case = open_case(user, number, permission=Permission.CASE_EXPORT)
        check(user, Permission.IDENTITY_READ, case=case)
        statuses = present_statuses(case)
        of_case = OfCase(
            number=case.number,
            host=case.host,
            registered=timezone.localdate(case.registered_at).isoformat(),
            refugee_status=statuses[Axis.REFUGEE_STATUS].value if Axis.REFUGEE_STATUS in statuses else "",
            process=statuses[Axis.PROCESS].value if Axis.PROCESS in statuses else "",
        )
        rows.append(row_of(case.person, case=of_case))
    return rows
