"""Take one's own recommendation back, while nobody has agreed to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.errors import NotAllowed, NotNow
from wellfounded.cases.models import EndedHow, Recommendation
from wellfounded.cases.models.decision import standing_recommendation
from wellfounded.cases.permissions import Permission
from wellfounded.cases.recommendations import end_recommendation
from wellfounded.cases.saving import Saving
from wellfounded.cases.states import State

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class TakingBack:
    reason: str = ""
    key: str = ""


@transaction.atomic
def withdraw_recommendation(user: User, number: str, *, request: TakingBack) -> Recommendation:
    saving = Saving.begin(user, number, permission=Permission.RECOMMEND, request=request)
    if (earlier := saving.earlier(Recommendation)) is not None:
        return earlier
    standing = standing_recommendation(saving.case)
    if standing is None or State(saving.case.state) is not State.REVIEW:
        raise NotNow(_("Only a recommendation that is under review can be taken back."))
    if standing.by_id != user.pk:
        raise NotAllowed(_("A recommendation is taken back by whoever made it."))
    end_recommendation(standing, how=EndedHow.WITHDRAWN)
    saving.move(State.ASSESSMENT)
    return saving.done(standing, Event.RECOMMENDATION_WITHDRAWN)
