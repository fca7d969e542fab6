"""Ends a paper that is no longer the person’s, or was written down wrongly. It stays in the record with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from wellfounded.cases.ending import end_row
from wellfounded.persons.models import IdentityDocument

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentEnded:
    document: int
    reason: str
    key: str = ""


@transaction.atomic
def end_document(user: User, number: str, *, request: DocumentEnded) -> IdentityDocument:
    return end_row(user, number, table=IdentityDocument, field="document", request=request)
