"""Says what came of somebody whom a search by name found behind a closed door. The matcher tells people, or nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.errors import Invalid
from wellfounded.cases.models import DuplicateLead, HitOutcome, LeadReason, SearchHit
from wellfounded.cases.permissions import Permission, check
from wellfounded.cases.typed_text import clean, one_of, refuse, required

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class HitSettled:
    hit: int
    outcome: str
    note: str
    key: str = ""  # of the page; a hit is settled only once anyway


@transaction.atomic
def settle_search_hit(user: User, *, request: HitSettled) -> SearchHit:
    """The hit. Compared as possible duplicates, the two records become a lead, which two matchers judge.

    Raises:
        NotAllowed: the user is no matcher.
        Invalid: there is no such open hit, or outcome or note is missing.
    """
    check(user, Permission.OFFICE_DUPLICATES_DECIDE)
    typed = {"outcome": request.outcome, "note": request.note}
    refuse(required(typed) | one_of("outcome", request.outcome, known=HitOutcome.values))
    hit = SearchHit.objects.select_for_update().filter(pk=request.hit, outcome="").first()
    if hit is None:
        raise Invalid({"hit": _("There is no such hit that waits.")})
    if request.outcome == HitOutcome.PAIR:
        first, second = sorted((hit.search.case.person, hit.person), key=lambda one: one.pk)
        DuplicateLead.objects.get_or_create(person=first, other=second, defaults={"reason": LeadReason.SEARCHED})
    hit.outcome, hit.note = request.outcome, clean(request.note)
    hit.settled_by, hit.settled_at = user, timezone.now()
    hit.save()
    detail = {"hit": hit.pk, "outcome": request.outcome}
    record(Event.NAME_HIT_SETTLED, actor=user.username, subject=f"search {hit.search_id}", detail=detail)
    return hit
