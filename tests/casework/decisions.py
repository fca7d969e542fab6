"""Rows of the way from assessment to decision, straight into the tables. Everything not said is plain and allowed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from tests.casework.cast import Cast
from wellfounded.cases.models import Case, Decision, Receipt, Recommendation, Review

LETTER = date(2024, 6, 3)
SERVED = date(2024, 6, 5)
NOW = datetime(2024, 6, 4, 9, 30, tzinfo=timezone.get_default_timezone())


def make_receipt(case: Case, cast: Cast, **fields: Any) -> Receipt:
    return Receipt.objects.create(
        **{"case": case, "made_by": cast.adjudicator, "data": {"findings": {}}, "seal": "0" * 64} | fields
    )


def make_recommendation(case: Case, cast: Cast, **fields: Any) -> Recommendation:
    given = {"case": case, "by": cast.adjudicator, "outcome": "refugee", "reasons": "As found."} | fields
    if "receipt" not in given:
        given["receipt"] = make_receipt(case, cast)
    return Recommendation.objects.create(**given)


def make_review(recommendation: Recommendation, by: Any, **fields: Any) -> Review:
    given = {"recommendation": recommendation, "recommended_by": recommendation.by, "by": by, "result": "agree"}
    return Review.objects.create(**given | fields)


def make_decision(case: Case, cast: Cast, **fields: Any) -> Decision:
    """A draft of a refusal; `signed()` and `served()` give what a further one needs."""
    given = {
        "case": case,
        "outcome": "refused",
        "recommended_by": cast.adjudicator,
        "reviewed_by": cast.reviewer,
        "drafted_by": cast.reviewer,
    } | fields
    if "recommendation" not in given:
        given["recommendation"] = make_recommendation(case, cast, outcome=given["outcome"])
    return Decision.objects.create(**given)


def signed(by: Any, **fields: Any) -> dict[str, Any]:
    return {"state": "signed", "decided_by": by, "signed_at": NOW} | fields


def served(by: Any, **fields: Any) -> dict[str, Any]:
    return (
        signed(by)
        | {
            "state": "served",
            "letter_date": LETTER,
            "served_on": SERVED,
            "served_how": "in_person",
            "served_by": by,
        }
        | fields
    )
