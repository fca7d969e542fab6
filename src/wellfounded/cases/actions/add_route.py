"""Add a way onward from one country of the record to another, where the danger may lie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.errors import Invalid
from wellfounded.cases.law_case import law_case_of
from wellfounded.cases.models import CaseCountry, CaseRoute
from wellfounded.cases.permissions import Permission
from wellfounded.cases.record_policies import check_countries_allowed
from wellfounded.cases.saving import Saving
from wellfounded.cases.typed_text import refuse
from wellfounded.law.errors import CaseError, Code

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteAdded:
    key: str = ""
    start: str = ""
    end: str = ""


@transaction.atomic
def add_route(user: User, number: str, *, request: RouteAdded) -> CaseRoute:
    """Add a route between two countries of the record, towards the danger only."""
    saving = Saving.begin(user, number, permission=Permission.ASSESSMENT_WRITE, request=request)
    if (earlier := saving.earlier(CaseRoute)) is not None:
        return earlier
    check_countries_allowed(saving.case)
    codes = {"start": request.start, "end": request.end}
    found = {name: CaseCountry.objects.filter(case=saving.case, code=code).first() for name, code in codes.items()}
    missing = {name: _("Add this country first.") for name, country in found.items() if country is None}
    if request.start == request.end:
        missing["end"] = _("A way leads to another country.")
    refuse(missing)
    route, _made = CaseRoute.objects.get_or_create(start=found["start"], end=found["end"])
    try:
        law_case_of(saving.case)
    except CaseError as error:
        if any(problem.code is Code.ROUTES_IN_A_CIRCLE for problem in error.problems):
            raise Invalid(
                {"end": _("The ways would run in a circle. Write only the way towards the danger.")}
            ) from None
        raise
    return saving.done(route, Event.ROUTE_ADDED, start=request.start, end=request.end)
