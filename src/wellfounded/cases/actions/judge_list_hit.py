"""Says whether somebody of the register is the one on a list. It stays a lead whatever is said, and goes to no case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.errors import Invalid
from wellfounded.cases.models import ListHit, ListJudgement, Verdict
from wellfounded.cases.permissions import Permission, check
from wellfounded.cases.typed_text import clean, one_of, refuse, required

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class ListHitJudged:
    hit: int
    verdict: str
    reason: str
    key: str = ""  # of the page; a second judgement of the same person is refused anyway


@transaction.atomic
def judge_list_hit(user: User, *, request: ListHitJudged) -> ListJudgement:
    """The judgement. Two that agree settle the lead; nothing follows from it by the program.

    Raises:
        NotAllowed: the user is no matcher.
        Invalid: there is no such hit, this person judged it already, or verdict or reason is missing.
    """
    check(user, Permission.OFFICE_LISTS_KEEP)
    typed = {"verdict": request.verdict, "reason": request.reason}
    refuse(required(typed) | one_of("verdict", request.verdict, known=Verdict.values))
    hit = ListHit.objects.select_for_update().filter(pk=request.hit).first()
    if hit is None:
        raise Invalid({"hit": _("There is no such hit.")})
    if hit.judgements.filter(by=user).exists():
        raise Invalid({"hit": _("You have judged this already. Somebody else has to look as well.")})
    made = ListJudgement.objects.create(hit=hit, verdict=request.verdict, reason=clean(request.reason), by=user)
    record(Event.LIST_HIT_JUDGED, actor=user.username, subject=str(hit.pk), detail={"verdict": request.verdict})
    return made
