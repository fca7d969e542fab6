"""End a recipient: nothing is sealed to this key any more. One person is enough to shut a door."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.errors import NotFound
from wellfounded.cases.models import Recipient
from wellfounded.cases.permissions import Permission, check

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipientEnded:
    recipient: int
    key: str = ""


@transaction.atomic
def end_recipient(user: User, request: RecipientEnded) -> Recipient:
    """The recipient, ended today."""
    check(user, Permission.OFFICE_RECIPIENTS_KEEP)
    found = Recipient.objects.select_for_update().filter(pk=request.recipient, ended_at=None).first()
    if found is None:
        raise NotFound(_("There is no such recipient."))
    found.ended_by, found.ended_at = user, timezone.now()
    found.save()
    record(Event.RECIPIENT_ENDED, actor=user.username, subject=str(found.pk))
    return found
