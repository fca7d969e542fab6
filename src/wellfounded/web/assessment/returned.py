"""What came back to those who assessed: the comments of reviews, and what an appeal said of a finding."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from wellfounded.cases.models import AppealReader, Recommendation
from wellfounded.cases.models.decision import standing_recommendation
from wellfounded.cases.return_reasons import ReturnReason
from wellfounded.law.library import load_library
from wellfounded.web.assessment import words
from wellfounded.web.assessment.places import finding_address

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.cases.models import AppealResult, Case, Review


@dataclass(frozen=True, slots=True)
class PointShown:
    """A finding that a reviewer meant."""

    title: str
    about: str
    reason: str
    note: str
    address: str


@dataclass(frozen=True, slots=True)
class ReviewShown:
    """A review with its coded reasons in words."""

    by: str
    at: datetime
    result: str
    before_signing: bool
    reasons: tuple[str, ...]
    points: tuple[PointShown, ...]
    remarks: str


@dataclass(frozen=True, slots=True)
class AppealNote:
    """What an appeal said of one finding, for whoever made it."""

    result: int
    title: str
    about: str
    outcome: str
    note: str
    address: str
    seen: bool


def reviews_of(recommendation: Recommendation) -> list[ReviewShown]:
    reviews = recommendation.reviews.select_related("by")
    return [_review(one, number=recommendation.case.number) for one in reviews]


def last_return(case: Case) -> Recommendation | None:
    """The recommendation that came back and has not been replaced yet: its comments are still to be worked in."""
    if standing_recommendation(case) is not None:
        return None
    last = Recommendation.objects.filter(case=case).last()
    return last if last is not None and last.ended_how == "returned" else None


def appeal_notes(user: User, case: Case) -> list[AppealNote]:
    """What an appeal said of findings that this user made or signed."""
    rows = AppealReader.objects.filter(user=user, result__appeal__case=case).select_related("result").order_by("pk")
    return [_note(row.result, number=case.number, seen=row.seen_at is not None) for row in rows]


def finding_title(criterion: str) -> str:
    """The title of a criterion of any law of the library; its id where no present law has it."""
    found = next(
        (one.title for provision in load_library().provisions for one in provision.criteria if one.id == criterion), ""
    )
    return words.titled(found) or criterion.replace("_", " ")


def reason_in_words(code: str) -> str:
    return str(ReturnReason(code).label) if code in ReturnReason.values else code


def _review(review: Review, *, number: str) -> ReviewShown:
    return ReviewShown(
        by=str(review.by),
        at=review.at,
        result=str(review.get_result_display()),
        before_signing=review.before_signing,
        reasons=tuple(reason_in_words(code) for code in review.codes.split()),
        points=tuple(_point(point, number=number) for point in review.points),
        remarks=review.remarks,
    )


def _point(point: dict[str, str], *, number: str) -> PointShown:
    entity, item = point.get("entity", ""), point.get("item", "")
    return PointShown(
        title=finding_title(item) if item else "",
        about=words.about(entity),
        reason=reason_in_words(point.get("code", "")),
        note=point.get("note", ""),
        address=finding_address(number, item, entity=entity) if item and entity else "",
    )


def _note(result: AppealResult, *, number: str, seen: bool) -> AppealNote:
    return AppealNote(
        result=result.pk,
        title=finding_title(result.criterion),
        about=words.about(result.entity),
        outcome=str(result.get_outcome_display()),
        note=result.note,
        address=finding_address(number, result.criterion, entity=result.entity),
        seen=seen,
    )
