"""From an assessment to a served decision: each verb as it should go, and everything that it refuses."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.casework.cast import Cast
from tests.casework.decisions import (
    EXCLUDED,
    OPEN,
    REFUSED,
    answered,
    case_in_assessment,
    hear,
    recommended,
    to_state,
)
from tests.casework.factories import assign, make_case
from wellfounded.cases.actions.draft_decision import Drafting, draft_decision
from wellfounded.cases.actions.edit_paragraph import Editing, edit_paragraph
from wellfounded.cases.actions.make_receipt import ReceiptWanted, make_receipt
from wellfounded.cases.actions.recommend import Recommending, recommend
from wellfounded.cases.actions.register_person import Registration, register_person
from wellfounded.cases.actions.review_recommendation import Reviewing, review_recommendation
from wellfounded.cases.actions.send_back_decision import send_back_decision
from wellfounded.cases.actions.serve_decision import Serving, serve_decision
from wellfounded.cases.actions.sign_decision import SigningDecision, sign_decision
from wellfounded.cases.actions.sign_off_text import SigningOff, sign_off_text, withdraw_sign_off
from wellfounded.cases.actions.withdraw_before_service import Withdrawing, withdraw_before_service
from wellfounded.cases.actions.withdraw_recommendation import TakingBack, withdraw_recommendation
from wellfounded.cases.deadline_terms import Rules
from wellfounded.cases.decision_wording import MESSAGES, text_hash
from wellfounded.cases.errors import Invalid, NotAllowed, NotFound, NotNow, Stale
from wellfounded.cases.models import (
    Case,
    Deadline,
    Decision,
    InterviewLine,
    Receipt,
    Recommendation,
    Relation,
    Review,
    StatusEntry,
    TextSignOff,
)
from wellfounded.cases.models.decision import current_decision, standing_recommendation
from wellfounded.cases.permissions import Answer
from wellfounded.law.library import load_library
from wellfounded.law.receipt import verify_receipt

TODAY = timezone.localdate()
SERVING = Serving(letter_date=TODAY, served_on=TODAY, how="in_person", language="en")


def invalid(call: Callable[[], Any], *fields: str) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        call()
    assert set(refused.value.fields) == set(fields)
    return refused.value.fields


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


# ── draft and paragraphs ─────────────────────────────────────────────────────────────────────────────────────────────


def test_a_draft_has_the_same_numbered_paragraphs_in_each_language(cast: Cast, case: Case) -> None:
    with pytest.raises(NotNow):
        draft_decision(cast.adjudicator, case.number, request=Drafting())
    to_state(case, cast, "decision")
    request = Drafting(languages=("en", "ko", "zh-hans"), key="k")
    decision = draft_decision(cast.adjudicator, case.number, request=request)
    assert draft_decision(cast.adjudicator, case.number, request=request) == decision
    by_language = [
        list(decision.paragraphs.filter(language=language).values_list("number", "message", "links"))
        for language in request.languages
    ]
    assert by_language[0] == by_language[1] == by_language[2]
    kinds = {link["kind"] for row in by_language[0] for link in row[2]}
    assert kinds == {"citation", "evidence", "fact", "finding", "line"}
    assert "북한" in decision.paragraphs.filter(language="ko", message="fact_established").first().generated  # type: ignore[union-attr] # there is one
    with pytest.raises(NotNow, match="already"):
        draft_decision(cast.adjudicator, case.number, request=Drafting())


@pytest.mark.parametrize("languages", [(), ("en", "en"), ("tlh",)])
def test_a_draft_needs_languages_that_the_office_has(cast: Cast, case: Case, languages: tuple[str, ...]) -> None:
    to_state(case, cast, "decision")
    request = Drafting(languages=languages)
    invalid(lambda: draft_decision(cast.adjudicator, case.number, request=request), "languages")


def test_an_edited_paragraph_keeps_its_links_and_can_go_back(cast: Cast, case: Case) -> None:
    with pytest.raises(NotNow):
        edit_paragraph(cast.adjudicator, case.number, request=Editing(language="en", paragraph=4, text="x"))
    to_state(case, cast, "decision")
    decision = draft_decision(cast.adjudicator, case.number, request=Drafting())
    before = decision.paragraphs.get(language="en", number=4)
    edit = Editing(language="en", paragraph=4, text="We accept it.", before=before.text, key="k")
    after = edit_paragraph(cast.reviewer, case.number, request=edit)
    assert edit_paragraph(cast.reviewer, case.number, request=edit) == after
    assert (after.text, after.links, after.generated) == ("We accept it.", before.links, before.generated)
    assert (after.edited_by, after.edited_at is not None) == (cast.reviewer, True)
    with pytest.raises(Stale) as stale:
        edit_paragraph(cast.adjudicator, case.number, request=replace(edit, text="No.", key=""))
    assert (stale.value.theirs, stale.value.mine) == ({"text": "We accept it."}, {"text": "No."})
    invalid(
        lambda: edit_paragraph(cast.reviewer, case.number, request=replace(edit, paragraph=999, key="")), "paragraph"
    )
    back = edit_paragraph(cast.reviewer, case.number, request=Editing(language="en", paragraph=4, text=""))
    assert (back.text, back.edited_by) == (before.generated, None)


# ── signing ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_who_agreed_may_sign_a_grant(cast: Cast, case: Case) -> None:
    to_state(case, cast, "decision")
    with pytest.raises(NotNow):
        sign_decision(cast.reviewer, case.number, request=SigningDecision(read=True))
    draft_decision(cast.adjudicator, case.number, request=Drafting())
    invalid(lambda: sign_decision(cast.reviewer, case.number, request=SigningDecision()), "read")
    request = SigningDecision(read=True, key="k")
    decision = sign_decision(cast.reviewer, case.number, request=request)
    assert sign_decision(cast.reviewer, case.number, request=request) == decision
    assert (decision.state, decision.decided_by, decision.third_person) == ("signed", cast.reviewer, False)
    assert decision.receipt is not None
    assert verify_receipt(decision.receipt.data, load_library()) == ()


def test_a_refusal_is_signed_by_a_third_person(cast: Cast) -> None:
    case = to_state(case_in_assessment(cast, REFUSED), cast, "decision", outcome="refused")
    draft_decision(cast.adjudicator, case.number, request=Drafting())
    for user in (cast.reviewer, cast.adjudicator):
        with pytest.raises(NotAllowed):
            sign_decision(user, case.number, request=SigningDecision(read=True))
    decision = sign_decision(cast.second_reviewer, case.number, request=SigningDecision(read=True))
    assert (decision.third_person, decision.grants) == (True, False)


def test_without_the_permission_the_store_still_refuses(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: with the permission map opened, the table keeps the duties apart."""
    case = to_state(case_in_assessment(cast, REFUSED), cast, "decision", outcome="refused")
    draft_decision(cast.adjudicator, case.number, request=Drafting())
    monkeypatch.setattr("wellfounded.cases.access.answer", lambda *_: Answer(allowed=True, reason="opened"))
    for user in (cast.reviewer, cast.adjudicator):
        with pytest.raises(IntegrityError), transaction.atomic():
            sign_decision(user, case.number, request=SigningDecision(read=True))


