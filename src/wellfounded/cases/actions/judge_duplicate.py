"""Says whether two records are of one person. Two matchers who say the same settle it, else a third looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.errors import Invalid
from wellfounded.cases.models import DuplicateJudgement, DuplicateLead, Verdict
from wellfounded.cases.permissions import Permission, check
from wellfounded.cases.typed_text import clean, one_of, refuse, required

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadJudged:
    lead: int
    verdict: str
    reason: str
    key: str = ""  # of the page; a second judgement of the same person is refused anyway


@transaction.atomic
def judge_duplicate(user: User, *, request: LeadJudged) -> DuplicateLead:
    """The lead, settled if somebody else had said the same before.

    Raises:
        NotAllowed: the user is no matcher.
        Invalid: there is no such open lead, or this person judged it already.
    """
    check(user, Permission.OFFICE_DUPLICATES_DECIDE)
    typed = {"verdict": request.verdict, "reason": request.reason}
    refuse(required(typed) | one_of("verdict", request.verdict, known=Verdict.values))
    lead = DuplicateLead.objects.select_for_update().filter(pk=request.lead).first()
    if lead is None:
        raise Invalid({"lead": _("There is no such lead that waits for a verdict.")})
    if lead.verdict:
        raise Invalid({"lead": _("Two matchers have settled this pair meanwhile. Your judgement was not kept.")})
    if lead.judgements.filter(by=user).exists():
        raise Invalid({"lead": _("You have judged this already. Somebody else has to look as well.")})
    agreeing = lead.judgements.filter(verdict=request.verdict).select_related("by").first()
    DuplicateJudgement.objects.create(lead=lead, verdict=request.verdict, reason=clean(request.reason), by=user)
    if agreeing:
        _settle(lead, agreeing, user=user)
    event = Event.DUPLICATE_SETTLED if agreeing else Event.DUPLICATE_JUDGED
    record(event, actor=user.username, subject=str(lead.pk), detail={"verdict": request.verdict})
    return lead


def _settle(lead: DuplicateLead, first: DuplicateJudgement, *, user: User) -> None:
    lead.verdict, lead.judged_by = first.verdict, first.by
    lead.settled_by, lead.settled_at = user, timezone.now()
    lead.save()
