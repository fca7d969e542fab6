"""Lift a hold: one person asks, and another one does it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.access import case_to_change
from wellfounded.cases.errors import NotAllowed, NotFound, NotNow
from wellfounded.cases.models import Hold
from wellfounded.cases.permissions import Permission

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case


@transaction.atomic
def lift_hold(user: User, pk: int) -> Hold:
    """The first call asks, the second by somebody else lifts."""
    hold, case = _to_change(user, pk)
    if hold.lifted_at is not None:
        raise NotNow(_("This hold was lifted before."))
    if hold.lifting_asked_by_id == user.pk:
        raise NotAllowed(_("Whoever asked to lift a hold does not lift it."))
    event = Event.HOLD_LIFTING_ASKED
    if hold.lifting_asked_by_id is None:
        hold.lifting_asked_by = user
    else:
        event, hold.lifted_by, hold.lifted_at = Event.HOLD_LIFTED, user, timezone.now()
    hold.save()
    record(event, actor=user.username, subject=case.number, detail={"hold": hold.pk})
    return hold


def _to_change(user: User, pk: int) -> tuple[Hold, Case]:
    """A hold on a hidden case looks exactly like one that is missing."""
    number = Hold.objects.filter(pk=pk).values_list("case__number", flat=True).first()
    if number is not None:
        with suppress(NotFound):
            case = case_to_change(user, number, permission=Permission.CASE_ERASE)
            return Hold.objects.select_related("case").get(pk=pk), case  # as it is once nobody else changes it
    raise NotFound(_("There is no such hold."))
