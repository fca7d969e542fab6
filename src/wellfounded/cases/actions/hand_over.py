"""Hands one's own place on a case to a colleague who holds the same role, with what they should know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.actions.assign_user import AssignmentGiven, write_assignment
from wellfounded.cases.errors import Invalid
from wellfounded.cases.models import Assignment
from wellfounded.cases.permissions import Permission
from wellfounded.cases.saving import Saving
from wellfounded.cases.turns import ACCOUNTS, take_part

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """`username` takes over in `relation`."""

    username: str
    relation: str
    note: str = ""
    key: str = ""


@transaction.atomic
def hand_over(user: User, number: str, *, request: HandOver) -> Assignment:
    """The new assignment. Whoever hands over keeps what other relations they have."""
    take_part(ACCOUNTS)  # before the case: no role is withdrawn that this rests on
    saving = Saving.begin(user, number, permission=Permission.CASE_HAND_OVER, request=request)
    if earlier := saving.earlier(Assignment):
        return earlier
    own = Assignment.objects.filter(case=saving.case, user=user, relation=request.relation, ended_at=None).first()
    if own is None:
        raise Invalid({"relation": _("You are not assigned to the case in this relation.")})
    if request.username == user.username:
        raise Invalid({"username": _("Choose somebody else to hand over to.")})
    own.ended_by, own.ended_at = user, timezone.now()
    own.save()
    wish = AssignmentGiven(username=request.username, relation=request.relation, note=request.note)
    made = write_assignment(saving.case, wish, by=user)
    return saving.done(made, Event.CASE_HANDED_OVER, to=made.user.username, relation=made.relation)
