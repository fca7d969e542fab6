"""Who gets through which door of an interview; and what must not be seen is as if it were not there."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.casework.cast import Cast, make_user
from tests.casework.factories import assign
from tests.casework.interviews import answered, case_in_interview, end_and_read_back, prepared_case
from tests.casework.pages import alike, signed_in
from wellfounded.accounts.roles import Role
from wellfounded.cases.actions.sign_interview import Signing, sign_interview
from wellfounded.cases.models import Case, InterviewLine, Relation, SupportReferral
from wellfounded.cases.states import State

ONE: list[tuple[str, tuple[int, ...]]] = [
    ("interview", ()),
    ("interview_print", ()),
    ("interview_tell", ()),
    ("interview_note", ()),
    ("interview_ask", ()),
    ("interview_answer", (1,)),
    ("interview_put", ()),
    ("interview_reply", (1,)),
    ("interview_correct", (1,)),
    ("interview_questions", ()),
    ("interview_skip", ()),
    ("interview_stop", ()),
    ("interview_support", ()),
    ("interview_end", ()),
    ("interview_read_back", ()),
    ("interview_sign", ()),
    ("interview_change", ()),
    ("interview_cancel", ()),
]
PRESSES = ["interview_pause", "interview_resume"]
READ = {"interview", "interview_print"}
READERS = {"adjudicator", "reviewer", "counsel", "observer", "interpreter"}
STRANGERS = {"registrar", "protection_officer"}


@pytest.fixture
def case(cast: Cast) -> Case:
    case = case_in_interview(cast)
    answered(cast, case)
    return case


def at(case: Case, route: str, *args: int) -> str:
    return reverse(route, args=[case.number, 1, *args])


def words(response: Any) -> str:
    return str(response.content.decode())


@pytest.mark.parametrize("name", sorted(READERS | STRANGERS))
def test_only_the_interviewer_of_the_case_holds_it(cast: Cast, case: Case, name: str) -> None:
    client = signed_in(Client(), getattr(cast, name))
    for route, args in ONE:
        reads = route in READ and name in READERS
        assert client.get(at(case, route, *args)).status_code == (200 if reads else 403), route
    before = InterviewLine.objects.count()
    for route in ["interview_tell", "interview_note", *PRESSES]:
        assert client.post(at(case, route), {"text": "written by another", "kind": "break"}).status_code == 403, route
    assert InterviewLine.objects.count() == before
    assert case.interviews.get().state == "going_on"


# What would be written at each address, by whoever may.
SENT: dict[str, dict[str, str]] = {
    "interview_tell": {"text": "Written by another"},
    "interview_note": {"text": "Written by another", "speaker": "officer"},
    "interview_ask": {"text": "Written by another", "wording": "Asked by another", "answered": "no"},
    "interview_answer": {"text": "Written by another", "answered": "no"},
    "interview_put": {"text": "Written by another"},
    "interview_reply": {"text": "Written by another", "answered": "no"},
    "interview_correct": {"text": "Written by another", "answered": "no"},
    "interview_skip": {"about": "PRK.fears_return"},
    "interview_pause": {"kind": "break"},
    "interview_resume": {},
    "interview_stop": {"why": "other", "reason": "Stopped by another"},
    "interview_support": {"kind": "medical", "note": "Sent by another"},
    "interview_end": {"unasked_reason": "Ended by another"},
    "interview_read_back": {"whole": "yes", "language": "ko"},
    "interview_sign": {"signer": "applicant", "how": "by_hand"},
}
OF_A_LINE = {"interview_answer", "interview_reply", "interview_correct"}
NOT_OF_THE_CASE = {"matcher", "oversight", "administrator", "outsider"}


def state_of(case: Case) -> tuple[list[Any], list[Any], int]:
    """All that a write could have changed."""
    lines = list(InterviewLine.objects.filter(interview__case=case).order_by("pk").values())
    return lines, list(case.interviews.values()), SupportReferral.objects.filter(case=case).count()


@pytest.mark.parametrize("name", sorted(READERS | STRANGERS | NOT_OF_THE_CASE))
def test_nobody_but_its_interviewer_writes_into_it(cast: Cast, case: Case, name: str) -> None:
    """Whoever works on the case is told so; to everybody else the case is not there."""
    client, before = signed_in(Client(), getattr(cast, name)), state_of(case)
    refused = 404 if name in NOT_OF_THE_CASE else 403
    for route, sent in SENT.items():
        address = at(case, route, *([1] if route in OF_A_LINE else []))
        assert client.post(address, sent).status_code == refused, route
    assert state_of(case) == before


def test_the_same_words_are_taken_from_its_interviewer(cast: Cast, case: Case) -> None:
    """The control of the test above: what it sends would be written."""
    client, before = signed_in(Client(), cast.interviewer), state_of(case)
    assert client.post(at(case, "interview_tell"), SENT["interview_tell"]).status_code == 302
    assert client.post(at(case, "interview_pause"), SENT["interview_pause"]).status_code == 302
    lines, interviews, _referrals = state_of(case)
    assert len(lines) == len(before[0]) + 1
    assert interviews != before[1]


@pytest.mark.parametrize("name", sorted(NOT_OF_THE_CASE))
def test_who_is_not_of_the_case_reads_nothing_of_it(cast: Cast, case: Case, name: str) -> None:
    client = signed_in(Client(), getattr(cast, name))
    for route, args in ONE:
        assert client.get(at(case, route, *args)).status_code == 404, route


@pytest.mark.parametrize("name", sorted(READERS))
def test_whoever_only_reads_sees_the_lines_and_no_way_to_change_them(cast: Cast, case: Case, name: str) -> None:
    page = words(signed_in(Client(), getattr(cast, name)).get(at(case, "interview")))
    assert "한밤중에 강을 건넜습니다" in page
    assert "Correct" not in page
    assert 'id="say"' not in page


def test_what_the_law_makes_of_it_is_shown_to_those_who_read_the_assessment(cast: Cast, case: Case) -> None:
    asked_of_nobody = "nobody asked about"
    assert asked_of_nobody in words(signed_in(Client(), cast.reviewer).get(at(case, "interview")))
    assert asked_of_nobody not in words(signed_in(Client(), cast.counsel).get(at(case, "interview")))
    assert "Open questions" not in words(signed_in(Client(), cast.interpreter).get(at(case, "interview")))


def test_an_interpreter_reads_their_own_interview_until_it_is_signed(cast: Cast, case: Case) -> None:
    other = make_user("another_interpreter", Role.INTERPRETER)
    assign(case, other, relation=Relation.INTERPRETER)
    assert signed_in(Client(), other).get(at(case, "interview")).status_code == 403
    assert at(case, "interview") not in words(signed_in(Client(), other).get(reverse("interviews", args=[case.number])))
    mine = signed_in(Client(), cast.interpreter)
    assert at(case, "interview") in words(mine.get(reverse("interviews", args=[case.number])))
    end_and_read_back(cast, case)
    assert mine.get(at(case, "interview")).status_code == 200
    sign_interview(cast.interviewer, case.number, request=Signing(signer="applicant", how="by_hand"))
    assert mine.get(at(case, "interview")).status_code == 403


def test_an_interpreter_sees_no_case_that_is_not_in_its_interview(cast: Cast, case: Case) -> None:
    case.state = State.ASSESSMENT
    case.save()
    client = signed_in(Client(), cast.interpreter)
    assert client.get(at(case, "interview")).status_code == 404
    assert client.get(reverse("interviews", args=[case.number])).status_code == 404


@pytest.mark.parametrize(("route", "args"), ONE)
def test_a_hidden_case_looks_like_a_missing_one(cast: Cast, case: Case, route: str, args: tuple[int, ...]) -> None:
    outsider = signed_in(Client(), cast.outsider)
    hidden = outsider.get(at(case, route, *args))
    missing = outsider.get(reverse(route, args=["C-99999", 1, *args]))
    assert hidden.status_code == missing.status_code == 404
    assert alike(hidden.content, case.number) == alike(missing.content, "C-99999")


@pytest.mark.parametrize("route", ["interviews", "interview_plan"])
def test_the_pages_before_an_interview_hide_a_case_as_well(cast: Cast, case: Case, route: str) -> None:
    outsider = signed_in(Client(), cast.outsider)
    hidden, missing = (outsider.get(reverse(route, args=[number])) for number in (case.number, "C-99999"))
    assert hidden.status_code == missing.status_code == 404
    assert alike(hidden.content, case.number) == alike(missing.content, "C-99999")
    assert signed_in(Client(), cast.reviewer).get(reverse("interview_plan", args=[case.number])).status_code == 403


def test_what_is_not_in_the_interview_is_missing(cast: Cast, case: Case) -> None:
    """Numbers of lines, facts and interviews that are made up, and lines of another kind."""
    officer = signed_in(Client(), cast.interviewer)
    for address in [
        at(case, "interview_answer", 2),  # an answer, no question
        at(case, "interview_answer", 9),
        at(case, "interview_reply", 1),  # a question, nothing was put
        at(case, "interview_correct", 9),
        f"{at(case, 'interview_ask')}?about=PRK.no_such_fact",
        f"{at(case, 'interview_ask')}?about=RUS.left_without_permission",
        f"{at(case, 'interview_put')}?about=",
        reverse("interview", args=[case.number, 7]),
        reverse("interview_begin", args=[case.number, 7]),
    ]:
        assert officer.get(address).status_code == 404, address


def test_lines_of_another_case_are_not_touched(cast: Cast, case: Case) -> None:
    other = case_in_interview(cast)
    signed_in(Client(), cast.interviewer).post(at(case, "interview_tell"), {"text": "Only here"})
    assert not InterviewLine.objects.filter(interview__case=other).exists()


def test_nobody_writes_before_an_interview_began(cast: Cast) -> None:
    case = prepared_case(cast)
    officer = signed_in(Client(), cast.interviewer)
    officer.post(reverse("interview_plan", args=[case.number]), {"language": "ko"})
    begun = officer.post(at(case, "interview_tell"), {"text": "Too early"})
    assert begun.status_code == 422
    assert "Too early" in words(begun)
    assert not InterviewLine.objects.exists()


def test_the_interpreter_adds_a_note_that_is_shown_as_theirs(cast: Cast, case: Case) -> None:
    client = signed_in(Client(), cast.interpreter)
    note = at(case, "interpreter_note")
    record = words(client.get(at(case, "interview")))
    assert f'href="{note}"' in record
    assert f'href="{note}?line=2"' in record
    assert 'value="2"' in words(client.get(f"{note}?line=2"))
    blank = client.post(note, {"line": "2", "text": ""})
    assert (blank.status_code, "This is still blank." in words(blank)) == (422, True)
    typed = {"line": "2", "text": "The word means <b>aunt</b>"}
    assert client.post(note, typed)["Location"] == f"{at(case, 'interview')}#line-3"
    shown = words(client.get(at(case, "interview")))
    assert "The word means &lt;b&gt;aunt" in shown
    assert f'href="{note}?line=3"' not in shown
    for name, route in (("interviewer", "interview_print"), ("reviewer", "interview")):
        text = words(signed_in(Client(), getattr(cast, name)).get(at(case, route)))
        assert "Note of the interpreter" in text, name
        assert "on line 2" in text, name
        assert note not in text, name
    assert signed_in(Client(), cast.reviewer).get(note).status_code == 403
    case.interviews.update(interpreter=None)
    assert signed_in(Client(), cast.interpreter).get(note).status_code == 403
    case.interviews.update(interpreter=cast.interpreter, state="signed", ended_at=timezone.now())
    assert signed_in(Client(), cast.interpreter).get(note).status_code == 409
