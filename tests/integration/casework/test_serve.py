"""Service and what it needs: the signed text of each language, a day, and the terms that begin with it."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.casework.cast import Cast
from tests.casework.days import TODAY, TOMORROW, YESTERDAY, Ago, in_days
from tests.casework.decisions import REFUSED, by_hand_today, case_in_assessment, to_state
from tests.casework.factories import assign, make_case
from tests.casework.refusals import invalid
from wellfounded.cases.actions.recommend import Recommending, recommend
from wellfounded.cases.actions.register_person import Registration, register_person
from wellfounded.cases.actions.serve_decision import Serving, serve_decision
from wellfounded.cases.actions.sign_off_text import SigningOff, sign_off_text, withdraw_sign_off
from wellfounded.cases.deadline_terms import Rules
from wellfounded.cases.decision_wording import MESSAGES, text_hash
from wellfounded.cases.errors import NotAllowed, NotFound, NotNow
from wellfounded.cases.models import Case, Deadline, Decision, Relation, StatusEntry, TextSignOff


@pytest.fixture
def case(cast: Cast) -> Case:
    return case_in_assessment(cast)


@pytest.fixture
def noise(cast: Cast) -> Case:
    """A second case at the same place, which nothing below may touch."""
    return to_state(case_in_assessment(cast), cast, "decided")


# ── service ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_service_starts_the_term_of_appeal_and_writes_the_status(cast: Cast, noise: Case) -> None:
    case = to_state(case_in_assessment(cast, REFUSED), cast, "decided", outcome="refused")
    served_on = Ago(2).day
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
        ({"letter_date": TODAY, "served_on": YESTERDAY}, ["served_on"]),
        ({"served_on": TOMORROW}, ["served_on"]),
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
    request = replace(by_hand_today(), **in_days(change))
    invalid(lambda: serve_decision(cast.registrar, noise.number, request=request), *fields)
    assert not Decision.objects.filter(state="served").exists()


def test_only_what_is_signed_is_served_and_not_by_the_reviewer(cast: Cast, case: Case, noise: Case) -> None:
    with pytest.raises(NotNow):
        serve_decision(cast.registrar, case.number, request=by_hand_today())
    with pytest.raises(NotAllowed):
        serve_decision(cast.reviewer, noise.number, request=by_hand_today())


def test_no_letter_in_an_unsigned_language_is_served(cast: Cast, noise: Case) -> None:
    request = replace(by_hand_today(), language="ko", texts={"letter": "1" * 64})
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
    request = replace(by_hand_today(), language="ko")
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
    serve_decision(cast.registrar, noise.number, request=by_hand_today())
    assert not Deadline.objects.filter(case=noise).exists()
