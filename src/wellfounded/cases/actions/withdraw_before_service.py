"""Withdraw a signed decision before it is served: an error was seen in time. It can then be drafted anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.errors import NotNow
from wellfounded.cases.models import Decision, DecisionState, Proceeding
from wellfounded.cases.models.decision import current_decision
from wellfounded.cases.permissions import Permission
from wellfounded.cases.recommendations import forget_law_day
from wellfounded.cases.saving import Saving
from wellfounded.cases.states import State
from wellfounded.cases.typed_text import clean, refuse, required

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawing:
    reason: str = ""
    key: str = ""


@transaction.atomic
def withdraw_before_service(user: User, number: str, *, request: Withdrawing) -> Decision:
    saving = Saving.begin(user, number, permission=Permission.DECISION_WITHDRAW, request=request)
    if (earlier := saving.earlier(Decision)) is not None:
        return earlier
    decision = current_decision(saving.case)
    if decision is None or decision.state != DecisionState.SIGNED:
        raise NotNow(_("Only a decision that is signed and not yet served can be withdrawn."))
    refuse(required({"reason": request.reason}))
    decision.withdrawn_by, decision.withdrawn_at = user, timezone.now()
    decision.withdrawn_reason = clean(request.reason)
    decision.save()
    forget_law_day(saving.case)
    Proceeding.objects.filter(ended_by=decision).update(ended_at=None, ended_by=None)
    saving.move(State.DECISION)
    return saving.done(decision, Event.DECISION_WITHDRAWN)
