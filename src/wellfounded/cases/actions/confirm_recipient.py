"""Confirm somebody to whom exports may be sealed: a second person, who had the fingerprint told by its owner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.errors import Invalid, NotAllowed, NotFound, NotNow
from wellfounded.cases.models import Recipient
from wellfounded.cases.permissions import Permission, check

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipientConfirmed:
    """`fingerprint` is typed as the owner of the key tells it, over another way than the key came."""

    recipient: int
    fingerprint: str
    key: str = ""


@transaction.atomic
def confirm_recipient(user: User, request: RecipientConfirmed) -> Recipient:
    """The recipient, in force from now on.

    Raises:
        NotAllowed: the user keeps no recipients, or wrote this one in.
        Invalid: the fingerprint is another one.
    """
    check(user, Permission.OFFICE_RECIPIENTS_KEEP)
    found = Recipient.objects.select_for_update().filter(pk=request.recipient).first()
    if found is None:
        raise NotFound(_("There is no such recipient."))
    if found.added_by_id == user.pk:
        raise NotAllowed(_("Whoever wrote a recipient in does not confirm it."))
    if found.confirmed_at is not None or found.ended_at is not None:
        raise NotNow(_("This recipient was confirmed or ended before."))
    if _squeezed(request.fingerprint) != _squeezed(found.fingerprint):
        raise Invalid({"fingerprint": _("This is another fingerprint. Do not confirm; ask both sides what happened.")})
    found.confirmed_by, found.confirmed_at = user, timezone.now()
    found.save()
    detail = {"fingerprint": found.fingerprint}
    record(Event.RECIPIENT_CONFIRMED, actor=user.username, subject=str(found.pk), detail=detail)
    return found


def _squeezed(fingerprint: str) -> str:
    return "".join(fingerprint.split()).casefold()
