"""The record as the law sees it: countries, facts and what people found, version by version."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from wellfounded.api.shapes import REFUSALS, CaseNumber
from wellfounded.api.verbs import Verb, add_verbs, of_permission
from wellfounded.api.visitor import user_of
from wellfounded.cases.access import open_case
from wellfounded.cases.actions.add_country import CountryAdded, add_country
from wellfounded.cases.actions.add_evidence_item import EvidenceAdded, add_evidence_item
from wellfounded.cases.actions.add_route import RouteAdded, add_route
from wellfounded.cases.actions.close_record import Closing, close_record
from wellfounded.cases.actions.declare_all_points_put import AllPointsPut, declare_all_points_put
from wellfounded.cases.actions.make_finding import FindingMade, make_finding
from wellfounded.cases.actions.mark_destination import Destination, mark_destination
from wellfounded.cases.actions.reopen_record import Reopening, reopen_record
from wellfounded.cases.actions.set_fact import FactFound, set_fact
from wellfounded.cases.models.record import newest_facts, newest_findings
from wellfounded.cases.permissions import Permission

router = Router(tags=["record"])


class FactShown(Schema):
    """The version of a fact that counts. `record` is the fact in the format of the case file."""

    entity: str
    fact: str
    version: int
    state: str
    answered: str
    at: datetime
    record: dict[str, Any]


class FindingShown(Schema):
    entity: str
    criterion: str
    version: int
    word: str
    at: datetime
    record: dict[str, Any]


class CountryShown(Schema):
    code: str
    nationality: bool
    former_residence: bool
    destination: bool
    routes: list[str]


READ = of_permission(Permission.ASSESSMENT_READ)


@router.get("/{number}/facts", response={200: list[FactShown], **REFUSALS}, operation_id="facts", openapi_extra=READ)
def facts(request: HttpRequest, number: CaseNumber) -> Any:
    """The facts that count."""
    return list(newest_facts(open_case(user_of(request), number, permission=Permission.ASSESSMENT_READ)))


@router.get(
    "/{number}/findings", response={200: list[FindingShown], **REFUSALS}, operation_id="findings", openapi_extra=READ
)
def findings(request: HttpRequest, number: CaseNumber) -> Any:
    """What people found of criteria."""
    return list(newest_findings(open_case(user_of(request), number, permission=Permission.ASSESSMENT_READ)))


@router.get(
    "/{number}/countries", response={200: list[CountryShown], **REFUSALS}, operation_id="countries", openapi_extra=READ
)
def countries(request: HttpRequest, number: CaseNumber) -> list[dict[str, Any]]:
    """The countries of the record, and the ways from one on to another."""
    case = open_case(user_of(request), number, permission=Permission.ASSESSMENT_READ)
    links = ("code", "nationality", "former_residence", "destination")
    return [
        {name: getattr(one, name) for name in links} | {"routes": [way.end.code for way in one.routes.all()]}
        for one in case.countries.prefetch_related("routes__end")
    ]


WRITE = Permission.ASSESSMENT_WRITE
add_verbs(
    router,
    Verb(address="/{number}/countries", act=add_country, asked=CountryAdded, permission=WRITE),
    Verb(address="/{number}/destinations", act=mark_destination, asked=Destination, permission=WRITE),
    Verb(address="/{number}/routes", act=add_route, asked=RouteAdded, permission=WRITE),
    Verb(address="/{number}/evidence", act=add_evidence_item, asked=EvidenceAdded, permission=WRITE),
    Verb(address="/{number}/facts", act=set_fact, asked=FactFound, permission=WRITE),
    Verb(address="/{number}/findings", act=make_finding, asked=FindingMade, permission=WRITE),
    Verb(address="/{number}/all-points-put", act=declare_all_points_put, asked=AllPointsPut, permission=WRITE),
    Verb(address="/{number}/close-record", act=close_record, asked=Closing, permission=WRITE, name="ClosingRecord"),
    Verb(
        address="/{number}/reopen-record", act=reopen_record, asked=Reopening, permission=WRITE, name="ReopeningRecord"
    ),
)