def test_what_changed_since_the_recommendation_is_not_signed(cast: Cast, case: Case) -> None:
    to_state(case, cast, "decision")
    draft_decision(cast.adjudicator, case.number, request=Drafting())
    case.fact_entries.all().delete()
    told = invalid(lambda: sign_decision(cast.reviewer, case.number, request=SigningDecision(read=True)), "outcome")
    assert "Refugee" in told["outcome"]


def test_what_a_refusal_needs_is_asked_again_when_it_is_signed(cast: Cast) -> None:
    case = to_state(case_in_assessment(cast, REFUSED), cast, "decision", outcome="refused")
    draft_decision(cast.adjudicator, case.number, request=Drafting())
    case.interviews.all().delete()
    signing = SigningDecision(read=True)
    told = invalid(lambda: sign_decision(cast.second_reviewer, case.number, request=signing), "outcome")
    assert "on paper" in told["outcome"]


def test_a_text_that_was_edited_in_one_language_only_is_not_signed(cast: Cast, case: Case) -> None:
    to_state(case, cast, "decision")
    draft_decision(cast.adjudicator, case.number, request=Drafting(languages=("en", "ko")))
    edit_paragraph(cast.adjudicator, case.number, request=Editing(language="en", paragraph=4, text="Better."))
    signing = SigningDecision(read=True)
    told = invalid(lambda: sign_decision(cast.reviewer, case.number, request=signing), "paragraphs")
    assert "4" in told["paragraphs"]
    edit_paragraph(cast.adjudicator, case.number, request=Editing(language="ko", paragraph=4, text="더 낫다."))
    sign_decision(cast.reviewer, case.number, request=signing)


