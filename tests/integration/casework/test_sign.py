"""From a draft to a signature: each verb as it should go, and everything that it refuses."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from tests.casework.cast import Cast
from tests.casework.decisions import REFUSED, by_hand_today, case_in_assessment, to_state
from tests.casework.factories import assign
from tests.casework.refusals import invalid
from wellfounded.cases.actions.draft_decision import Drafting, draft_decision
from wellfounded.cases.actions.edit_paragraph import Editing, edit_paragraph
from wellfounded.cases.actions.review_recommendation import Reviewing
from wellfounded.cases.actions.send_back_decision import send_back_decision
from wellfounded.cases.actions.serve_decision import serve_decision
from wellfounded.cases.actions.sign_decision import SigningDecision, sign_decision
from wellfounded.cases.actions.withdraw_before_service import Withdrawing, withdraw_before_service
from wellfounded.cases.errors import NotAllowed, NotNow, Stale
from wellfounded.cases.models import Case, Relation
from wellfounded.cases.models.decision import current_decision
from wellfounded.cases.permissions import Answer
from wellfounded.law.library import load_library
from wellfounded.law.receipt import verify_receipt


@pytest.fixture
def case(cast: Cast) -> Case:
    return case_in_assessment(cast)


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
    serve_decision(cast.registrar, case.number, request=by_hand_today())
    with pytest.raises(NotNow):
        withdraw_before_service(cast.reviewer, case.number, request=Withdrawing(reason="x"))
