"""Ends somebody's assignment to a case: one's own, or another's for who may assign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.errors import Invalid
from wellfounded.cases.key_sharing import share_keys
from wellfounded.cases.models import Assignment
from wellfounded.cases.permissions import Permission
from wellfounded.cases.registration_policies import check_keeper_remains
from wellfounded.cases.saving import Saving
from wellfounded.cases.turns import ACCOUNTS, take_part

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentEnded:
    username: str
    relation: str
    key: str = ""


@transaction.atomic
def end_assignment(user: User, number: str, *, request: AssignmentEnded) -> Assignment:
    """The assignment, ended.

    Raises:
        NotNow: nobody would be left who can assign the case to others.
    """
    take_part(ACCOUNTS)  # before the case: no role is withdrawn that this rests on
    own = request.username == user.username
    permission = Permission.CASE_OPEN if own else Permission.OFFICE_CASE_ASSIGN
    saving = Saving.begin(user, number, permission=permission, request=request)
    if earlier := saving.earlier(Assignment):
        return earlier
    held = Assignment.objects.filter(case=saving.case, user__username=request.username, ended_at=None)
    assignment = held.filter(relation=request.relation).first()
    if assignment is None:
        raise Invalid({"username": _("This person is not assigned to the case in this relation.")})
    check_keeper_remains(saving.case, without=assignment)
    assignment.ended_by, assignment.ended_at = user, timezone.now()
    assignment.save()
    share_keys(saving.case)
    return saving.done(assignment, Event.CASE_UNASSIGNED, of=request.username, relation=request.relation)