def test_whoever_is_to_sign_may_send_it_back(cast: Cast, case: Case) -> None:
    request = Reviewing(codes=("reasons_unclear",), key="k")
    assign(case, cast.outsider, relation=Relation.REVIEWER)
    with pytest.raises(NotNow):
        send_back_decision(cast.outsider, case.number, request=request)
    to_state(case, cast, "decision")
    draft = draft_decision(cast.adjudicator, case.number, request=Drafting())
    invalid(lambda: send_back_decision(cast.outsider, case.number, request=Reviewing()), "codes")
    made = send_back_decision(cast.outsider, case.number, request=request)
    assert send_back_decision(cast.outsider, case.number, request=request) == made
    draft.refresh_from_db()
    case.refresh_from_db()
    assert (case.state, draft.replaced_at is not None, made.before_signing) == ("assessment", True, True)
    to_state(case, cast, "decision")
    send_back_decision(cast.outsider, case.number, request=Reviewing(codes=("law",)))  # nothing was drafted yet


def test_a_signed_decision_can_be_withdrawn_until_it_is_served(cast: Cast, case: Case) -> None:
    withdrawing = Withdrawing(reason="The wrong country", key="k")
    to_state(case, cast, "decision")
    with pytest.raises(NotNow):
        withdraw_before_service(cast.reviewer, case.number, request=withdrawing)
    draft_decision(cast.adjudicator, case.number, request=Drafting())
    sign_decision(cast.reviewer, case.number, request=SigningDecision(read=True))
    invalid(lambda: withdraw_before_service(cast.reviewer, case.number, request=Withdrawing()), "reason")
    withdrawn = withdraw_before_service(cast.second_reviewer, case.number, request=withdrawing)
    assert withdraw_before_service(cast.second_reviewer, case.number, request=withdrawing) == withdrawn
    case.refresh_from_db()
    assert (case.state, current_decision(case)) == ("decision", None)
    draft_decision(cast.adjudicator, case.number, request=Drafting())
    sign_decision(cast.reviewer, case.number, request=SigningDecision(read=True))
    serve_decision(cast.registrar, case.number, request=SERVING)
    with pytest.raises(NotNow):
        withdraw_before_service(cast.reviewer, case.number, request=Withdrawing(reason="x"))


# ── service ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_service_starts_the_term_of_appeal_and_writes_the_status(cast: Cast, noise: Case) -> None:
    case = to_state(case_in_assessment(cast, REFUSED), cast, "decided", outcome="refused")
    served_on = TODAY - timedelta(days=2)
    request = Serving(letter_date=served_on, served_on=served_on, how="by_post", language="en", key="k")
    decision = serve_decision(cast.registrar, case.number, request=request)
    assert serve_decision(cast.registrar, case.number, request=request) == decision
    case.refresh_from_db()
    assert (case.state, decision.state, decision.served_on) == ("served", "served", served_on)
    appeal = Deadline.objects.get(case=case, kind="appeal")
    assert appeal.due_on >= served_on + timedelta(days=30)
    assert Deadline.objects.get(case=case, kind="final_closure").from_day == appeal.due_on
    assert StatusEntry.objects.get(case=case).value == "not_recognised"
    assert not Deadline.objects.filter(case=noise).exists()
    assert not StatusEntry.objects.filter(case=noise).exists()


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"letter_date": None}, ["letter_date"]),
        ({"served_on": None}, ["served_on"]),
        ({"letter_date": TODAY, "served_on": TODAY - timedelta(days=1)}, ["served_on"]),
        ({"served_on": TODAY + timedelta(days=1)}, ["served_on"]),
        ({"how": ""}, ["how"]),
        ({"how": "pigeon"}, ["how"]),
        ({"language": ""}, ["language"]),
        ({"language": "xx"}, ["language"]),
        ({"language": "zh-hans"}, ["language"]),
        ({"language": "ko"}, ["language"]),
    ],
    ids=str,
)
def test_what_cannot_be_served_is_refused(cast: Cast, noise: Case, change: dict[str, Any], fields: list[str]) -> None:
    request = replace(SERVING, **change)
    invalid(lambda: serve_decision(cast.registrar, noise.number, request=request), *fields)
    assert not Decision.objects.filter(state="served").exists()


