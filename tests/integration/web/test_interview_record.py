"""The record of an interview on its page: differences put, corrections, the reading back, and its plan."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.casework.cast import Cast
from tests.casework.interviews import FACT, answered, case_in_interview, end_and_read_back, prepared_case
from tests.casework.pages import signed_in
from wellfounded.cases.actions.put_point import Point, put_point
from wellfounded.cases.models import Case, Interview, InterviewLine
from wellfounded.cases.models.interview import InterviewState
from wellfounded.web.interview.desk import SHOWN


@pytest.fixture
def case(cast: Cast) -> Case:
    return case_in_interview(cast)


@pytest.fixture
def officer(client: Client, cast: Cast) -> Client:
    return signed_in(client, cast.interviewer)


def at(case: Case, route: str, *args: Any) -> str:
    return reverse(route, args=[case.number, 1, *args])


def words(response: Any) -> str:
    return str(response.content.decode())


def lines(case: Case) -> list[tuple[str, str]]:
    return list(InterviewLine.objects.filter(interview__case=case).values_list("kind", "text"))


def test_a_difference_is_put_and_leaves_the_list_with_its_reply(officer: Client, cast: Cast, case: Case) -> None:
    answered(cast, case)
    answered(cast, case, word="no")
    side = officer.get(at(case, "interview_tell")).context["to_put"]
    assert [one.place for one in side if one.differs] == [f"PRK.{FACT}"]
    put = officer.post(f"{at(case, 'interview_put')}?about=PRK.{FACT}", {"text": "Once yes, once no?"})
    assert put["Location"] == at(case, "interview_reply", 5)
    officer.post(put["Location"], {"text": "I misunderstood."})
    side = officer.get(at(case, "interview_tell")).context["to_put"]
    assert not [one for one in side if one.differs]


def test_silence_is_noted_and_puts_nothing(officer: Client, cast: Cast, case: Case) -> None:
    answered(cast, case)
    answered(cast, case, word="no")
    point = put_point(cast.interviewer, case.number, request=Point(entity="PRK", item=FACT, text="Once yes, once no?"))
    officer.post(at(case, "interview_reply", point.number), {"text": "Looks away.", "silent": "on"})
    assert [kind for kind, _text in lines(case)][-1] == "note"
    assert [one for one in officer.get(at(case, "interview_tell")).context["to_put"] if one.differs]


def test_a_correction_stands_under_what_it_corrects(officer: Client, cast: Cast, case: Case) -> None:
    line = answered(cast, case)
    officer.post(at(case, "interview_correct", line.number), {"text": "I waded at dawn", "answered": ""})
    page = officer.get(at(case, "interview_tell"))
    top = page.context["record"]
    assert [one.line.number for one in top] == [1, 2]
    assert top[1].standing.text == "I waded at dawn"
    assert str(top[1].standing_answer) == "Yes"


def test_what_was_not_read_back_must_be_named(officer: Client, cast: Cast, case: Case) -> None:
    answered(cast, case)
    officer.post(at(case, "interview_end"))
    one = officer.get(f"{at(case, 'interview_read_back')}?line=2")
    assert one.context["shown"].line.number == 2
    refused = officer.post(at(case, "interview_read_back"), {"whole": "no", "remark": "맞습니다"})
    assert refused.status_code == 422
    assert "맞습니다" in words(refused)
    assert Interview.objects.get().state == InterviewState.ENDED


def test_a_long_record_shows_its_end_and_leads_to_the_whole(officer: Client, case: Case) -> None:
    for number in range(SHOWN + 2):
        officer.post(at(case, "interview_tell"), {"text": f"piece {number}"})
    page = officer.get(at(case, "interview_tell"))
    assert page.context["earlier"] == 2
    assert "piece 1<" not in words(page)
    assert f"piece {SHOWN + 1}" in words(page)
    assert "2 earlier lines" in words(page)
    assert "piece 0" in words(officer.get(at(case, "interview_print")))


def test_a_plan_is_changed_and_cancelled_on_the_page_and_both_are_shown(officer: Client, cast: Cast) -> None:
    case = prepared_case(cast)
    listed, plan, change, cancel = (
        reverse("interviews", args=[case.number]),
        reverse("interview_plan", args=[case.number]),
        at(case, "interview_change"),
        at(case, "interview_cancel"),
    )
    officer.post(plan, {"interpreter": "interpreter", "place": "Room 2"})
    text = words(officer.get(listed))
    assert change in text
    assert cancel in text
    blank = officer.post(change, {"planned_for": "2099-04-02T09:30"})
    assert (blank.status_code, "This is still blank." in words(blank)) == (422, True)
    assert "2099-04-02T09:30" in words(blank)
    told = {"told_on": "2024-03-03", "told_how": "through the aunt"}
    typed = {"planned_for": "2099-04-02T09:30", "interpreter": "-", "reason": "The room is needed"} | told
    assert officer.post(change, typed)["Location"] == listed
    text = words(officer.get(listed))
    for shown in ("2099", "Plan changed", "The room is needed", "through the aunt"):
        assert shown in text, shown
    assert case.interviews.get().interpreter is None
    assert officer.post(cancel, {"reason": ""}).status_code == 422
    assert officer.post(cancel, {"reason": "The applicant is in hospital"}).status_code == 302
    text = words(officer.get(listed))
    for shown in ("Cancelled", "in hospital", "not told yet", "Plan another interview"):
        assert shown in text, shown
    assert change not in text
    assert at(case, "interview_begin") not in text
    assert "cancelled" in words(officer.post(at(case, "interview_begin"), {}))
    assert "Why the applicant has to tell again" not in words(officer.get(plan))


def test_no_form_is_shown_that_could_no_longer_be_saved(officer: Client, cast: Cast, case: Case) -> None:
    """After the end its addresses lead to the record; what was sent too late still comes back with its words."""
    answered(cast, case)
    assert officer.get(at(case, "interview_tell")).status_code == 200
    end_and_read_back(cast, case)
    for route in ["interview_tell", "interview_note", "interview_ask"]:
        assert officer.get(at(case, route))["Location"] == at(case, "interview"), route
    assert officer.get(at(case, "interview")).status_code == 200
    late = officer.post(at(case, "interview_tell"), {"text": "Said too late"})
    assert late.status_code == 422
    assert "Said too late" in words(late)
