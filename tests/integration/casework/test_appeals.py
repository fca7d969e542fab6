"""An appeal: who may lodge it, who decides it, and what becomes of the case."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.casework.cast import Cast, make_user
from tests.casework.days import TOMORROW, YESTERDAY, in_days
from tests.casework.decisions import REFUSED, by_hand_today, case_in_assessment, state_of, to_state
from tests.casework.factories import assign
from tests.casework.refusals import invalid
from wellfounded.accounts.roles import Role
from wellfounded.cases.actions.change_status import StatusGiven, change_status
from wellfounded.cases.actions.close_case import Closing, close_case
from wellfounded.cases.actions.decide_appeal import DecidingAppeal, FindingResult, decide_appeal
from wellfounded.cases.actions.draft_decision import Drafting, draft_decision
from wellfounded.cases.actions.edit_paragraph import Editing, edit_paragraph
from wellfounded.cases.actions.lodge_appeal import Lodging, lodge_appeal
from wellfounded.cases.actions.reopen_case import OpeningAgain, reopen_case
from wellfounded.cases.actions.see_appeal_result import see_appeal_result
from wellfounded.cases.actions.serve_decision import serve_decision
from wellfounded.cases.actions.sign_decision import SigningDecision, sign_decision
from wellfounded.cases.appeals import signer_of
from wellfounded.cases.duties import Duty, cases_by_duty
from wellfounded.cases.errors import NotAllowed, NotFound, NotNow
from wellfounded.cases.models import Appeal, AppealReader, Axis, Case, Deadline, Decision, Relation, StatusEntry
from wellfounded.cases.models.decision import current_decision, standing_recommendation
from wellfounded.cases.permissions import Answer
from wellfounded.cases.registration import present_statuses
from wellfounded.web.status_rows import axes_of

LODGING = Lodging(lodged_by="applicant")
REFUGEE_STATUS = FindingResult(entity="person", criterion="refugee_status", outcome="sent_back", note="Hear again")


# ── appeal ───────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_an_appeal_needs_nothing_but_whose_it_is(cast: Cast, refused: Case, noise: Case) -> None:
    request = replace(LODGING, key="k")
    appeal = lodge_appeal(cast.counsel, refused.number, request=request)
    assert lodge_appeal(cast.counsel, refused.number, request=request) == appeal
    assert (state_of(refused), appeal.in_time, appeal.grounds) == ("appeal", True, "")
    assert not Deadline.objects.filter(case=refused, settled_at=None).exists()
    assert Deadline.objects.filter(case=noise, settled_at=None).count() == 2
    with pytest.raises(NotNow):
        lodge_appeal(cast.counsel, refused.number, request=LODGING)


def test_a_late_appeal_is_taken_even_into_a_closed_case(cast: Cast, refused: Case) -> None:
    Deadline.objects.filter(case=refused).update(from_day=date(2024, 1, 1), due_on=date(2024, 2, 1))
    close_case(cast.registrar, refused.number, request=Closing(kind="final", reason="Nobody appealed"))
    assert set(Deadline.objects.filter(case=refused).values_list("settled_how", flat=True)) == {"passed"}
    appeal = lodge_appeal(cast.registrar, refused.number, request=LODGING)
    assert (state_of(refused), appeal.in_time, appeal.due_on, appeal.late_reason) == (
        "appeal",
        False,
        date(2024, 2, 1),
        "",
    )


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"lodged_by": ""}, ["lodged_by"]),
        ({"lodged_by": "neighbour"}, ["lodged_by"]),
        ({"lodged_on": TOMORROW}, ["lodged_on"]),
        ({"lodged_on": YESTERDAY}, ["lodged_on"]),
    ],
    ids=str,
)
def test_an_appeal_that_cannot_be_is_refused(
    cast: Cast, refused: Case, change: dict[str, Any], fields: list[str]
) -> None:
    invalid(lambda: lodge_appeal(cast.counsel, refused.number, request=replace(LODGING, **in_days(change))), *fields)


def test_an_appeal_without_terms_is_in_time(cast: Cast, refused: Case) -> None:
    Deadline.objects.filter(case=refused).delete()
    assert lodge_appeal(cast.counsel, refused.number, request=LODGING).in_time


def test_nobody_who_took_part_decides_an_appeal(cast: Cast, refused: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotNow):
        decide_appeal(cast.outsider, refused.number, request=DecidingAppeal(outcome="confirmed", reasons="x"))
    lodge_appeal(cast.counsel, refused.number, request=LODGING)
    request = DecidingAppeal(outcome="confirmed", reasons="The findings stand.")
    for user in (cast.reviewer, cast.second_reviewer, cast.adjudicator):
        with pytest.raises(NotAllowed):
            decide_appeal(user, refused.number, request=request)
    with monkeypatch.context() as patch:  # the negative control: the store refuses too
        patch.setattr("wellfounded.cases.access.answer", lambda *_: Answer(allowed=True, reason="opened"))
        for user in (cast.reviewer, cast.second_reviewer, cast.adjudicator):
            with pytest.raises(IntegrityError), transaction.atomic():
                decide_appeal(user, refused.number, request=request)
    appeal = decide_appeal(cast.outsider, refused.number, request=replace(request, key="k"))
    assert decide_appeal(cast.outsider, refused.number, request=replace(request, key="k")) == appeal
    assert (state_of(refused), appeal.decided_by) == ("served", cast.outsider)
    assert Deadline.objects.get(case=refused, settled_at=None).kind == "final_closure"


@pytest.mark.parametrize(
    ("request_", "fields"),
    [
        (DecidingAppeal(), ["outcome", "reasons"]),
        (DecidingAppeal(outcome="shrug", reasons="x"), ["outcome"]),
        (DecidingAppeal(outcome="granted", reasons="x"), ["granted"]),
        (DecidingAppeal(outcome="granted", reasons="x", granted="refused"), ["granted"]),
        (DecidingAppeal(outcome="confirmed", reasons="x", granted="refugee"), ["granted"]),
        (DecidingAppeal(outcome="sent_back", reasons="x"), ["results"]),
        (DecidingAppeal(outcome="sent_back", reasons="x", results=(REFUGEE_STATUS, REFUGEE_STATUS)), ["results"]),
        (
            DecidingAppeal(
                outcome="sent_back",
                reasons="x",
                results=(
                    replace(REFUGEE_STATUS, criterion="nothing"),
                    replace(REFUGEE_STATUS, outcome="shrug"),
                    replace(REFUGEE_STATUS, criterion="inclusion", note=" "),
                ),
            ),
            ["results-1", "results-2", "results-3"],
        ),
    ],
)
def test_an_appeal_decision_that_says_nothing_is_refused(
    cast: Cast, refused: Case, request_: DecidingAppeal, fields: list[str]
) -> None:
    lodge_appeal(cast.counsel, refused.number, request=LODGING)
    invalid(lambda: decide_appeal(cast.outsider, refused.number, request=request_), *fields)
    assert Appeal.objects.get().outcome == ""


def test_what_is_sent_back_returns_to_the_finding_and_its_authors(cast: Cast, refused: Case) -> None:
    lodge_appeal(cast.counsel, refused.number, request=LODGING)
    kept = FindingResult(entity="person", criterion="inclusion", outcome="confirmed")
    request = DecidingAppeal(outcome="sent_back", reasons="x", results=(REFUGEE_STATUS, kept))
    appeal = decide_appeal(cast.outsider, refused.number, request=request)
    assert state_of(refused) == "assessment"
    assert (refused.record_closed_at, standing_recommendation(refused), current_decision(refused)) == (None, None, None)
    result = appeal.results.get(criterion="refugee_status")
    assert {reader.user for reader in result.readers.all()} == {cast.adjudicator, cast.reviewer, cast.second_reviewer}
    assert not appeal.results.get(criterion="inclusion").readers.exists()
    see_appeal_result(cast.adjudicator, refused.number, result=result.pk)
    first = AppealReader.objects.get(result=result, user=cast.adjudicator).seen_at
    see_appeal_result(cast.adjudicator, refused.number, result=result.pk)
    assert AppealReader.objects.get(result=result, user=cast.adjudicator).seen_at == first
    with pytest.raises(NotFound):
        see_appeal_result(cast.interviewer, refused.number, result=result.pk)


def test_an_appeal_may_grant(cast: Cast, refused: Case) -> None:
    lodge_appeal(cast.counsel, refused.number, request=LODGING)
    request = DecidingAppeal(outcome="granted", granted="refugee", reasons="The fear is well founded.")
    decide_appeal(cast.outsider, refused.number, request=request)
    newest = StatusEntry.objects.filter(case=refused, axis="refugee_status").order_by("id").last()
    assert newest is not None
    assert (state_of(refused), newest.value) == ("served", "refugee")
    with pytest.raises(NotNow, match="holds a status"):
        reopen_case(cast.reviewer, refused.number, request=OpeningAgain(why="doubt", reason="x"))


def test_who_wrote_the_text_of_the_decision_does_not_decide_the_appeal(cast: Cast) -> None:
    """The letter says that somebody decides who took no part. Writing the reasons, or a paragraph, is a part."""
    case = to_state(case_in_assessment(cast, REFUSED), cast, "decision", outcome="refused")
    writer, editor = make_user("writer", Role.REVIEWER), make_user("editor", Role.REVIEWER)
    for user in (writer, editor, cast.outsider):
        assign(case, user, relation=Relation.REVIEWER)
    draft_decision(writer, case.number, request=Drafting())
    edit_paragraph(editor, case.number, request=Editing(language="en", paragraph=1, text="Nothing is believed."))
    sign_decision(cast.second_reviewer, case.number, request=SigningDecision(read=True))
    serve_decision(cast.registrar, case.number, request=by_hand_today())
    lodge_appeal(cast.counsel, case.number, request=LODGING)
    request = DecidingAppeal(outcome="confirmed", reasons="The findings stand.")
    for user in (writer, editor):
        assert Duty.DECIDE_APPEAL not in {duty for duty, cases in cases_by_duty(user).items() if cases.exists()}
        with pytest.raises(NotAllowed):
            decide_appeal(user, case.number, request=request)
    assert cases_by_duty(cast.outsider)[Duty.DECIDE_APPEAL].get() == case
    assert decide_appeal(cast.outsider, case.number, request=request).decided_by == cast.outsider


def test_who_becomes_a_refugee_on_appeal_keeps_no_other_legal_basis(cast: Cast, refused: Case) -> None:
    StatusEntry.objects.create(
        case=refused, axis="legal_basis", value="complementary", since=date(2024, 1, 1), by=cast.reviewer
    )
    lodge_appeal(cast.counsel, refused.number, request=LODGING)
    request = DecidingAppeal(outcome="granted", granted="refugee", reasons="The fear is well founded.")
    decide_appeal(cast.outsider, refused.number, request=request)
    shown = {row.axis: row.present.words for row in axes_of(refused) if row.present is not None}
    assert shown[Axis.REFUGEE_STATUS] == "Refugee"
    assert shown[Axis.LEGAL_BASIS] == "to be entered anew"
    change_status(cast.reviewer, refused.number, request=StatusGiven(axis="legal_basis", value="convention"))
    assert present_statuses(refused)[Axis.LEGAL_BASIS].value == "convention"


def test_complementary_protection_on_appeal_names_its_legal_basis(cast: Cast, refused: Case) -> None:
    lodge_appeal(cast.counsel, refused.number, request=LODGING)
    request = DecidingAppeal(outcome="granted", granted="complementary", reasons="Serious harm is to be feared.")
    decide_appeal(cast.outsider, refused.number, request=request)
    assert StatusEntry.objects.get(case=refused, axis="legal_basis").value == "complementary"


def test_a_decision_without_receipt_or_signer_has_no_findings_to_appeal(cast: Cast, refused: Case) -> None:
    lodge_appeal(cast.counsel, refused.number, request=LODGING)
    Decision.objects.filter(case=refused).update(receipt=None)
    request = DecidingAppeal(outcome="sent_back", reasons="x", results=(REFUGEE_STATUS,))
    invalid(lambda: decide_appeal(cast.outsider, refused.number, request=request), "results-1")
    with pytest.raises(NotNow):
        signer_of(Decision())
