"""Rows of decisions, appeals, deadlines and reviews of quality, created raw: what no verb would make, too."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from tests.casework.cast import Cast
from tests.casework.decisions import (
    LETTER,
    NOW,
    SERVED,
    make_decision,
    make_receipt,
    make_recommendation,
    make_review,
    served,
)
from tests.casework.factories import make_case
from wellfounded.cases.models import (
    Appeal,
    AppealResult,
    Case,
    Closure,
    Deadline,
    DecisionParagraph,
    DerivativeStatus,
    NoShowNotice,
    OwnFileRelease,
    Proceeding,
    QualityMark,
    QualityReview,
    QualitySample,
    Reopening,
    TextSignOff,
)

Make = Callable[[Case, Cast], Any]


def appeal(case: Case, cast: Cast, **fields: Any) -> Appeal:
    given = {
        "case": case,
        "lodged_on": date(2024, 6, 20),
        "lodged_by": "applicant",
        "recorded_by": cast.registrar,
        "first_recommended_by": cast.adjudicator,
        "first_reviewed_by": cast.reviewer,
        "first_decided_by": cast.second_reviewer,
    } | fields
    if "decision" not in given:
        given["decision"] = make_decision(case, cast, **served(cast.second_reviewer))
    return Appeal.objects.create(**given)


def posted(by: Any, **fields: Any) -> dict[str, Any]:
    """Served by post, on a day of sending that nobody noted."""
    return served(by, **{"served_how": "by_post", "sent_on": None} | fields)


def decided(by: Any, **fields: Any) -> dict[str, Any]:
    return {"outcome": "confirmed", "decided_by": by, "decided_at": NOW, "reasons": "Heard."} | fields


def paragraph(case: Case, cast: Cast, **fields: Any) -> DecisionParagraph:
    decision = fields.pop("decision", None) or make_decision(case, cast)
    given = {"decision": decision, "language": "en", "number": 1, "message": "x", "generated": "Text."}
    return DecisionParagraph.objects.create(**given | fields)


def sign_off(_: Case, cast: Cast, **fields: Any) -> TextSignOff:
    given = {"language": "ko", "kind": "decision", "hash": "0" * 64, "by": cast.reviewer, "statement": "Translator"}
    return TextSignOff.objects.create(**given | fields)


def result(case: Case, cast: Cast, **fields: Any) -> AppealResult:
    given = {"entity": "PRK", "criterion": "well_founded_fear", "outcome": "confirmed"} | fields
    return AppealResult.objects.create(**{"appeal": fields.get("appeal") or appeal(case, cast)} | given)


def proceeding(case: Case, cast: Cast, **fields: Any) -> Proceeding:
    given = {"case": case, "kind": "cessation", "reason": "Peace", "told_on": LETTER, "begun_by": cast.reviewer}
    return Proceeding.objects.create(**given | {"about": make_decision(make_case(cast.registrar), cast)} | fields)


def deadline(case: Case, _: Cast, **fields: Any) -> Deadline:
    given = {
        "case": case,
        "kind": "appeal",
        "profile": "unhcr",
        "from_day": SERVED,
        "due_on": SERVED,
        "checked": "read",
    }
    return Deadline.objects.create(**given | {"checked": "read"} | fields)


def derivative(case: Case, cast: Cast, **fields: Any) -> DerivativeStatus:
    given = {
        "case": case,
        "principal": fields.get("principal") or make_decision(make_case(cast.registrar), cast),
        "own_receipt": make_receipt(case, cast),
        "relationship": "daughter",
        "assessed_by": cast.adjudicator,
        "granted_by": cast.reviewer,
    }
    return DerivativeStatus.objects.create(**given | fields)


def sample(_: Case, cast: Cast, **fields: Any) -> QualitySample:
    given = {"seed": "0" * 64, "first_day": LETTER, "last_day": SERVED, "percent": 5, "cap": 10, "population": 3}
    return QualitySample.objects.create(**given | {"drawn_by": cast.reviewer} | fields)


def quality(case: Case, cast: Cast, **fields: Any) -> QualityReview:
    given = {"sample": fields.get("sample") or sample(case, cast), "decision": make_decision(case, cast)}
    return QualityReview.objects.create(**given | fields)


def mark(case: Case, cast: Cast, **fields: Any) -> QualityMark:
    given = {"review": fields.get("review") or quality(case, cast), "indicator": "x", "mark": "correct"}
    return QualityMark.objects.create(**given | fields)


def notice(case: Case, cast: Cast, **fields: Any) -> NoShowNotice:
    given = {"case": case, "missed_on": LETTER, "told_on": SERVED, "how": "letter", "by": cast.registrar}
    return NoShowNotice.objects.create(**given | fields)


def closure(case: Case, cast: Cast, **fields: Any) -> Closure:
    return Closure.objects.create(**{"case": case, "kind": "withdrawal", "reason": "x", "by": cast.registrar} | fields)


def reopening(case: Case, cast: Cast, **fields: Any) -> Reopening:
    return Reopening.objects.create(**{"case": case, "why": "doubt", "reason": "x", "by": cast.reviewer} | fields)


def release(case: Case, cast: Cast, **fields: Any) -> OwnFileRelease:
    return OwnFileRelease.objects.create(
        **{"case": case, "to": "applicant", "asked_on": LETTER, "by": cast.registrar} | fields
    )


def twice(first: Callable[..., Any], field: str) -> Make:
    """The same row again, hung on the same other row."""

    def make(case: Case, cast: Cast) -> Any:
        row = first(case, cast)
        return first(case, cast, **{field: getattr(row, field)})

    return make


def reviewed(**fields: Any) -> Make:
    return lambda case, cast: make_review(make_recommendation(case, cast), fields.pop("by", cast.reviewer), **fields)
