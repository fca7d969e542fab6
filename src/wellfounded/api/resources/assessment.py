"""What follows from the record: the program's findings, what is open, and what a reviewer would ask. Read only."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from ninja import Router, Schema

from wellfounded.api.shapes import REFUSALS, CaseNumber
from wellfounded.api.verbs import Verb, add_verbs, of_permission
from wellfounded.api.visitor import user_of
from wellfounded.cases.access import open_case
from wellfounded.cases.actions.make_receipt import ReceiptWanted, make_receipt
from wellfounded.cases.permissions import Permission
from wellfounded.cases.screening import open_points, remarks, screen

router = Router(tags=["assessment"])


class FindingOfLaw(Schema):
    """`label` is met, not_met, open or contradicted. `goal`: it is a conclusion, and not a step to one."""

    criterion: str
    entity: str
    title: str
    label: str
    goal: bool
    not_established: bool


class AssessmentShown(Schema):
    """It decides nothing: a person finds, a person decides, another reviews."""

    profile: str
    as_of: date
    findings: list[FindingOfLaw]


class PointShown(Schema):
    """Something open that can still matter. `ask`: question, put, look_up or find."""

    ask: str
    entity: str
    item: str


class RemarkShown(Schema):
    code: str
    severity: str
    message: str
    entity: str
    item: str


READ = of_permission(Permission.ASSESSMENT_READ)


@router.get(
    "/{number}/assessment",
    response={200: AssessmentShown, **REFUSALS},
    operation_id="assessment",
    openapi_extra=READ,
)
def assessment(request: HttpRequest, number: CaseNumber) -> AssessmentShown:
    """Every finding that follows from the record as it stands."""
    found = screen(open_case(user_of(request), number, permission=Permission.ASSESSMENT_READ))
    findings = [
        FindingOfLaw(
            criterion=one.criterion.id,
            entity=one.entity,
            title=one.criterion.title,
            label=str(one.label),
            goal=one.criterion.goal,
            not_established=one.not_established,
        )
        for one in found.findings.values()
    ]
    return AssessmentShown(profile=found.case.profile, as_of=found.as_of, findings=findings)


@router.get(
    "/{number}/open-points",
    response={200: list[PointShown], **REFUSALS},
    operation_id="open_points",
    openapi_extra=READ,
)
def points(request: HttpRequest, number: CaseNumber) -> list[PointShown]:
    """Everything open that can still matter to a conclusion, best first."""
    found = screen(open_case(user_of(request), number, permission=Permission.ASSESSMENT_READ))
    return [PointShown(ask=str(one.ask), entity=one.slot[0], item=one.slot[1]) for one in open_points(found)]


@router.get(
    "/{number}/remarks", response={200: list[RemarkShown], **REFUSALS}, operation_id="remarks", openapi_extra=READ
)
def remarks_of_case(request: HttpRequest, number: CaseNumber) -> list[RemarkShown]:
    """What a careful reviewer would ask before anyone signs, the gravest first."""
    found = screen(open_case(user_of(request), number, permission=Permission.ASSESSMENT_READ))
    return [
        RemarkShown(
            code=str(one.code), severity=str(one.severity), message=one.message, entity=one.entity, item=one.item
        )
        for one in remarks(found)
    ]


add_verbs(
    router,
    Verb(address="/{number}/receipts", act=make_receipt, asked=ReceiptWanted, permission=Permission.RECEIPT_MAKE),
)
