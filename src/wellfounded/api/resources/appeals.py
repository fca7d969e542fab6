"""After service: appeals, proceedings about a status, and status that follows from a relative's."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from ninja import Router, Schema

from wellfounded.api.shapes import REFUSALS, CaseNumber, Done, Place
from wellfounded.api.verbs import Verb, add_verbs, of_permission
from wellfounded.api.visitor import user_of
from wellfounded.cases.access import open_case
from wellfounded.cases.actions.add_to_appeal import AddingToAppeal, add_to_appeal
from wellfounded.cases.actions.begin_cancellation import begin_cancellation
from wellfounded.cases.actions.begin_cessation import begin_cessation
from wellfounded.cases.actions.decide_appeal import DecidingAppeal, decide_appeal
from wellfounded.cases.actions.grant_derivative_status import Deriving, grant_derivative_status
from wellfounded.cases.actions.lodge_appeal import Lodging, lodge_appeal
from wellfounded.cases.actions.see_appeal_result import see_appeal_result
from wellfounded.cases.actions.serve_appeal import ServingAppeal
from wellfounded.cases.actions.word_appeal import AppealWorded, word_appeal
from wellfounded.cases.models import Appeal
from wellfounded.cases.permissions import Permission
from wellfounded.cases.proceedings import Beginning
from wellfounded.letters.appeal.serving import serve_appeal_letter

router = Router(tags=["appeals"])


class ResultShown(Schema):
    id: int
    entity: str
    criterion: str
    outcome: str
    note: str


class AdditionShown(Schema):
    """What followed after the appeal. The last id is what a decider names as `shown`."""

    id: int
    came_on: date
    grounds: str
    late_reason: str


class AppealShown(Schema):
    lodged_on: date
    lodged_by: str
    in_time: bool
    grounds: str
    late_reason: str
    additions: list[AdditionShown]
    outcome: str
    granted: str
    reasons: str
    reasons_language: str
    served_on: date | None
    results: list[ResultShown]


@router.get(
    "/{number}/appeals",
    response={200: list[AppealShown], **REFUSALS},
    operation_id="appeals",
    openapi_extra=of_permission(Permission.DECISION_READ_SERVED),
)
def appeals(request: HttpRequest, number: CaseNumber) -> list[Appeal]:
    """The appeals of a case: their grounds, what was added to them, and what was said of each finding."""
    case = open_case(user_of(request), number, permission=Permission.DECISION_READ_SERVED)
    return list(case.appeals.prefetch_related("results", "additions"))


@router.post(
    "/{number}/appeal-results/{result}/seen",
    response={200: Done, **REFUSALS},
    operation_id="see_appeal_result",
    openapi_extra=of_permission(Permission.ASSESSMENT_READ),
)
def seen(request: HttpRequest, number: CaseNumber, *, result: Place) -> Done:
    """Say that an author has seen what an appeal said of their finding."""
    return Done.of(see_appeal_result(user_of(request), number, result=result))


P = Permission
BEGIN = P.PROCEEDING_BEGIN
add_verbs(
    router,
    Verb(address="/{number}/appeals", act=lodge_appeal, asked=Lodging, permission=P.APPEAL_LODGE),
    Verb(address="/{number}/appeals/add", act=add_to_appeal, asked=AddingToAppeal, permission=P.APPEAL_LODGE),
    Verb(address="/{number}/appeals/decide", act=decide_appeal, asked=DecidingAppeal, permission=P.APPEAL_DECIDE),
    Verb(address="/{number}/appeals/reasons", act=word_appeal, asked=AppealWorded, permission=P.APPEAL_DECIDE),
    Verb(address="/{number}/appeals/serve", act=serve_appeal_letter, asked=ServingAppeal, permission=P.DECISION_SERVE),
    Verb(address="/{number}/cancellation", act=begin_cancellation, asked=Beginning, permission=BEGIN),
    Verb(address="/{number}/cessation", act=begin_cessation, asked=Beginning, permission=BEGIN),
    Verb(
        address="/{number}/derivative-status",
        act=grant_derivative_status,
        asked=Deriving,
        permission=P.DERIVATIVE_GRANT,
    ),
)
