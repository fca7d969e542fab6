"""Rows of the way from assessment to decision, straight into the tables. Everything not said is plain and allowed."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils import timezone

from tests.casework.cast import Cast
from tests.casework.days import TODAY
from tests.casework.factories import assign, make_staffed_case
from wellfounded.cases.actions.draft_decision import Drafting, draft_decision
from wellfounded.cases.actions.recommend import Recommending, recommend
from wellfounded.cases.actions.review_recommendation import Reviewing, review_recommendation
from wellfounded.cases.actions.serve_decision import Serving, serve_decision
from wellfounded.cases.actions.sign_decision import SigningDecision, sign_decision
from wellfounded.cases.decision_policies import to_answer
from wellfounded.cases.law_case import take_over
from wellfounded.cases.models import Case, Decision, Interview, Receipt, Recommendation, Relation, Review
from wellfounded.cases.screening import remarks, screen
from wellfounded.law.case_reader import read_case
from wellfounded.law.library import load_library

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
            "sent_on": SERVED,
            "served_how": "in_person",
            "served_by": by,
        }
        | fields
    )


EXAMPLES = Path(__file__).parents[2] / "examples" / "fictional"
GRANTED, REFUSED = "ex-02-repeat-returnee", "ex-10-child-born-in-china"
EXCLUDED, OPEN = "ex-08-prison-guard", "ex-01-hunger-first-crossing"


def case_in_assessment(cast: Cast, example: str = GRANTED, *, heard: bool = True, **fields: Any) -> Case:
    """A staffed case with the record of a fictional example, in assessment, heard and read back unless said."""
    case = make_staffed_case(cast, **{"state": "assessment"} | fields)
    assign(case, cast.second_reviewer, relation=Relation.REVIEWER)
    take_over(case, read_case(EXAMPLES / f"{example}.yaml", load_library()), by=cast.adjudicator)
    if heard:
        hear(case, cast)
    return case


def by_hand_today() -> Serving:
    return Serving(letter_date=TODAY.day, served_on=TODAY.day, how="in_person", language="en")


def refused_in(cast: Cast, profile: str) -> Case:
    """A refusal that was signed under the law of a profile, and in a letter that tells its time to appeal."""
    case = case_in_assessment(cast, REFUSED)
    case.profile = profile  # the record brings that of its own
    case.save()
    return to_state(case, cast, "decided", outcome="refused")


def hear(case: Case, cast: Cast, **fields: Any) -> Interview:
    number = case.interviews.count() + 1
    given = {
        "case": case,
        "number": number,
        "reason": "" if number == 1 else "More to say",
        "state": "signed",
        "officer": cast.interviewer,
        "planned_by": cast.interviewer,
        "started_at": NOW,
        "ended_at": NOW,
    }
    return Interview.objects.create(**given | fields)


def answered(case: Case) -> dict[str, str]:
    """An answer to every remark that wants one."""
    return dict.fromkeys(to_answer(remarks(screen(case))), "Looked at; it may stand.")


def recommended(case: Case, cast: Cast, outcome: str = "refugee", **fields: Any) -> Recommendation:
    request = Recommending(outcome=outcome, reasons="As found.", answers=answered(case), **fields)
    return recommend(cast.adjudicator, case.number, request=request)


def draft_of(case: Case, cast: Cast, *, languages: tuple[str, ...] = ("en", "ko")) -> Decision:
    """A draft after a recommendation that the reviewer agreed with."""
    recommended(case, cast)
    review_recommendation(cast.reviewer, case.number, request=Reviewing(result="agree"))
    return draft_decision(cast.adjudicator, case.number, request=Drafting(languages=languages))


def to_state(case: Case, cast: Cast, state: str, *, outcome: str = "refugee") -> Case:
    """Walk a case in assessment on by the actions, as far as `state`; a refusal is signed by the second reviewer."""
    recommended(case, cast, outcome)
    if state != "review":
        review_recommendation(cast.reviewer, case.number, request=Reviewing(result="agree"))
    if state not in {"review", "decision"}:
        draft_decision(cast.adjudicator, case.number, request=Drafting(languages=("en", "ko")))
        sign_decision(cast.second_reviewer, case.number, request=SigningDecision(read=True))
    if state == "served":
        serve_decision(cast.registrar, case.number, request=by_hand_today())
    case.refresh_from_db()
    return case


def refused_case(cast: Cast) -> Case:
    """A refusal that was served; the outsider sees the case as a reviewer."""
    case = to_state(case_in_assessment(cast, REFUSED), cast, "served", outcome="refused")
    assign(case, cast.outsider, relation=Relation.REVIEWER)
    return case


def state_of(case: Case) -> str:
    case.refresh_from_db()
    return case.state
