"""Put a source back on the shelf that was withdrawn. That it was, and why, is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.errors import NotNow
from wellfounded.cases.permissions import Permission
from wellfounded.cases.shelf import shelf_gate, source_to_change
from wellfounded.cases.typed_text import clean, refuse, required
from wellfounded.library.taking_in import refresh
from wellfounded.library.withdrawn import withdrawal_of

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.library.models import Withdrawal


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePutBack:
    """Why it may be relied on after all."""

    reason: str = ""


@transaction.atomic
def put_back_source(user: User, pk: int, *, request: SourcePutBack) -> Withdrawal:
    """Let a source be found again, with everything that people tied to it."""
    source = source_to_change(shelf_gate(user, permission=Permission.OFFICE_LIBRARY_WITHDRAW), pk)
    refuse(required({"reason": request.reason}))
    found = withdrawal_of(source)
    if found is None:
        raise NotNow(_("This source stands on the shelf: nobody withdrew it."))
    found.put_back_by, found.put_back_at = user, timezone.now()
    found.put_back_reason = clean(request.reason)
    found.save()
    for document in source.documents.all():
        refresh(document)
    record(Event.LIBRARY_SOURCE_PUT_BACK, actor=user.username, subject=source.label, detail={"withdrawal": found.pk})
    return found
