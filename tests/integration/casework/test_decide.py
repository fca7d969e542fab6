"""A recommendation and its review: each verb as it should go, and everything that it refuses."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from tests.casework.cast import Cast
from tests.casework.decisions import EXCLUDED, OPEN, REFUSED, answered, case_in_assessment, hear, recommended, to_state
from tests.casework.factories import assign
from tests.casework.refusals import invalid
from wellfounded.cases.actions.draft_decision import Drafting, draft_decision
from wellfounded.cases.actions.make_receipt import ReceiptWanted, make_receipt
from wellfounded.cases.actions.recommend import Recommending, recommend
from wellfounded.cases.actions.review_recommendation import Reviewing, review_recommendation
from wellfounded.cases.actions.sign_decision import SigningDecision, sign_decision
from wellfounded.cases.actions.withdraw_recommendation import TakingBack, withdraw_recommendation
from wellfounded.cases.errors import NotAllowed, NotFound, NotNow
from wellfounded.cases.models import Case, InterviewLine, Receipt, Recommendation, Relation, Review
from wellfounded.cases.models.decision import standing_recommendation
from wellfounded.law.library import load_library
from wellfounded.law.receipt import verify_receipt


@pytest.fixture
def case(cast: Cast) -> Case:
    return case_in_assessment(cast)


@pytest.fixture
def noise(cast: Cast) -> Case:
    """A second case at the same place, which nothing below may touch."""
    return to_state(case_in_assessment(cast), cast, "decided")


# ── receipt and recommendation ───────────────────────────────────────────────────────────────────────────────────────
def test_a_receipt_makes_the_assessment_again(cast: Cast, case: Case) -> None:
    receipt = make_receipt(cast.reviewer, case.number, request=ReceiptWanted(key="k"))
    assert verify_receipt(receipt.data, load_library()) == ()
    assert (receipt.seal, receipt.made_by) == (receipt.data["seal"], cast.reviewer)
    assert make_receipt(cast.reviewer, case.number, request=ReceiptWanted(key="k")) == receipt
    with pytest.raises(NotAllowed):
        make_receipt(cast.observer, case.number, request=ReceiptWanted())
    with pytest.raises(NotFound):
        make_receipt(cast.outsider, case.number, request=ReceiptWanted())
    with pytest.raises(RuntimeError, match="once"):
        receipt.save()


def test_a_recommendation_carries_its_receipt_and_goes_to_review(cast: Cast, case: Case, noise: Case) -> None:
    made = recommended(case, cast, key="once")
    case.refresh_from_db()
    assert (case.state, made.outcome, made.by, made.receipt.case) == ("review", "refugee", cast.adjudicator, case)
    assert standing_recommendation(case) == made
    again = Recommending(outcome="refugee", reasons="As found.", answers=made.remarks_answered, key="once")
    assert recommend(cast.adjudicator, case.number, request=again) == made
    noise.refresh_from_db()
    assert noise.state == "decided"


def test_only_the_adjudicator_of_the_case_recommends(cast: Cast, case: Case) -> None:
    for user in (cast.reviewer, cast.interviewer, cast.counsel, cast.registrar):
        with pytest.raises(NotAllowed):
            recommend(user, case.number, request=Recommending(outcome="refugee", reasons="x"))
    with pytest.raises(NotFound):
        recommend(cast.outsider, case.number, request=Recommending(outcome="refugee", reasons="x"))


def test_nothing_is_recommended_twice_or_out_of_turn(cast: Cast, case: Case) -> None:
    recommended(case, cast)
    with pytest.raises(NotNow):
        recommended(case, cast)


@pytest.mark.parametrize(
    ("request_", "fields"),
    [
        (Recommending(), ["reasons", "outcome"]),
        (Recommending(outcome="deport", reasons="x"), ["outcome"]),
        (Recommending(outcome="ceased", reasons="x"), ["outcome"]),
        (Recommending(outcome="refused", reasons="x"), ["outcome"]),
        (Recommending(outcome="refugee", reasons="x", departs_reason="kindness"), ["departs_reason"]),
    ],
)
def test_a_recommendation_that_cannot_stand_is_refused(
    cast: Cast, case: Case, request_: Recommending, fields: list[str]
) -> None:
    request = replace(request_, answers=answered(case))
    invalid(lambda: recommend(cast.adjudicator, case.number, request=request), *fields)
    assert not Recommendation.objects.exists()
    assert not Receipt.objects.exists()


def test_every_remark_wants_an_answer(cast: Cast) -> None:
    case = case_in_assessment(cast, REFUSED)
    keys = answered(case)
    assert keys, "the example must make the review remark on something"
    request = Recommending(outcome="refused", reasons="x")
    invalid(lambda: recommend(cast.adjudicator, case.number, request=request), *(f"answers-{key}" for key in keys))
    recommend(cast.adjudicator, case.number, request=replace(request, answers=keys))


def test_nobody_is_refused_on_paper(cast: Cast) -> None:
    case = case_in_assessment(cast, REFUSED, heard=False)
    told = invalid(lambda: recommended(case, cast, "refused"), "outcome")
    assert "on paper" in told["outcome"]
    hear(case, cast, state="ended")
    invalid(lambda: recommended(case, cast, "refused"), "outcome")  # not read back yet
    hear(case, cast, state="read_back")
    recommended(case, cast, "refused")


def test_an_open_record_refuses_nobody_but_may_grant_with_a_reason(cast: Cast) -> None:
    case = case_in_assessment(cast, OPEN)
    told = invalid(lambda: recommended(case, cast, "refused"), "outcome")
    assert "The record is open" in told["outcome"]
    assert "never “no”" in told["outcome"]
    invalid(lambda: recommended(case, cast), "departs_reason")
    made = recommended(case, cast, departs_reason="The danger is known to everybody")
    assert made.departs_reason


@pytest.mark.parametrize("modality", ["prima_facie", "simplified"])
def test_what_is_only_there_to_grant_needs_no_reason_and_refuses_nobody(cast: Cast, modality: str) -> None:
    case = case_in_assessment(cast, OPEN, modality=modality)
    told = invalid(lambda: recommended(case, cast, "refused"), "outcome")
    assert "only there to grant" in told["outcome"]
    recommended(case, cast)


def test_exclusion_counts_only_when_the_applicant_was_heard_on_it(cast: Cast) -> None:
    case = case_in_assessment(cast, EXCLUDED)
    told = invalid(lambda: recommended(case, cast, "complementary"), "outcome")
    assert "not heard on it" in told["outcome"]
    InterviewLine.objects.create(
        interview=case.interviews.get(),
        number=1,
        kind="question",
        speaker="officer",
        text="What was your work there?",
        entity="person",
        item="exclusion_1fa",
        by=cast.interviewer,
    )
    assert recommended(case, cast, "complementary").outcome == "complementary"


def test_an_author_takes_a_recommendation_back_and_nobody_else(cast: Cast, case: Case) -> None:
    taking = TakingBack(key="k")
    with pytest.raises(NotNow):
        withdraw_recommendation(cast.adjudicator, case.number, request=TakingBack())
    made = recommended(case, cast)
    assign(case, cast.outsider, relation=Relation.ADJUDICATOR)
    with pytest.raises(NotAllowed):
        withdraw_recommendation(cast.outsider, case.number, request=taking)
    withdraw_recommendation(cast.adjudicator, case.number, request=taking)
    assert withdraw_recommendation(cast.adjudicator, case.number, request=taking) == made
    case.refresh_from_db()
    assert case.state == "assessment"
    made.refresh_from_db()
    assert made.ended_how == "withdrawn"
    recommended(case, cast)


# ── review ───────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_agreement_sends_the_case_on(cast: Cast, case: Case) -> None:
    with pytest.raises(NotNow):
        review_recommendation(cast.reviewer, case.number, request=Reviewing(result="agree"))
    recommended(case, cast)
    made = review_recommendation(cast.reviewer, case.number, request=Reviewing(result="agree", key="k"))
    assert review_recommendation(cast.reviewer, case.number, request=Reviewing(result="agree", key="k")) == made
    case.refresh_from_db()
    assert case.state == "decision"


def test_nobody_reviews_what_they_recommended_even_with_both_roles(cast: Cast, case: Case) -> None:
    for relation in (Relation.ADJUDICATOR, Relation.REVIEWER):
        assign(case, cast.outsider, relation=relation)
    recommend(
        cast.outsider,
        case.number,
        request=Recommending(outcome="refugee", reasons="x", answers=answered(case)),
    )
    with pytest.raises(NotAllowed, match="does not review"):
        review_recommendation(cast.outsider, case.number, request=Reviewing(result="agree"))


@pytest.mark.parametrize(
    ("request_", "fields"),
    [
        (Reviewing(), ["result"]),
        (Reviewing(result="shrug"), ["result"]),
        (Reviewing(result="return"), ["codes"]),
        (Reviewing(result="return", codes=("mood",)), ["codes"]),
        (Reviewing(result="return", codes=("law",), points=({"code": "mood"},)), ["codes"]),
        (Reviewing(result="return", codes=("other",)), ["remarks"]),
        (Reviewing(result="second_opinion"), ["remarks"]),
    ],
)
def test_a_review_that_says_nothing_is_refused(cast: Cast, case: Case, request_: Reviewing, fields: list[str]) -> None:
    recommended(case, cast)
    invalid(lambda: review_recommendation(cast.reviewer, case.number, request=request_), *fields)
    assert not Review.objects.exists()


def test_a_return_names_what_is_meant_and_ends_the_recommendation(cast: Cast, case: Case) -> None:
    made = recommended(case, cast)
    point = {"code": "point_not_put", "entity": "PRK", "item": "internal_alternative", "note": "No place was named"}
    request = Reviewing(result="return", codes=("standard", "point_not_put"), points=(point,))
    review = review_recommendation(cast.reviewer, case.number, request=request)
    case.refresh_from_db()
    made.refresh_from_db()
    assert (case.state, made.ended_how) == ("assessment", "returned")
    assert (review.codes, review.points) == ("point_not_put standard", [point])
    recommended(case, cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Recommendation.objects.filter(pk=made.pk).update(ended_at=None, ended_how="")


def test_a_second_opinion_is_somebody_elses_and_then_a_third_person_signs(cast: Cast, case: Case) -> None:
    recommended(case, cast)
    asking = Reviewing(result="second_opinion", remarks="I am in doubt on the link")
    review_recommendation(cast.reviewer, case.number, request=asking)
    case.refresh_from_db()
    assert case.state == "review"
    with pytest.raises(NotAllowed, match="somebody else"):
        review_recommendation(cast.reviewer, case.number, request=Reviewing(result="agree"))
    invalid(lambda: review_recommendation(cast.second_reviewer, case.number, request=asking), "result")
    review_recommendation(cast.second_reviewer, case.number, request=Reviewing(result="agree"))
    draft_decision(cast.adjudicator, case.number, request=Drafting())
    for user in (cast.reviewer, cast.second_reviewer):
        with pytest.raises(NotAllowed):
            sign_decision(user, case.number, request=SigningDecision(read=True))
    assign(case, cast.outsider, relation=Relation.REVIEWER)
    signed = sign_decision(cast.outsider, case.number, request=SigningDecision(read=True))
    assert (signed.also_reviewed_by, signed.reviewed_by, signed.third_person) == (
        cast.reviewer,
        cast.second_reviewer,
        True,
    )