def test_only_what_is_signed_is_served_and_not_by_the_reviewer(cast: Cast, case: Case, noise: Case) -> None:
    with pytest.raises(NotNow):
        serve_decision(cast.registrar, case.number, request=SERVING)
    with pytest.raises(NotAllowed):
        serve_decision(cast.reviewer, noise.number, request=SERVING)


def test_no_letter_in_an_unsigned_language_is_served(cast: Cast, noise: Case) -> None:
    request = replace(SERVING, language="ko", texts={"letter": "1" * 64})
    told = invalid(lambda: serve_decision(cast.registrar, noise.number, request=request), "language")
    assert "decision, letter" in told["language"]
    for kind, digest in (("decision", text_hash("ko")), ("letter", "1" * 64)):
        signing = SigningOff(language="ko", kind=kind, hash=digest, statement="Sworn translator, Northern usage")
        sign_off_text(cast.reviewer, request=signing)
    assert serve_decision(cast.registrar, noise.number, request=request).letter_language == "ko"


def test_a_signature_for_older_words_does_not_count(cast: Cast, noise: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control of the sign-off: one word is changed and nothing goes out."""
    signing = SigningOff(language="ko", kind="decision", hash=text_hash("ko"), statement="Sworn translator")
    sign_off_text(cast.reviewer, request=signing)
    monkeypatch.setitem(MESSAGES, "closed", "Closed: %(on)s.")
    request = replace(SERVING, language="ko")
    invalid(lambda: serve_decision(cast.registrar, noise.number, request=request), "language")


def test_texts_are_signed_off_by_a_reader_who_says_why_qualified(cast: Cast) -> None:
    good = SigningOff(language="ko", kind="decision", hash=text_hash("ko"), statement="Sworn translator")
    wrong = SigningOff(language="xx", kind="", hash="", statement="")
    invalid(lambda: sign_off_text(cast.reviewer, request=wrong), "language", "kind", "hash", "statement")
    with pytest.raises(NotAllowed):
        sign_off_text(cast.registrar, request=good)
    signed = sign_off_text(cast.reviewer, request=good)
    invalid(lambda: sign_off_text(cast.reviewer, request=good), "language")
    withdraw_sign_off(cast.adjudicator, signed.pk)
    with pytest.raises(NotFound):
        withdraw_sign_off(cast.adjudicator, signed.pk)
    with pytest.raises(NotAllowed):
        withdraw_sign_off(cast.registrar, signed.pk)
    sign_off_text(cast.reviewer, request=good)
    assert TextSignOff.objects.filter(withdrawn_at=None).count() == 1


def test_the_texts_of_each_language_have_their_own_hash() -> None:
    assert text_hash("en") == text_hash("en")
    assert len(text_hash("ko")) == 64


def test_a_closed_case_is_not_decided(cast: Cast) -> None:
    case = make_case(cast.registrar, state="closed", claim_date=date(2024, 1, 1))
    assign(case, cast.adjudicator, relation=Relation.ADJUDICATOR)
    with pytest.raises(NotNow):
        recommend(cast.adjudicator, case.number, request=Recommending(outcome="refugee", reasons="x"))


def test_a_profile_with_a_term_for_the_first_decision_sets_it_at_registration(cast: Cast) -> None:
    claimed = Registration(profile="eu", claim_date=date(2024, 8, 30))
    case = register_person(cast.registrar, request=claimed)
    assert Deadline.objects.get(case=case).due_on == date(2025, 2, 28)
    plain = register_person(cast.registrar, request=Registration(profile="unhcr"))
    assert not Deadline.objects.filter(case=plain).exists()


def test_where_no_term_of_appeal_is_known_none_is_invented(
    cast: Cast, noise: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("deadlines", "appeal_term", "actions.serve_decision"):
        monkeypatch.setattr(f"wellfounded.cases.{module}.rules_of", lambda profile: Rules(profile, "", {}))
    serve_decision(cast.registrar, noise.number, request=SERVING)
    assert not Deadline.objects.filter(case=noise).exists()
