"""Ends the caution about somebody who might not learn of the claim. Only what the person says ends it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from wellfounded.cases.ending import end_row
from wellfounded.persons.models import NotToBeTold

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class NotToBeToldEnded:
    entry: int
    reason: str
    key: str = ""


@transaction.atomic
def end_not_to_be_told(user: User, number: str, *, request: NotToBeToldEnded) -> NotToBeTold:
    return end_row(user, number, table=NotToBeTold, field="entry", request=request)
