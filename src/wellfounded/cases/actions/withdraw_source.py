"""Withdraw a source from the shelf: nobody finds it any more, and whatever rests on it is to be looked at again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.errors import NotNow
from wellfounded.cases.permissions import Permission
from wellfounded.cases.shelf import shelf_gate, source_to_change
from wellfounded.cases.typed_text import clean, refuse, required
from wellfounded.library.models import Withdrawal
from wellfounded.library.taking_in import refresh
from wellfounded.library.withdrawn import withdrawal_of

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceWithdrawn:
    """Why nobody should rest anything on it any more."""

    reason: str = ""


@transaction.atomic
def withdraw_source(user: User, pk: int, *, request: SourceWithdrawn) -> Withdrawal:
    """Take a source out of searches and suggestions. What is pinned stays, and says that its source was withdrawn."""
    source = source_to_change(shelf_gate(user, permission=Permission.OFFICE_LIBRARY_WITHDRAW), pk)
    refuse(required({"reason": request.reason}))
    if withdrawal_of(source) is not None:
        raise NotNow(_("This source was withdrawn already."))
    made = Withdrawal.objects.create(source=source, reason=clean(request.reason), by=user)
    for document in source.documents.all():
        refresh(document)
    record(Event.LIBRARY_SOURCE_WITHDRAWN, actor=user.username, subject=source.label, detail={"withdrawal": made.pk})
    return made
