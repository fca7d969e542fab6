"""What every page of an assessment begins with: the case opened, the assessment made, and the parts to go to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wellfounded.cases.access import open_case
from wellfounded.cases.errors import NotNow
from wellfounded.cases.permissions import Permission, allowing
from wellfounded.cases.screening import screen
from wellfounded.law.errors import WellfoundedError
from wellfounded.web.address import address_of
from wellfounded.web.assessment.facts import Facts, Shelf
from wellfounded.web.case_frame import case_frame
from wellfounded.web.visitor import user_of

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.utils.functional import Promise

    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case
    from wellfounded.law.assess import Assessment

# The parts of the assessment: the name of the address, its label, and who is shown it beside every reader.
PARTS: tuple[tuple[str, Promise, Permission], ...] = (
    ("assessment", _("Conclusions"), Permission.ASSESSMENT_READ),
    ("facts", _("Facts"), Permission.ASSESSMENT_READ),
    ("assessment_open", _("What is open"), Permission.ASSESSMENT_READ),
    ("assessment_remarks", _("Remarks"), Permission.ASSESSMENT_READ),
    ("assessment_country", _("Country information"), Permission.ASSESSMENT_READ),
    ("assessment_timeline", _("Timeline"), Permission.ASSESSMENT_READ),
    ("assessment_what_if", _("What if"), Permission.ASSESSMENT_READ),
    ("assessment_needed", _("What would be needed"), Permission.ASSESSMENT_READ),
    ("assessment_rests_on", _("Rests on"), Permission.REVIEW),
)


@dataclass(frozen=True, slots=True)
class Opened:
    """A case that was opened for its assessment."""

    user: User
    case: Case
    assessment: Assessment
    facts: Facts
    may: Callable[[Permission], bool]

    @property
    def number(self) -> str:
        return self.case.number


def opened(request: HttpRequest, number: str, *, permission: Permission = Permission.ASSESSMENT_READ) -> Opened:
    user = user_of(request)
    case = open_case(user, number, permission=permission)
    assessment = assessment_of(case)
    return Opened(user, case, assessment, Facts(assessment, shelf_of(case)), allowing(user, case))


def assessment_of(case: Case) -> Assessment:
    """The assessment as it stands.

    Raises:
        NotNow: no law answers for this case on this day, or the record holds what the catalogue no longer knows.
    """
    try:
        return screen(case)
    except WellfoundedError as error:
        raise NotNow(str(error)) from error


def shelf_of(case: Case) -> Shelf:
    return Shelf(case.number, frozenset(case.exhibits.values_list("label", flat=True)), get_language() or "en")


def assessment_frame(found: Opened, *, part: str) -> dict[str, Any]:
    """The context of a page of the assessment. `part` is the name of its address."""
    shown = [(route, label) for route, label, permission in PARTS if found.may(permission)]
    places = [(address, label, route == part) for route, label in shown if (address := address_of(route, found.number))]
    return case_frame(found.user, found.case, tab="assessment") | {
        "parts": places,
        "closed": found.case.record_closed_at,
        "writes": found.may(Permission.ASSESSMENT_WRITE),
    }
