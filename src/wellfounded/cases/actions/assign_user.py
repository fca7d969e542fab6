"""Assigns somebody to a case in one relation. Only who may open the case can bring others to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from wellfounded.accounts.models import User
from wellfounded.audit.events import Event
from wellfounded.cases.key_sharing import share_keys
from wellfounded.cases.models import Assignment, Relation
from wellfounded.cases.permissions import Permission
from wellfounded.cases.registration_policies import problems_of_assignment
from wellfounded.cases.saving import Saving
from wellfounded.cases.turns import ACCOUNTS, take_part
from wellfounded.cases.typed_text import clean, one_of, refuse, required

if TYPE_CHECKING:
    from wellfounded.cases.models import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentGiven:
    """`note` says why an applicant's choice of sex cannot be kept, or what the next person should know."""

    username: str
    relation: str
    note: str = ""
    key: str = ""


@transaction.atomic
def assign_user(user: User, number: str, *, request: AssignmentGiven) -> Assignment:
    """The assignment, new or standing.

    Raises:
        Invalid: nobody of that name holds the role; the person is on the other side of the review; or the applicant
            chose an interviewer or interpreter of the other sex and no reason is given.
    """
    take_part(ACCOUNTS)  # before the case: no role is withdrawn that this rests on
    saving = Saving.begin(user, number, permission=Permission.OFFICE_CASE_ASSIGN, request=request)
    if earlier := saving.earlier(Assignment):
        return earlier
    made = write_assignment(saving.case, request, by=user)
    return saving.done(made, Event.CASE_ASSIGNED, to=made.user.username, relation=made.relation)


def write_assignment(case: Case, request: AssignmentGiven, *, by: User) -> Assignment:
    """Check and write; the caller has checked who may do this."""
    typed = {"username": request.username, "relation": request.relation}
    refuse(required(typed) or one_of("relation", request.relation, known=Relation.values))
    relation, note = Relation(request.relation), clean(request.note)
    assignee = User.objects.filter(username=clean(request.username)).first()
    refuse(problems_of_assignment(case, assignee, relation=relation, note=note))
    made, _new = Assignment.objects.get_or_create(
        case=case, user=assignee, relation=relation, ended_at=None, defaults={"made_by": by, "note": note}
    )
    share_keys(case)
    return made
