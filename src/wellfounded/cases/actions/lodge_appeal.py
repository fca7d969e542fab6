"""Lodge an appeal. One that comes late is taken too: whether it is heard is for a person to say, not for a program."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.appeals import last_day_of_appeal, served_decision, signer_of
from wellfounded.cases.deadlines import settle_deadline
from wellfounded.cases.errors import NotNow
from wellfounded.cases.models import Appeal, DeadlineKind, LodgedBy, SettledHow
from wellfounded.cases.permissions import Permission
from wellfounded.cases.saving import Saving
from wellfounded.cases.states import State
from wellfounded.cases.typed_text import clean, one_of, refuse, required

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Lodging:
    """`lodged_on` is the day on which it arrived, today unless said. Grounds, and why it is late, may follow."""

    lodged_by: str = ""
    lodged_on: date | None = None
    grounds: str = ""
    late_reason: str = ""
    key: str = ""


@transaction.atomic
def lodge_appeal(user: User, number: str, *, request: Lodging) -> Appeal:
    saving = Saving.begin(user, number, permission=Permission.APPEAL_LODGE, request=request)
    if (earlier := saving.earlier(Appeal)) is not None:
        return earlier
    case, decision = saving.case, served_decision(saving.case)
    if decision is None or State(case.state) not in {State.SERVED, State.CLOSED}:
        raise NotNow(_("An appeal is lodged against a decision that was served."))
    day = request.lodged_on or timezone.localdate()
    refuse(_problems(request, decision, day=day))
    due_on = last_day_of_appeal(case)
    appeal = Appeal.objects.create(
        case=case,
        decision=decision,
        lodged_on=day,
        lodged_by=request.lodged_by,
        recorded_by=user,
        grounds=clean(request.grounds),
        due_on=due_on,
        in_time=due_on is None or day <= due_on,
        late_reason=clean(request.late_reason),
        first_recommended_by=decision.recommended_by,
        first_reviewed_by=decision.reviewed_by,
        first_decided_by=signer_of(decision),
    )
    settle_deadline(case, DeadlineKind.APPEAL, how=SettledHow.DONE, by=user)
    settle_deadline(case, DeadlineKind.FINAL_CLOSURE, how=SettledHow.DROPPED, by=user)
    saving.move(State.APPEAL)
    return saving.done(appeal, Event.APPEAL_LODGED, in_time=appeal.in_time)


def _problems(request: Lodging, decision: Decision, *, day: date) -> dict[str, str]:
    problems = required({"lodged_by": request.lodged_by})
    problems |= one_of("lodged_by", request.lodged_by, known=LodgedBy.values)
    if day > timezone.localdate():
        problems["lodged_on"] = _("This day has not come yet.")
    sent = decision.sent_on or decision.letter_date  # counsel may have it, and appeal, before it reaches the person
    if sent is not None and day < sent:
        problems["lodged_on"] = _("An appeal cannot come before the decision was sent.")
    return problems
