"""Settles a lead that two people may be one: the same, different, or it cannot be said. Nothing is merged by it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.errors import Invalid
from wellfounded.cases.models import DuplicateLead, Verdict
from wellfounded.cases.permissions import Permission, check
from wellfounded.cases.typed_text import clean, one_of, refuse, required

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadSettled:
    lead: int
    verdict: str
    reason: str


@transaction.atomic
def settle_duplicate(user: User, *, request: LeadSettled) -> DuplicateLead:
    """The lead with its verdict.

    Raises:
        NotAllowed: the user is no matcher.
    """
    check(user, Permission.OFFICE_DUPLICATES_DECIDE)
    typed = {"verdict": request.verdict, "reason": request.reason}
    refuse(required(typed) | one_of("verdict", request.verdict, known=Verdict.values))
    lead = DuplicateLead.objects.select_for_update().filter(pk=request.lead, verdict="").first()
    if lead is None:
        raise Invalid({"lead": _("There is no such lead that waits for a verdict.")})
    lead.verdict, lead.verdict_reason = request.verdict, clean(request.reason)
    lead.settled_by, lead.settled_at = user, timezone.now()
    lead.save()
    record(Event.DUPLICATE_SETTLED, actor=user.username, subject=str(lead.pk), detail={"verdict": request.verdict})
    return lead
