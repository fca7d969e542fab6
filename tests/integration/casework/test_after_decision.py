"""After service: opening again, proceedings about a status, and closing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from tests.casework.cast import Cast
from tests.casework.days import TODAY, TOMORROW, YESTERDAY, Ago
from tests.casework.decisions import REFUSED, case_in_assessment, hear, recommended, state_of, to_state
from tests.casework.factories import assign, make_case, make_staffed_case
from tests.casework.refusals import invalid
from wellfounded.cases.actions.begin_cancellation import begin_cancellation
from wellfounded.cases.actions.begin_cessation import begin_cessation
from wellfounded.cases.actions.close_case import Closing, close_case
from wellfounded.cases.actions.decide_appeal import DecidingAppeal, FindingResult, decide_appeal
from wellfounded.cases.actions.draft_decision import Drafting, draft_decision
from wellfounded.cases.actions.lodge_appeal import Lodging, lodge_appeal
from wellfounded.cases.actions.note_absence import Absence, note_absence
from wellfounded.cases.actions.reopen_case import OpeningAgain, reopen_case
from wellfounded.cases.actions.review_recommendation import Reviewing, review_recommendation
from wellfounded.cases.actions.serve_appeal import ServingAppeal, serve_appeal
from wellfounded.cases.actions.serve_decision import Serving, serve_decision
from wellfounded.cases.actions.sign_decision import SigningDecision, sign_decision
from wellfounded.cases.actions.withdraw_before_service import Withdrawing, withdraw_before_service
from wellfounded.cases.days import given
from wellfounded.cases.errors import Invalid, NotAllowed, NotFound, NotNow
from wellfounded.cases.models import Case, Closure, Deadline, Relation, Reopening, StatusEntry
from wellfounded.cases.models.decision import current_decision
from wellfounded.cases.proceedings import Beginning

LODGING = Lodging(lodged_by="applicant")
REFUGEE_STATUS = FindingResult(entity="person", criterion="refugee_status", outcome="sent_back", note="Hear again")


def beginning(**change: Any) -> Beginning:
    told: dict[str, Any] = {"reason": "Papers turned out to be somebody else's", "told_on": TODAY.day}
    return Beginning(**told | change)


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
    for wrong in (Beginning(), beginning(told_on=TOMORROW.day), beginning(reason="")):
        with pytest.raises(Invalid):
            begin(cast.reviewer, granted.number, request=wrong)
    made = begin(cast.reviewer, granted.number, request=beginning(key="k"))
    assert begin(cast.reviewer, granted.number, request=beginning(key="k")) == made
    assert (state_of(granted), made.kind, made.about.outcome) == ("interview", kind, "refugee")
    assert StatusEntry.objects.filter(case=granted, axis="refugee_status").order_by("id").last().value == "refugee"  # type: ignore[union-attr] # the fixture wrote it
    with pytest.raises(NotNow):
        begin(cast.reviewer, granted.number, request=beginning())
    with pytest.raises(NotNow):
        close_case(cast.registrar, granted.number, request=Closing(kind="left", reason="x"))


def test_a_proceeding_ends_like_a_claim_with_a_new_hearing(cast: Cast, granted: Case) -> None:
    proceeding = begin_cancellation(cast.reviewer, granted.number, request=beginning())
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
        request=Serving(letter_date=TODAY.day, served_on=TODAY.day, how="in_person", language="en"),
    )
    newest = StatusEntry.objects.filter(case=granted, axis="refugee_status").order_by("id").last()
    assert newest is not None
    assert newest.value == "ended"
    lodge_appeal(cast.counsel, granted.number, request=LODGING)


def test_a_status_that_is_kept_stays_as_it_was(cast: Cast, granted: Case) -> None:
    begin_cessation(cast.reviewer, granted.number, request=beginning())
    Case.objects.filter(pk=granted.pk).update(state="assessment")
    before = StatusEntry.objects.filter(case=granted).count()
    to_state(granted, cast, "served", outcome="status_kept")
    assert StatusEntry.objects.filter(case=granted).count() == before


def test_there_is_no_proceeding_about_a_status_that_nobody_holds(cast: Cast, refused: Case) -> None:
    with pytest.raises(NotNow):
        begin_cessation(cast.reviewer, refused.number, request=beginning())
    with pytest.raises(NotNow):
        begin_cessation(cast.reviewer, make_staffed_case(cast).number, request=beginning())


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
        Absence(missed_on=TODAY.day, told_on=YESTERDAY.day, how="x"),
        Absence(missed_on=TODAY.day, told_on=TODAY.day),
    ):
        with pytest.raises(Invalid):
            note_absence(cast.registrar, case.number, request=wrong)
    absence = Absence(missed_on=TODAY.day, told_on=TODAY.day, how="Through the safe contact", key="k")
    notice = note_absence(cast.registrar, case.number, request=absence)
    assert note_absence(cast.registrar, case.number, request=absence) == notice
    with pytest.raises(NotNow, match="after"):
        close_case(cast.registrar, case.number, request=closing)
    long_ago = Ago(60).day
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
    long_ago = Ago(60).day
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
    asked = ServingAppeal(letter_date=TODAY.day, served_on=TODAY.day, how="in_person", language="en")
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


# ── family members ───────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_day_that_must_be_there_is_asked_for() -> None:
    assert given(TODAY.day) == TODAY.day
    with pytest.raises(Invalid):
        given(None)


def test_a_stranger_to_the_case_finds_none_of_it(cast: Cast) -> None:
    case = make_case(cast.registrar, state="served")
    with pytest.raises(NotFound):
        lodge_appeal(cast.counsel, case.number, request=LODGING)
