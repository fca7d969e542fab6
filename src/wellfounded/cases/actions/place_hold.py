"""Place a hold: nothing of the case is erased while it stands. One person is enough, since nothing is lost by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.access import case_to_change
from wellfounded.cases.models import Hold
from wellfounded.cases.permissions import Permission
from wellfounded.cases.turns import of_person, take_turn
from wellfounded.cases.typed_text import clean, refuse, required

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@transaction.atomic
def place_hold(user: User, number: str, *, reason: str) -> Hold:
    case = case_to_change(user, number, permission=Permission.CASE_HOLD)
    refuse(required({"reason": reason}))
    take_turn(of_person(case.person_id))  # an erasure of another case of the person looks at this one
    made = Hold.objects.create(case=case, reason=clean(reason), placed_by=user)
    record(Event.HOLD_PLACED, actor=user.username, subject=case.number, detail={"hold": made.pk})
    return made
