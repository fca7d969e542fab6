"""The course of an interview: planned, begun, paused, stopped, ended, read back and signed."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError
from django.utils import timezone

from tests.casework.cast import Cast
from tests.casework.factories import assign, make_staffed_case
from tests.casework.interviews import case_in_interview, end_and_read_back, prepared_case
from wellfounded.cases.access import open_interview
from wellfounded.cases.actions.begin_interview import Opening, begin_interview
from wellfounded.cases.actions.end_interview import End, end_interview
from wellfounded.cases.actions.pause_interview import Pause, pause_interview
from wellfounded.cases.actions.plan_interview import Plan, plan_interview
from wellfounded.cases.actions.read_back import Reading, read_back
from wellfounded.cases.actions.resume_interview import Resumption, resume_interview
from wellfounded.cases.actions.sign_interview import Signing, sign_interview
from wellfounded.cases.actions.stop_interview import Stop, stop_interview
from wellfounded.cases.errors import Invalid, NotAllowed, NotFound, NotNow
from wellfounded.cases.models import Case, Guardian, Interview, InterviewLine, Relation
from wellfounded.cases.permissions import Permission
from wellfounded.cases.preparation import may_be_a_child, not_explained
from wellfounded.identity.dates.partial_date import parse
from wellfounded.persons.models import Identity, SpecificNeed


def wrong(call: Callable[[], Any]) -> set[str]:
    """The fields for which a call is refused."""
    with pytest.raises(Invalid) as refused:
        call()
    return set(refused.value.fields)


def plan(cast: Cast, case: Case, **fields: Any) -> Interview:
    return plan_interview(cast.interviewer, case.number, request=Plan(**fields))


def test_an_interview_that_begins_brings_the_case_to_its_interview(cast: Cast) -> None:
    case, noise = prepared_case(cast), prepared_case(cast)
    planned = plan(cast, case, interpreter="interpreter", place="Room 2", language="ko")
    assert (planned.number, planned.state, planned.officer) == (1, "planned", cast.interviewer)
    opening = Opening(competence="assessed", dialect="same", objection="no", conflict="no", place="", present="Counsel")
    begun = begin_interview(cast.interviewer, case.number, request=opening)
    assert (begun.state, begun.place, begun.present, begun.objection) == ("going_on", "Room 2", "Counsel", "no")
    case.refresh_from_db()
    noise.refresh_from_db()
    assert (case.state, case.version, noise.state, noise.version) == ("interview", 2, "registered", 0)


def test_counselling_comes_first_or_a_reason_is_given(cast: Cast) -> None:
    case = make_staffed_case(cast)
    assert not_explained(case) == ("rights", "steps", "confidentiality", "complaints")
    assert wrong(lambda: plan(cast, case)) == {"no_counselling_reason"}
    assert plan(cast, case, no_counselling_reason="Return is imminent").no_counselling_reason


def test_another_interview_needs_a_reason(cast: Cast) -> None:
    case = prepared_case(cast)
    plan(cast, case)
    assert wrong(lambda: plan(cast, case)) == {"reason"}
    assert plan(cast, case, reason="She asked for a woman").number == 2
    with pytest.raises(IntegrityError):
        Interview.objects.create(case=case, number=3, officer=cast.interviewer, planned_by=cast.interviewer)


def born(case: Case, text: str) -> None:
    Identity.objects.create(person=case.person, birth=parse(text))


def test_somebody_stands_by_a_child_or_a_reason_is_given(cast: Cast) -> None:
    case = prepared_case(cast)
    born(case, str(timezone.localdate().year - 12))
    assert wrong(lambda: plan(cast, case)) == {"no_guardian_reason"}
    guardian = {"name": "Aunt", "conflict_checked": True, "appointed_on": date(2024, 3, 3)}
    Guardian.objects.create(case=case, appointed_by=cast.registrar, **guardian)
    assert plan(cast, case).number == 1


def test_the_reason_why_nobody_stands_by_a_child_is_kept(cast: Cast) -> None:
    case = prepared_case(cast)
    born(case, str(timezone.localdate().year - 12))
    assert plan(cast, case, no_guardian_reason="Turns 18 next week").no_guardian_reason == "Turns 18 next week"


@pytest.mark.parametrize(
    ("birth", "child"),
    [
        ("", False),
        ("(the year of the flood)", False),
        ("2006", True),  # may be born on 31 December
        ("2006-05-31", False),
        ("2006-06-01", False),
        ("2006-06-02", True),
        ("1990", False),
    ],
)
def test_in_doubt_a_child(cast: Cast, birth: str, *, child: bool) -> None:
    case = make_staffed_case(cast)
    assert not may_be_a_child(case)
    Identity.objects.create(person=case.person, birth=parse(birth) if birth else None)
    assert may_be_a_child(case, on=date(2024, 6, 1)) is child


@pytest.mark.parametrize(
    ("code", "ended", "child"),
    [("SC-UC", False, True), ("CR", False, True), ("SC-UC", True, False), ("ER-SC", False, False)],
)
def test_who_is_noted_as_a_child_alone_is_one_although_no_birth_date_is_known(
    cast: Cast, code: str, *, ended: bool, child: bool
) -> None:
    case = prepared_case(cast)
    over = {"ended_at": timezone.now(), "ended_by": cast.registrar} if ended else {}
    SpecificNeed.objects.create(person=case.person, code=code, list_version="3", noted_by=cast.registrar, **over)
    assert may_be_a_child(case) is child
    if child:
        assert wrong(lambda: plan(cast, case)) == {"no_guardian_reason"}


@pytest.mark.parametrize(
    ("chosen", "officer", "interpreter", "refused"),
    [
        (("", ""), "", "", False),
        (("female", ""), "female", "male", False),
        (("female", ""), "", "female", True),
        (("female", "female"), "female", "male", True),
        (("", "male"), "female", "male", False),
    ],
)
def test_the_chosen_sex_is_kept_or_a_reason_is_given(
    cast: Cast, chosen: tuple[str, str], officer: str, interpreter: str, *, refused: bool
) -> None:
    case = prepared_case(cast, interviewer_sex=chosen[0], interpreter_sex=chosen[1])
    for user, sex in ((cast.interviewer, officer), (cast.interpreter, interpreter)):
        user.sex = sex
        user.save()
    if refused:
        assert wrong(lambda: plan(cast, case, interpreter="interpreter")) == {"sex_not_kept_reason"}
    reason = "Nobody else speaks it" if refused else ""
    assert plan(cast, case, interpreter="interpreter", sex_not_kept_reason=reason).number == 1


def test_without_an_interpreter_only_the_interviewer_is_chosen(cast: Cast) -> None:
    case = prepared_case(cast, interpreter_sex="female")
    assert plan(cast, case).interpreter is None


def test_only_an_interpreter_of_the_case_interprets(cast: Cast) -> None:
    case = prepared_case(cast)
    assert wrong(lambda: plan(cast, case, interpreter="counsel")) == {"interpreter"}
    assign(case, cast.outsider, relation=Relation.INTERPRETER)  # assigned, without the role
    assert wrong(lambda: plan(cast, case, interpreter="outsider")) == {"interpreter"}


@pytest.mark.parametrize("doubt", [{"objection": "yes"}, {"conflict": "yes"}, {"dialect": "not_understood"}])
def test_a_doubt_about_the_interpreter_needs_a_reason(cast: Cast, doubt: dict[str, str]) -> None:
    case = prepared_case(cast)
    plan(cast, case)
    plan(cast, case, reason="Once more", interpreter="interpreter")
    opening = Opening(interview=1, interpreter="interpreter", **doubt)
    assert wrong(lambda: begin_interview(cast.interviewer, case.number, request=opening)) == {"interpreter_kept_reason"}
    kept = Opening(interview=1, interpreter="interpreter", interpreter_kept_reason="She agrees now", **doubt)
    assert begin_interview(cast.interviewer, case.number, request=kept).interpreter == cast.interpreter
    end_interview(cast.interviewer, case.number, request=End())
    again = Opening(interview=2)
    if "dialect" in doubt:  # of that sitting only
        assert begin_interview(cast.interviewer, case.number, request=again).number == 2
    else:
        assert wrong(lambda: begin_interview(cast.interviewer, case.number, request=again)) == {
            "interpreter_kept_reason"
        }


def test_what_cannot_be_chosen_at_the_opening_is_refused_at_once(cast: Cast) -> None:
    case = prepared_case(cast)
    plan(cast, case)
    opening = Opening(competence="good", dialect="some", objection="maybe", conflict="none", interpreter="nobody")
    assert wrong(lambda: begin_interview(cast.interviewer, case.number, request=opening)) == {
        "competence",
        "dialect",
        "objection",
        "conflict",
        "interpreter",
    }
    assert Interview.objects.get(case=case).state == "planned"


def test_an_interview_begins_once_and_one_at_a_time(cast: Cast) -> None:
    case = case_in_interview(cast)
    plan(cast, case, reason="A second sitting")
    for number in (1, 2):
        with pytest.raises(NotNow):
            begin_interview(cast.interviewer, case.number, request=Opening(interview=number))
    with pytest.raises(NotFound):
        begin_interview(cast.interviewer, case.number, request=Opening(interview=3))


@pytest.mark.parametrize("state", ["review", "decision", "decided", "served", "appeal", "closed"])
def test_no_interview_once_the_case_is_out_of_the_officers_hands(cast: Cast, state: str) -> None:
    case = prepared_case(cast, state=state)
    with pytest.raises(NotNow):
        plan(cast, case)


def test_no_interview_while_the_record_is_closed(cast: Cast) -> None:
    case = prepared_case(cast, record_closed_at=timezone.now(), record_closed_by=cast.adjudicator)
    with pytest.raises(NotNow):
        plan(cast, case)


def test_a_pause_lasts_until_it_is_resumed(cast: Cast) -> None:
    case = case_in_interview(cast)
    pause = pause_interview(cast.interviewer, case.number, request=Pause(kind="support", note="Water"))
    assert (pause.kind, pause.until, pause.interview.state) == ("support", None, "paused")
    with pytest.raises(NotNow):
        pause_interview(cast.interviewer, case.number, request=Pause())
    assert resume_interview(cast.interviewer, case.number, request=Resumption()).state == "going_on"
    pause.refresh_from_db()
    assert pause.until is not None
    with pytest.raises(NotNow):
        resume_interview(cast.interviewer, case.number, request=Resumption())
    assert wrong(lambda: pause_interview(cast.interviewer, case.number, request=Pause(kind="stop"))) == {"kind"}


def test_an_interview_may_be_stopped_at_any_time(cast: Cast) -> None:
    case = case_in_interview(cast)
    pause = pause_interview(cast.interviewer, case.number, request=Pause())
    assert wrong(lambda: stop_interview(cast.interviewer, case.number, request=Stop())) == {"reason"}
    request = Stop(reason="She cannot go on today", support="A counsellor comes this afternoon")
    stopped = stop_interview(cast.interviewer, case.number, request=request)
    pause.refresh_from_db()
    assert (stopped.state, stopped.support_note, pause.until is not None) == ("ended", request.support, True)
    assert [one.kind for one in stopped.pauses.all()] == ["break", "stop"]
    with pytest.raises(NotNow):
        stop_interview(cast.interviewer, case.number, request=request)
    with pytest.raises(NotNow):
        end_interview(cast.interviewer, case.number, request=End())


def test_an_interview_is_read_back_and_signed(cast: Cast) -> None:
    case = case_in_interview(cast)
    with pytest.raises(NotNow):
        read_back(cast.interviewer, case.number, request=Reading())
    with pytest.raises(NotNow):
        sign_interview(cast.interviewer, case.number, request=Signing(signer="applicant", how="by_hand"))
    end_interview(cast.interviewer, case.number, request=End())
    assert wrong(lambda: read_back(cast.interviewer, case.number, request=Reading(whole=False))) == {"note"}
    # A refusal needs a record that was read back: nobody says so by saying nothing.
    assert wrong(lambda: read_back(cast.interviewer, case.number, request=Reading(remark="그렇습니다"))) == {"whole"}
    made = read_back(
        cast.interviewer, case.number, request=Reading(whole=True, remark="그렇습니다", interpreted="So it was")
    )
    assert (made.language, made.interview.state) == ("ko", "read_back")
    assert InterviewLine.objects.get(kind="read_back").interpreted == "So it was"
    again = Reading(whole=False, note="Lines 1 to 20 only", language="en")
    assert read_back(cast.interviewer, case.number, request=again).whole is False
    sign_interview(cast.interviewer, case.number, request=Signing(signer="officer", how="on_screen"))
    interview = Interview.objects.get(case=case)
    assert interview.state == "read_back"
    sign_interview(cast.interviewer, case.number, request=Signing(signer="applicant", how="fingerprint"))
    interview.refresh_from_db()
    assert interview.state == "signed"
    sign_interview(cast.interviewer, case.number, request=Signing(signer="interpreter", how="by_hand"))


def test_a_refusal_to_sign_is_kept_with_its_reason(cast: Cast) -> None:
    case = case_in_interview(cast)
    end_and_read_back(cast, case)
    refused = Signing(signer="applicant", how="refused")

    def sign(request: Signing) -> Any:
        return sign_interview(cast.interviewer, case.number, request=request)

    assert wrong(lambda: sign(refused)) == {"reason"}
    assert wrong(lambda: sign(Signing())) == {"signer", "how"}
    assert wrong(lambda: sign(Signing(signer="ghost", how="blood"))) == {"signer", "how"}
    made = sign(Signing(signer="applicant", how="refused", reason="Fears that it is shown to others"))
    assert made.interview.state == "signed"
    assert wrong(lambda: sign(Signing(signer="applicant", how="by_hand"))) == {"signer"}


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "somewhere"},
        {"state": "going_on"},
        {"state": "planned", "started_at": timezone.now()},
        {"state": "ended", "started_at": timezone.now()},
        {"state": "ended", "started_at": timezone.now(), "ended_at": timezone.now() - timedelta(days=1)},
        {"state": "paused", "started_at": timezone.now(), "ended_at": timezone.now()},
    ],
)
def test_the_store_refuses_an_impossible_interview(cast: Cast, fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        Interview.objects.create(
            case=make_staffed_case(cast), number=1, officer=cast.interviewer, planned_by=cast.interviewer, **fields
        )


@pytest.mark.parametrize("who", ["interviewer", "adjudicator", "reviewer", "counsel", "observer", "interpreter"])
def test_who_may_read_the_account_reads_the_interview(cast: Cast, who: str) -> None:
    case = case_in_interview(cast)
    assert open_interview(getattr(cast, who), case.number, interview=1).number == 1
    with pytest.raises(NotFound):
        open_interview(getattr(cast, who), case.number, interview=2)


@pytest.mark.parametrize("who", ["registrar", "protection_officer"])
def test_others_do_not(cast: Cast, who: str) -> None:
    case = case_in_interview(cast)
    with pytest.raises(NotAllowed):
        open_interview(getattr(cast, who), case.number, interview=1)
    with pytest.raises(NotFound):
        open_interview(cast.outsider, case.number, interview=1)


def test_who_reads_the_interview_need_not_hold_it(cast: Cast) -> None:
    case = case_in_interview(cast)
    holding = Permission.INTERVIEW_HOLD
    assert open_interview(cast.interviewer, case.number, interview=1, permission=holding).case == case
    with pytest.raises(NotAllowed):
        open_interview(cast.reviewer, case.number, interview=1, permission=holding)


def test_an_interpreter_reads_only_what_they_interpret_and_until_it_is_signed(cast: Cast) -> None:
    case = case_in_interview(cast)
    plan(cast, case, reason="Another officer")
    with pytest.raises(NotAllowed):
        open_interview(cast.interpreter, case.number, interview=2)
    end_and_read_back(cast, case)
    assert open_interview(cast.interpreter, case.number, interview=1).state == "read_back"
    sign_interview(cast.interviewer, case.number, request=Signing(signer="applicant", how="by_hand"))
    with pytest.raises(NotAllowed):
        open_interview(cast.interpreter, case.number, interview=1)
    assert open_interview(cast.counsel, case.number, interview=1).state == "signed"
