"""After service: appeal, re-opening, proceedings about a status, closing, the own file, and family members."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.casework.cast import Cast, make_user
from tests.casework.decisions import REFUSED, case_in_assessment, hear, recommended, to_state
from tests.casework.factories import assign, make_case, make_staffed_case
from wellfounded.accounts.roles import Role
from wellfounded.cases.actions.add_household_member import MemberGiven, add_household_member
from wellfounded.cases.actions.begin_cancellation import begin_cancellation
from wellfounded.cases.actions.begin_cessation import begin_cessation
from wellfounded.cases.actions.change_status import StatusGiven, change_status
from wellfounded.cases.actions.close_case import Closing, close_case
from wellfounded.cases.actions.decide_appeal import DecidingAppeal, FindingResult, decide_appeal
from wellfounded.cases.actions.draft_decision import Drafting, draft_decision
from wellfounded.cases.actions.edit_paragraph import Editing, edit_paragraph
from wellfounded.cases.actions.grant_derivative_status import Deriving, grant_derivative_status
from wellfounded.cases.actions.link_relative import RelativeGiven, link_relative
from wellfounded.cases.actions.lodge_appeal import Lodging, lodge_appeal
from wellfounded.cases.actions.make_receipt import ReceiptWanted, make_receipt
from wellfounded.cases.actions.note_absence import Absence, note_absence
from wellfounded.cases.actions.release_own_file import Releasing, release_own_file
from wellfounded.cases.actions.reopen_case import OpeningAgain, reopen_case
from wellfounded.cases.actions.review_recommendation import Reviewing, review_recommendation
from wellfounded.cases.actions.see_appeal_result import see_appeal_result
from wellfounded.cases.actions.serve_appeal import ServingAppeal, serve_appeal
from wellfounded.cases.actions.serve_decision import Serving, serve_decision
from wellfounded.cases.actions.sign_decision import SigningDecision, sign_decision
from wellfounded.cases.actions.withdraw_before_service import Withdrawing, withdraw_before_service
from wellfounded.cases.appeals import signer_of
from wellfounded.cases.days import given
from wellfounded.cases.duties import Duty, cases_by_duty
from wellfounded.cases.errors import Invalid, NotAllowed, NotFound, NotNow
from wellfounded.cases.models import (
    Appeal,
    AppealReader,
    Axis,
    Case,
    Closure,
    Deadline,
    Decision,
    DerivativeStatus,
    Relation,
    Reopening,
    StatusEntry,
)
from wellfounded.cases.models.decision import current_decision, standing_recommendation
from wellfounded.cases.permissions import Answer
from wellfounded.cases.proceedings import Beginning
from wellfounded.cases.registration import present_statuses
from wellfounded.web.status_rows import axes_of

TODAY = timezone.localdate()
LODGING = Lodging(lodged_by="applicant")
REFUGEE_STATUS = FindingResult(entity="person", criterion="refugee_status", outcome="sent_back", note="Hear again")
BEGINNING = Beginning(reason="Papers turned out to be somebody else's", told_on=TODAY)


def invalid(call: Callable[[], Any], *fields: str) -> None:
    with pytest.raises(Invalid) as refused:
        call()
    assert set(refused.value.fields) == set(fields)


@pytest.fixture
def refused(cast: Cast) -> Case:
    case = to_state(case_in_assessment(cast, REFUSED), cast, "served", outcome="refused")
    assign(case, cast.outsider, relation=Relation.REVIEWER)
    return case


@pytest.fixture
def granted(cast: Cast) -> Case:
    return to_state(case_in_assessment(cast), cast, "served")


@pytest.fixture
def noise(cast: Cast) -> Case:
    return to_state(case_in_assessment(cast), cast, "served")


def state_of(case: Case) -> str:
    case.refresh_from_db()
    return case.state


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
        ({"lodged_on": TODAY + timedelta(days=1)}, ["lodged_on"]),
        ({"lodged_on": TODAY - timedelta(days=1)}, ["lodged_on"]),
    ],
    ids=str,
)
def test_an_appeal_that_cannot_be_is_refused(
    cast: Cast, refused: Case, change: dict[str, Any], fields: list[str]
) -> None:
    invalid(lambda: lodge_appeal(cast.counsel, refused.number, request=replace(LODGING, **change)), *fields)


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
    serving = Serving(letter_date=TODAY, served_on=TODAY, how="in_person", language="en")
    serve_decision(cast.registrar, case.number, request=serving)
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


# ── opened again ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_refused_case_is_opened_again_for_a_reason(cast: Cast, refused: Case, noise: Case) -> None:
    for request in (
        OpeningAgain(),
        OpeningAgain(why="mood", reason="x"),
        OpeningAgain(why="doubt", reason="x", into="review"),
    ):
        with pytest.raises(Invalid):
            reopen_case(cast.reviewer, refused.number, request=request)
    request = OpeningAgain(why="new_evidence", reason="A letter from a prison guard", into="assessment", key="k")
    made = reopen_case(cast.reviewer, refused.number, request=request)
    assert reopen_case(cast.reviewer, refused.number, request=request) == made
    assert (state_of(refused), refused.record_closed_at, current_decision(refused)) == ("assessment", None, None)
    assert current_decision(noise) is not None
    with pytest.raises(NotNow):
        reopen_case(cast.reviewer, refused.number, request=replace(request, key=""))


def test_a_case_that_was_closed_undecided_is_opened_again(cast: Cast) -> None:
    case = make_staffed_case(cast, state="closed")
    reopen_case(cast.reviewer, case.number, request=OpeningAgain(why="returned", reason="Came back"))
    assert state_of(case) == "interview"


def test_a_status_is_never_taken_by_opening_the_case_again(cast: Cast, granted: Case) -> None:
    with pytest.raises(NotNow, match="proceeding"):
        reopen_case(cast.reviewer, granted.number, request=OpeningAgain(why="doubt", reason="x"))
    assert not Reopening.objects.exists()


# ── proceedings about a status ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("begin", "kind"), [(begin_cancellation, "cancellation"), (begin_cessation, "cessation")])
def test_a_proceeding_tells_first_and_hears_again(
    cast: Cast, granted: Case, begin: Callable[..., Any], kind: str
) -> None:
    for wrong in (Beginning(), replace(BEGINNING, told_on=TODAY + timedelta(days=1)), replace(BEGINNING, reason="")):
        with pytest.raises(Invalid):
            begin(cast.reviewer, granted.number, request=wrong)
    made = begin(cast.reviewer, granted.number, request=replace(BEGINNING, key="k"))
    assert begin(cast.reviewer, granted.number, request=replace(BEGINNING, key="k")) == made
    assert (state_of(granted), made.kind, made.about.outcome) == ("interview", kind, "refugee")
    assert StatusEntry.objects.filter(case=granted, axis="refugee_status").order_by("id").last().value == "refugee"  # type: ignore[union-attr] # the fixture wrote it
    with pytest.raises(NotNow):
        begin(cast.reviewer, granted.number, request=BEGINNING)
    with pytest.raises(NotNow):
        close_case(cast.registrar, granted.number, request=Closing(kind="left", reason="x"))


def test_a_proceeding_ends_like_a_claim_with_a_new_hearing(cast: Cast, granted: Case) -> None:
    proceeding = begin_cancellation(cast.reviewer, granted.number, request=BEGINNING)
    Case.objects.filter(pk=granted.pk).update(state="assessment")
    invalid(lambda: recommended(granted, cast, "refused"), "outcome")  # of a claim, not of a proceeding
    invalid(lambda: recommended(granted, cast, "cancelled"), "outcome")  # nobody was heard in it yet
    Case.objects.filter(pk=granted.pk).update(record_closed_at=timezone.now(), record_closed_by=cast.adjudicator)
    hear(granted, cast, started_at=timezone.now(), ended_at=timezone.now())
    recommended(granted, cast, "cancelled")
    review_recommendation(cast.reviewer, granted.number, request=Reviewing(result="agree"))
    draft_decision(cast.adjudicator, granted.number, request=Drafting())
    with pytest.raises(NotAllowed):
        sign_decision(cast.reviewer, granted.number, request=SigningDecision(read=True))
    sign_decision(cast.second_reviewer, granted.number, request=SigningDecision(read=True))
    proceeding.refresh_from_db()
    assert proceeding.ended_by == current_decision(granted)
    withdraw_before_service(cast.reviewer, granted.number, request=Withdrawing(reason="A slip"))
    proceeding.refresh_from_db()
    assert proceeding.ended_at is None
    draft_decision(cast.adjudicator, granted.number, request=Drafting())
    sign_decision(cast.second_reviewer, granted.number, request=SigningDecision(read=True))
    serve_decision(
        cast.registrar,
        granted.number,
        request=Serving(letter_date=TODAY, served_on=TODAY, how="in_person", language="en"),
    )
    newest = StatusEntry.objects.filter(case=granted, axis="refugee_status").order_by("id").last()
    assert newest is not None
    assert newest.value == "ended"
    lodge_appeal(cast.counsel, granted.number, request=LODGING)


def test_a_status_that_is_kept_stays_as_it_was(cast: Cast, granted: Case) -> None:
    begin_cessation(cast.reviewer, granted.number, request=BEGINNING)
    Case.objects.filter(pk=granted.pk).update(state="assessment")
    before = StatusEntry.objects.filter(case=granted).count()
    to_state(granted, cast, "served", outcome="status_kept")
    assert StatusEntry.objects.filter(case=granted).count() == before


def test_there_is_no_proceeding_about_a_status_that_nobody_holds(cast: Cast, refused: Case) -> None:
    with pytest.raises(NotNow):
        begin_cessation(cast.reviewer, refused.number, request=BEGINNING)
    with pytest.raises(NotNow):
        begin_cessation(cast.reviewer, make_staffed_case(cast).number, request=BEGINNING)


# ── closing ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_withdrawal_is_explained_first(cast: Cast) -> None:
    case = make_staffed_case(cast)
    invalid(lambda: close_case(cast.registrar, case.number, request=Closing()), "kind", "reason")
    invalid(lambda: close_case(cast.registrar, case.number, request=Closing(kind="tired", reason="x")), "kind")
    request = Closing(kind="withdrawal", reason="Moves on to family", key="k")
    invalid(lambda: close_case(cast.registrar, case.number, request=request), "understood")
    made = close_case(cast.registrar, case.number, request=replace(request, understood=True))
    assert close_case(cast.registrar, case.number, request=replace(request, understood=True)) == made
    assert state_of(case) == "closed"
    assert StatusEntry.objects.get(case=case).value == "closed"


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        ("withdrawal", "served"),
        ("no_show", "review"),
        ("final", "assessment"),
        ("derived", "interview"),
        ("left", "decided"),
    ],
)
def test_a_case_is_closed_only_from_where_that_kind_of_closing_belongs(cast: Cast, kind: str, state: str) -> None:
    case = make_staffed_case(cast, state=state)
    request = Closing(kind=kind, reason="x", understood=True)
    with pytest.raises(NotNow):
        close_case(cast.registrar, case.number, request=request)
    assert not Closure.objects.exists()


def test_an_absence_closes_only_after_notice_and_weeks_without_the_person(cast: Cast) -> None:
    case = make_staffed_case(cast, state="interview")
    closing = Closing(kind="no_show", reason="Did not come")
    with pytest.raises(NotNow, match="First tell"):
        close_case(cast.registrar, case.number, request=closing)
    for wrong in (
        Absence(),
        Absence(missed_on=TODAY, told_on=TODAY - timedelta(days=1), how="x"),
        Absence(missed_on=TODAY, told_on=TODAY),
    ):
        with pytest.raises(Invalid):
            note_absence(cast.registrar, case.number, request=wrong)
    absence = Absence(missed_on=TODAY, told_on=TODAY, how="Through the safe contact", key="k")
    notice = note_absence(cast.registrar, case.number, request=absence)
    assert note_absence(cast.registrar, case.number, request=absence) == notice
    with pytest.raises(NotNow, match="after"):
        close_case(cast.registrar, case.number, request=closing)
    long_ago = TODAY - timedelta(days=60)
    case.no_show_notices.all().delete()
    note_absence(cast.registrar, case.number, request=Absence(missed_on=long_ago, told_on=long_ago, how="By letter"))
    interview = hear(case, cast, started_at=timezone.now(), ended_at=timezone.now())
    with pytest.raises(NotNow, match="came after"):
        close_case(cast.registrar, case.number, request=closing)
    interview.delete()
    made = close_case(cast.registrar, case.number, request=closing)
    assert (state_of(case), made.notice is not None) == ("closed", True)
    with pytest.raises(NotNow):
        note_absence(cast.registrar, case.number, request=replace(absence, key=""))


@pytest.mark.parametrize("how", ["opened again", "sent back"])
def test_an_old_absence_closes_no_case_that_was_opened_again(cast: Cast, how: str) -> None:
    """They came back, or were heard by the appeal. Nobody told them of an absence since."""
    long_ago = TODAY - timedelta(days=60)
    absence = Absence(missed_on=long_ago, told_on=long_ago, how="By letter")
    closing = Closing(kind="no_show", reason="Did not come")
    if how == "opened again":
        case = make_staffed_case(cast, state="interview")
        note_absence(cast.registrar, case.number, request=absence)
        close_case(cast.registrar, case.number, request=closing)
        reopen_case(cast.reviewer, case.number, request=OpeningAgain(why="returned", reason="Was in hospital"))
    else:
        case = case_in_assessment(cast, REFUSED)
        note_absence(cast.registrar, case.number, request=absence)
        to_state(case, cast, "served", outcome="refused")
        assign(case, cast.outsider, relation=Relation.REVIEWER)
        lodge_appeal(cast.counsel, case.number, request=LODGING)
        request = DecidingAppeal(outcome="sent_back", reasons="x", results=(REFUGEE_STATUS,))
        decide_appeal(cast.outsider, case.number, request=request)
        case.interviews.all().delete()
    with pytest.raises(NotNow, match="First tell"):
        close_case(cast.registrar, case.number, request=closing)
    note_absence(cast.registrar, case.number, request=absence)
    close_case(cast.registrar, case.number, request=closing)
    assert state_of(case) == "closed"


def test_nothing_is_final_before_the_decision_on_the_appeal_reached_the_person(cast: Cast, refused: Case) -> None:
    lodge_appeal(cast.counsel, refused.number, request=LODGING)
    decide_appeal(cast.outsider, refused.number, request=DecidingAppeal(outcome="confirmed", reasons="It stands."))
    passed = {"from_day": date(2024, 1, 1), "due_on": date(2024, 2, 1)}
    Deadline.objects.filter(case=refused, kind="final_closure", settled_at=None).update(**passed)
    closing = Closing(kind="final", reason="Nobody asked further")
    with pytest.raises(NotNow, match="has not reached the person"):
        close_case(cast.registrar, refused.number, request=closing)
    asked = ServingAppeal(letter_date=TODAY, served_on=TODAY, how="in_person", language="en")
    serve_appeal(cast.registrar, refused.number, request=asked)
    with pytest.raises(NotNow, match="can be closed after"):  # the term runs from the service
        close_case(cast.registrar, refused.number, request=closing)
    Deadline.objects.filter(case=refused, kind="final_closure", settled_at=None).update(**passed)
    close_case(cast.registrar, refused.number, request=closing)
    assert state_of(refused) == "closed"


def test_a_decision_is_final_only_when_its_time_has_passed(cast: Cast, refused: Case) -> None:
    with pytest.raises(NotNow, match="can be closed after"):
        close_case(cast.registrar, refused.number, request=Closing(kind="final", reason="x"))
    Deadline.objects.filter(case=refused, kind="final_closure").update(
        from_day=date(2024, 1, 1), due_on=date(2024, 2, 1)
    )
    close_case(cast.registrar, refused.number, request=Closing(kind="final", reason="x"))
    assert set(Deadline.objects.filter(case=refused).values_list("kind", "settled_how")) == {
        ("appeal", "dropped"),
        ("final_closure", "passed"),
    }


# ── the own file ─────────────────────────────────────────────────────────────────────────────────────────────────────

WITHHELD = {
    "medical": "Goes by the doctor",
    "evidence": "Names another applicant",
    "country_information": "Public; a list is given",
    "assessment": "Not part of the file",
    "sources": "Protected",
    "log": "Kept by oversight",
}
RELEASING = Releasing(
    to="applicant", asked_on=TODAY, given=("identity", "account", "papers", "decision"), withheld=WITHHELD
)


def test_the_own_file_is_given_part_by_part(cast: Cast, refused: Case) -> None:
    request = replace(RELEASING, key="k")
    made = release_own_file(cast.registrar, refused.number, request=request)
    assert release_own_file(cast.registrar, refused.number, request=request) == made
    assert (made.given, set(made.withheld)) == (["account", "decision", "identity", "papers"], set(WITHHELD))


def test_before_an_interview_and_a_decision_there_is_less_to_give(cast: Cast) -> None:
    case = make_staffed_case(cast)
    invalid(lambda: release_own_file(cast.registrar, case.number, request=RELEASING), "given")
    release_own_file(cast.registrar, case.number, request=replace(RELEASING, given=("identity", "papers")))


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"to": ""}, ["to"]),
        ({"to": "embassy"}, ["to"]),
        ({"asked_on": None}, ["asked_on"]),
        ({"asked_on": TODAY + timedelta(days=1)}, ["asked_on"]),
        ({"given": ("identity", "papers", "decision")}, ["account"]),
        ({"given": ("identity", "papers", "decision"), "withheld": WITHHELD | {"account": "Too long"}}, ["account"]),
        ({"given": (*RELEASING.given, "sources")}, ["sources"]),
        ({"given": (*RELEASING.given, "medical")}, ["medical"]),
        ({"withheld": WITHHELD | {"medical": " "}}, ["medical"]),
        ({"withheld": WITHHELD | {"rumours": "x"}}, ["given"]),
    ],
    ids=str,
)
def test_nothing_of_the_own_file_is_passed_over(
    cast: Cast, refused: Case, change: dict[str, Any], fields: list[str]
) -> None:
    invalid(lambda: release_own_file(cast.registrar, refused.number, request=replace(RELEASING, **change)), *fields)


def test_a_protected_source_is_never_handed_over(cast: Cast, refused: Case) -> None:
    rest = {part: reason for part, reason in WITHHELD.items() if part != "sources"}
    request = replace(RELEASING, given=(*RELEASING.given, "sources"), withheld=rest)
    invalid(lambda: release_own_file(cast.registrar, refused.number, request=request), "sources")


def test_counsel_is_given_the_file_only_of_their_own_client(cast: Cast, refused: Case) -> None:
    request = replace(RELEASING, to="counsel")
    release_own_file(cast.registrar, refused.number, request=request)
    refused.assignments.filter(relation="counsel").update(ended_at=timezone.now(), ended_by=cast.registrar)
    invalid(lambda: release_own_file(cast.registrar, refused.number, request=request), "to")


# ── family members ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_status_derives_after_findings_of_ones_own_by_two_people(cast: Cast, granted: Case, refused: Case) -> None:
    alone = make_staffed_case(cast, state="assessment")
    for wrong in (alone, make_staffed_case(cast, state="assessment", derives_from=refused)):
        with pytest.raises(NotNow, match="no family member"):
            grant_derivative_status(cast.reviewer, wrong.number, request=Deriving(relationship="daughter"))
    child = make_staffed_case(cast, state="assessment", derives_from=granted)
    request = Deriving(relationship="daughter", key="k")
    with pytest.raises(NotNow, match="own fear"):
        grant_derivative_status(cast.reviewer, child.number, request=request)
    with pytest.raises(NotNow):
        close_case(cast.registrar, child.number, request=Closing(kind="derived", reason="x"))
    make_receipt(cast.reviewer, child.number, request=ReceiptWanted())
    with pytest.raises(NotAllowed):
        grant_derivative_status(cast.reviewer, child.number, request=request)
    make_receipt(cast.adjudicator, child.number, request=ReceiptWanted())
    invalid(lambda: grant_derivative_status(cast.reviewer, child.number, request=Deriving()), "relationship")
    made = grant_derivative_status(cast.reviewer, child.number, request=request)
    assert grant_derivative_status(cast.reviewer, child.number, request=request) == made
    assert (made.assessed_by, made.granted_by) == (cast.adjudicator, cast.reviewer)
    assert StatusEntry.objects.get(case=child).value == "derivative"
    with pytest.raises(NotNow, match="already"):
        grant_derivative_status(cast.reviewer, child.number, request=replace(request, key=""))
    close_case(cast.registrar, child.number, request=Closing(kind="derived", reason="Status from the mother"))
    assert state_of(child) == "closed"
    assert DerivativeStatus.objects.count() == 1


def test_the_one_from_whom_a_status_derives_is_family_on_record_in_an_open_case(cast: Cast, granted: Case) -> None:
    child, hidden = make_staffed_case(cast, state="assessment"), make_case(cast.registrar)
    make_receipt(cast.adjudicator, child.number, request=ReceiptWanted())
    asked = Deriving(relationship="daughter", principal=granted.number)
    for wrong in (hidden.number, "C-0000-0000", child.number, granted.number):
        request = replace(asked, principal=wrong)
        invalid(partial(grant_derivative_status, cast.reviewer, child.number, request=request), "principal")
    link_relative(cast.registrar, child.number, request=RelativeGiven(relation="mother", case=granted.number))
    made = grant_derivative_status(cast.reviewer, child.number, request=asked)
    child.refresh_from_db()
    assert (made.principal.case, child.derives_from) == (granted, granted)


@pytest.mark.parametrize("how", ["linked by the other", "of one household"])
def test_family_may_be_on_record_on_the_other_side(cast: Cast, granted: Case, how: str) -> None:
    child = make_staffed_case(cast, state="assessment")
    make_receipt(cast.adjudicator, child.number, request=ReceiptWanted())
    if how == "linked by the other":
        link_relative(cast.registrar, granted.number, request=RelativeGiven(relation="daughter", case=child.number))
    else:
        home = add_household_member(cast.registrar, granted.number, request=MemberGiven(focal_point=True)).household
        add_household_member(cast.registrar, child.number, request=MemberGiven(household=home.reference))
    request = Deriving(relationship="daughter", principal=granted.number)
    assert grant_derivative_status(cast.reviewer, child.number, request=request).principal.case == granted


def test_a_day_that_must_be_there_is_asked_for() -> None:
    assert given(TODAY) == TODAY
    with pytest.raises(Invalid):
        given(None)


def test_a_stranger_to_the_case_finds_none_of_it(cast: Cast) -> None:
    case = make_case(cast.registrar, state="served")
    with pytest.raises(NotFound):
        lodge_appeal(cast.counsel, case.number, request=LODGING)
