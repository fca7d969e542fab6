"""Draw a random sample of served decisions for quality review."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.days import given, problems_of_days
from wellfounded.cases.models import Decision, DecisionState, QualityReview, QualitySample
from wellfounded.cases.permissions import Permission, check
from wellfounded.cases.sampling import draw
from wellfounded.cases.typed_text import refuse

if TYPE_CHECKING:
    from wellfounded.accounts.models import User

WHOLE = 100
MOST = 1000
SEED_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """Decisions served from the first to the last day; this share of them, and never more than the cap."""

    first_day: date | None = None
    last_day: date | None = None
    percent: int = 5
    cap: int = 20


@transaction.atomic
def draw_quality_sample(user: User, *, request: Drawing) -> QualitySample:
    """The sample, with its seed. Nobody chooses what is looked at, and nobody is opened a case by it."""
    check(user, Permission.OFFICE_QUALITY_SAMPLE)
    refuse(_problems(request))
    days = (given(request.first_day), given(request.last_day))
    served = Decision.objects.filter(state=DecisionState.SERVED, served_on__range=days)
    by_number = {str(key): key for key in served.values_list("pk", flat=True)}
    seed = secrets.token_hex(SEED_BYTES)
    sample = QualitySample.objects.create(
        seed=seed,
        first_day=days[0],
        last_day=days[1],
        percent=request.percent,
        cap=request.cap,
        population=len(by_number),
        drawn_by=user,
    )
    drawn = draw(by_number, seed=seed, percent=request.percent, cap=request.cap)
    QualityReview.objects.bulk_create(QualityReview(sample=sample, decision_id=by_number[number]) for number in drawn)
    record(Event.QUALITY_SAMPLED, actor=user.username, detail={"sample": sample.pk, "seed": seed, "drawn": len(drawn)})
    return sample


def _problems(request: Drawing) -> dict[str, str]:
    problems = problems_of_days(first_day=request.first_day, last_day=request.last_day)
    if request.first_day and request.last_day and request.first_day > request.last_day:
        problems["last_day"] = _("The last day comes after the first.")
    if not 1 <= request.percent <= WHOLE:
        problems["percent"] = _("Give a share from 1 to 100.")
    if not 1 <= request.cap <= MOST:
        problems["cap"] = _("Give a number from 1 to %(most)d.") % {"most": MOST}
    return problems
