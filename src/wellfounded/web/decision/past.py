"""What happened on the way to a decision and after it, for whoever may read each of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from wellfounded.cases.models import (
    Appeal,
    AppealAddition,
    Closure,
    DerivativeStatus,
    NoShowNotice,
    OwnFileRelease,
    Proceeding,
    Recommendation,
    Reopening,
)
from wellfounded.cases.outcomes import Outcome
from wellfounded.cases.own_file import Part
from wellfounded.web.assessment import words
from wellfounded.web.assessment.places import finding_address
from wellfounded.web.assessment.returned import finding_title, reviews_of

if TYPE_CHECKING:
    from wellfounded.cases.models import Case
    from wellfounded.web.assessment.returned import ReviewShown


@dataclass(frozen=True, slots=True)
class RecommendationShown:
    recommendation: Recommendation
    outcome: str
    reviews: tuple[ReviewShown, ...]


@dataclass(frozen=True, slots=True)
class ResultShown:
    """What an appeal said of one finding."""

    title: str
    about: str
    outcome: str
    note: str
    address: str


@dataclass(frozen=True, slots=True)
class AppealShown:
    appeal: Appeal
    additions: tuple[AppealAddition, ...]
    granted: str
    results: tuple[ResultShown, ...]


@dataclass(frozen=True, slots=True)
class ReleaseShown:
    to: str
    at: datetime
    asked_on: date
    by: str
    given: tuple[str, ...]
    withheld: tuple[tuple[str, str], ...]


def recommendations_of(case: Case) -> list[RecommendationShown]:
    """The newest first, each with every review of it."""
    rows = Recommendation.objects.filter(case=case).select_related("by", "receipt").order_by("-pk")
    return [RecommendationShown(row, str(Outcome(row.outcome).label), tuple(reviews_of(row))) for row in rows]


def appeals_of(case: Case, *, results: bool) -> list[AppealShown]:
    """`results`: with what was said of each finding."""
    rows = Appeal.objects.filter(case=case).select_related("decided_by", "recorded_by").prefetch_related("additions")
    return [
        AppealShown(
            row,
            tuple(row.additions.all()),
            str(Outcome(row.granted).label) if row.granted else "",
            tuple(_result(one, case.number) for one in row.results.all()) if results else (),
        )
        for row in rows.order_by("-pk")
    ]


def after_of(case: Case) -> dict[str, Any]:
    """Everything that came after, oldest first in each list."""
    return {
        "proceedings": Proceeding.objects.filter(case=case).select_related("begun_by"),
        "reopenings": Reopening.objects.filter(case=case).select_related("by"),
        "notices": NoShowNotice.objects.filter(case=case).select_related("by"),
        "closures": Closure.objects.filter(case=case).select_related("by"),
        "derivatives": DerivativeStatus.objects.filter(case=case).select_related("granted_by"),
        "releases": [_release(row) for row in OwnFileRelease.objects.filter(case=case).select_related("by")],
    }


def _result(result: Any, number: str) -> ResultShown:
    return ResultShown(
        title=finding_title(result.criterion),
        about=words.about(result.entity),
        outcome=str(result.get_outcome_display()),
        note=result.note,
        address=finding_address(number, result.criterion, entity=result.entity),
    )


def _release(row: OwnFileRelease) -> ReleaseShown:
    return ReleaseShown(
        to=str(row.get_to_display()),
        at=row.at,
        asked_on=row.asked_on,
        by=str(row.by),
        given=tuple(str(Part(part).label) for part in row.given),
        withheld=tuple((str(Part(part).label), reason) for part, reason in row.withheld.items()),
    )
