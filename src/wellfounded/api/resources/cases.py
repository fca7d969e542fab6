"""A case: where it stands, who works on it, and how it goes on."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from wellfounded.api.shapes import REFUSALS, CaseNumber
from wellfounded.api.verbs import Verb, add_verbs, of_permission
from wellfounded.api.visitor import user_of
from wellfounded.cases.access import open_case
from wellfounded.cases.actions.assign_user import AssignmentGiven, assign_user
from wellfounded.cases.actions.change_status import StatusGiven, change_status
from wellfounded.cases.actions.close_case import Closing, close_case
from wellfounded.cases.actions.end_assignment import AssignmentEnded, end_assignment
from wellfounded.cases.actions.hand_over import HandOver, hand_over
from wellfounded.cases.actions.note_absence import Absence, note_absence
from wellfounded.cases.actions.reopen_case import OpeningAgain, reopen_case
from wellfounded.cases.actions.set_modality import ModalityGiven, set_modality
from wellfounded.cases.actions.set_priority import PriorityGiven, set_priority
from wellfounded.cases.case_history import history_of
from wellfounded.cases.permissions import Permission
from wellfounded.cases.registration import present_statuses
from wellfounded.cases.registration_policies import assignments_in_force

router = Router(tags=["cases"])


class Assigned(Schema):
    username: str
    relation: str


class CaseShown(Schema):
    """Where a case stands, without a word about the person."""

    number: str
    state: str
    priority: int
    modality: str
    profile: str
    host: str
    claim_date: date
    record_closed: bool
    version: int
    fictional: bool
    statuses: dict[str, str]
    assigned: list[Assigned]


class HistoryLine(Schema):
    at: datetime
    by: str
    event: str
    reading: bool


@router.get(
    "/{number}",
    response={200: CaseShown, **REFUSALS},
    operation_id="case",
    openapi_extra=of_permission(Permission.CASE_OPEN),
)
def case(request: HttpRequest, number: CaseNumber) -> dict[str, Any]:
    """Where a case stands."""
    opened = open_case(user_of(request), number)
    plain = ("number", "state", "priority", "modality", "profile", "host", "claim_date", "version", "fictional")
    return {name: getattr(opened, name) for name in plain} | {
        "record_closed": opened.record_closed_at is not None,
        "statuses": {str(axis): entry.value for axis, entry in present_statuses(opened).items()},
        "assigned": [
            {"username": one.user.username, "relation": one.relation}
            for one in assignments_in_force(opened).select_related("user")
        ],
    }


@router.get(
    "/{number}/history",
    response={200: list[HistoryLine], **REFUSALS},
    operation_id="history",
    openapi_extra=of_permission(Permission.HISTORY_READ),
)
def history(request: HttpRequest, number: CaseNumber) -> list[HistoryLine]:
    """Who did what and when, the newest 500 lines."""
    lines = history_of(user_of(request), number)
    return [HistoryLine(at=one.at, by=one.by, event=str(one.event), reading=one.reading) for one in lines]


P = Permission
add_verbs(
    router,
    Verb(address="/{number}/assign", act=assign_user, asked=AssignmentGiven, permission=P.OFFICE_CASE_ASSIGN),
    Verb(address="/{number}/end-assignment", act=end_assignment, asked=AssignmentEnded, permission=P.CASE_OPEN),
    Verb(address="/{number}/hand-over", act=hand_over, asked=HandOver, permission=P.CASE_HAND_OVER),
    Verb(address="/{number}/priority", act=set_priority, asked=PriorityGiven, permission=P.CASE_PRIORITY_SET),
    Verb(address="/{number}/modality", act=set_modality, asked=ModalityGiven, permission=P.CASE_MODALITY_SET),
    Verb(address="/{number}/status", act=change_status, asked=StatusGiven, permission=P.CASE_STATUS_CHANGE),
    Verb(address="/{number}/absence", act=note_absence, asked=Absence, permission=P.CASE_CLOSE),
    Verb(address="/{number}/close", act=close_case, asked=Closing, permission=P.CASE_CLOSE, name="ClosingCase"),
    Verb(address="/{number}/reopen", act=reopen_case, asked=OpeningAgain, permission=P.CASE_REOPEN),
)
