"""Records a step in finding what is best for a child: what the child says, the conclusion, what follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from wellfounded.audit.events import Event
from wellfounded.cases.entry import read_entry
from wellfounded.cases.models import BestInterests
from wellfounded.cases.permissions import Permission
from wellfounded.cases.saving import Saving

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class BestInterestsGiven:
    step: str
    conclusion: str
    child_says: str = ""
    arrangements: str = ""
    on: date | None = None
    key: str = ""


@transaction.atomic
def record_best_interests(user: User, number: str, *, request: BestInterestsGiven) -> BestInterests:
    saving = Saving.begin(user, number, permission=Permission.SAFEGUARDS_WRITE, request=request)
    if earlier := saving.earlier(BestInterests):
        return earlier
    given = {"on": timezone.localdate()} | read_entry(BestInterests, request, needed=("step", "conclusion"))
    made = BestInterests.objects.create(case=saving.case, by=user, **given)
    return saving.done(made, Event.BEST_INTERESTS_RECORDED)
