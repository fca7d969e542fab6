"""What must be so before an outcome may be recommended: each rule in a truth table."""

from itertools import product

import pytest

from wellfounded.cases.decision_policies import Ground, departs, obstacles, remark_key, to_answer
from wellfounded.cases.models import Modality
from wellfounded.cases.outcomes import DENIES, GRANTS, OF_A_CLAIM, OF_A_PROCEEDING, Outcome
from wellfounded.law.finding import Label
from wellfounded.law.remark import Remark, RemarkCode

NO = {"refugee_status": Label.NOT_MET, "complementary_protection": Label.NOT_MET}
READY = {"closed": True, "heard": True, "labels": NO}


@pytest.mark.parametrize("outcome", Outcome)
@pytest.mark.parametrize("proceeding", [False, True])
def test_an_outcome_belongs_to_a_claim_or_to_a_proceeding(outcome: Outcome, *, proceeding: bool) -> None:
    labels = NO | {"exclusion": Label.MET, "cessation": Label.MET, "status_vacated": Label.MET}
    ground = Ground(outcome, proceeding=proceeding, closed=True, heard=True, exclusion_heard=True, labels=labels)
    belongs = outcome in (OF_A_PROCEEDING if proceeding else OF_A_CLAIM)
    assert (obstacles(ground) == ()) is belongs


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({}, ""),
        ({"closed": False}, "record is open"),
        ({"heard": False}, "on paper"),
        ({"modality": Modality.PRIMA_FACIE}, "only there to grant"),
        ({"modality": Modality.SIMPLIFIED}, "only there to grant"),
        ({"modality": Modality.ACCELERATED}, ""),
        ({"modality": Modality.MERGED}, ""),
        ({"grave": 1}, "Grave"),
        ({"labels": NO | {"refugee_status": Label.OPEN}}, "never “no”"),
        ({"labels": NO | {"refugee_status": Label.CONTRADICTED}}, "never “no”"),
        ({"labels": NO | {"complementary_protection": Label.OPEN}}, "never “no”"),
        ({"labels": NO | {"refugee_status": Label.MET}}, "entitled"),
        ({"labels": NO | {"complementary_protection": Label.MET}}, "entitled"),
        ({"labels": NO | {"exclusion": Label.MET}}, "not heard on it"),
        ({"labels": NO | {"exclusion": Label.MET}, "exclusion_heard": True}, ""),
        ({"labels": {}}, "only the question of return"),
    ],
    ids=str,
)
def test_what_a_refusal_needs(change: dict[str, object], word: str) -> None:
    found = obstacles(Ground(Outcome.REFUSED, **(READY | change)))  # type: ignore[arg-type] # fields by name
    assert len(found) == bool(word)
    assert word in "".join(found)


@pytest.mark.parametrize(("closed", "heard"), list(product([False, True], repeat=2)))
@pytest.mark.parametrize("status", list(Label))
def test_refugee_status_needs_neither_closing_nor_hearing(status: Label, *, closed: bool, heard: bool) -> None:
    ground = Ground(Outcome.REFUGEE, closed=closed, heard=heard, labels={"refugee_status": status}, grave=3)
    assert obstacles(ground) == ()
    assert departs(ground) is (status is not Label.MET)


@pytest.mark.parametrize(
    ("modality", "status", "needs_reason"),
    [
        (Modality.PRIMA_FACIE, Label.OPEN, False),
        (Modality.SIMPLIFIED, Label.CONTRADICTED, False),
        (Modality.PRIMA_FACIE, Label.NOT_MET, True),
        (Modality.REGULAR, Label.OPEN, True),
    ],
)
def test_a_grant_beyond_the_record_needs_a_reason(modality: Modality, status: Label, *, needs_reason: bool) -> None:
    ground = Ground(Outcome.REFUGEE, modality=modality, labels={"refugee_status": status})
    assert departs(ground) is needs_reason


def test_where_the_profile_has_no_such_status_nothing_departs() -> None:
    assert not departs(Ground(Outcome.REFUGEE))
    assert not departs(Ground(Outcome.STATUS_KEPT, proceeding=True))


def test_less_than_refugee_status_is_denied_on_an_answered_question_only() -> None:
    labels = {"refugee_status": Label.NOT_MET, "complementary_protection": Label.MET}
    assert obstacles(Ground(Outcome.COMPLEMENTARY, closed=True, heard=True, labels=labels)) == ()
    assert len(obstacles(Ground(Outcome.COMPLEMENTARY, labels=labels | {"refugee_status": Label.OPEN}))) == 3
    # a profile without refugee status denies nothing by granting the other
    assert obstacles(Ground(Outcome.COMPLEMENTARY, labels={"complementary_protection": Label.MET})) == ()


@pytest.mark.parametrize(
    ("outcome", "name", "proceeding"),
    [
        (Outcome.EXCLUDED, "exclusion", False),
        (Outcome.CEASED, "cessation", True),
        (Outcome.CANCELLED, "status_vacated", True),
    ],
)
def test_what_takes_a_status_must_itself_be_met(outcome: Outcome, name: str, *, proceeding: bool) -> None:
    for label in Label:
        ground = Ground(
            outcome, proceeding=proceeding, closed=True, heard=True, exclusion_heard=True, labels=NO | {name: label}
        )
        assert (obstacles(ground) == ()) is (label is Label.MET)


def test_every_outcome_says_what_it_denies() -> None:
    assert set(DENIES) == set(Outcome)
    assert {outcome for outcome in Outcome if not DENIES[outcome]} & OF_A_CLAIM == {Outcome.REFUGEE}
    assert set(Outcome) == OF_A_CLAIM | OF_A_PROCEEDING
    assert set() == OF_A_CLAIM & OF_A_PROCEEDING
    assert {Outcome.STATUS_KEPT} == GRANTS & OF_A_PROCEEDING


def test_remarks_that_only_inform_want_no_answer() -> None:
    note = Remark(RemarkCode.COUNTRY_FACT_DUE, "PRK", "fear")
    look = Remark(RemarkCode.LEFT_INCOMPLETE, "CHN", "return_barred")
    assert to_answer((note, look)) == {"REV-12 CHN return_barred": look}
    assert remark_key(Remark(RemarkCode.TRANSITION_UNREAD)) == "REV-13"
