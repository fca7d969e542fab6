"""Ends a relation that no longer stands, or was written down wrongly. It stays in the record with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from wellfounded.cases.ending import end_row
from wellfounded.persons.models import Kinship

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class RelativeEnded:
    relative: int
    reason: str
    key: str = ""


@transaction.atomic
def end_relative(user: User, number: str, *, request: RelativeEnded) -> Kinship:
    return end_row(user, number, table=Kinship, field="relative", request=request)
