"""My work, the search and the calendar: nothing of a case that may not be opened."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.casework.cast import Cast
from tests.casework.factories import assign, make_case, make_staffed_case
from tests.casework.pages import signed_in
from wellfounded.accounts.roles import Role
from wellfounded.audit.events import Event
from wellfounded.audit.models import Detail
from wellfounded.cases.models import Case, Deadline, Relation
from wellfounded.cases.states import State
from wellfounded.cases.worklists import PAGE

pytestmark = pytest.mark.django_db


def _deadline(case: Case, *, days: int) -> Deadline:
    day = timezone.localdate() + timedelta(days=days)
    return Deadline.objects.create(
        case=case, kind="appeal", profile="unhcr", from_day=day - timedelta(days=30), due_on=day, checked="unchecked"
    )


def _without_token(page: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


def test_cases_are_listed_for_those_who_may_open_them_and_nobody_else(client: Client, cast: Cast) -> None:
    shown = make_staffed_case(cast, state=State.ASSESSMENT)
    hidden = make_case(cast.outsider)
    holders = {relation.value for relation in Relation} - {"interpreter"}
    for role in Role:
        page = signed_in(client, getattr(cast, role.value)).get("/").content.decode()
        assert (shown.number in page) is (role.value in holders), role
        assert hidden.number not in page


def test_what_waits_stands_first_and_imminent_return_before_it(client: Client, cast: Cast) -> None:
    ordinary = make_staffed_case(cast, state=State.ASSESSMENT)
    urgent = make_staffed_case(cast, state=State.ASSESSMENT, priority=1)
    page = signed_in(client, cast.adjudicator).get("/").content.decode()
    waiting = page.split("Waiting for you")[1]
    assert waiting.index(urgent.number) < waiting.index(ordinary.number)
    assert "Return is imminent" in waiting


def test_deadlines_and_passed_ones_are_shown(client: Client, cast: Cast) -> None:
    soon, late, other = (make_staffed_case(cast, state=State.SERVED) for _ in range(3))
    _deadline(soon, days=3)
    _deadline(late, days=-2)
    hidden = make_case(cast.outsider, state=State.SERVED)
    _deadline(hidden, days=3)
    page = signed_in(client, cast.counsel).get("/").content.decode()
    part = page.split("Deadlines of the next two weeks")[1].split("</ul>")[0]
    assert soon.number in part
    assert late.number in part.split("Passed")[0]
    assert other.number not in part
    assert hidden.number not in page


def test_a_hand_over_shows_who_and_what_was_said(client: Client, cast: Cast) -> None:
    case = make_case(cast.registrar)
    passed = assign(case, cast.adjudicator, relation=Relation.ADJUDICATOR)
    passed.note = "Please read line 14 first."
    passed.save()
    page = signed_in(client, cast.adjudicator).get("/").content.decode()
    assert "Please read line 14 first." in page
    assert "from registrar" in page


def test_an_empty_list_says_what_to_do(client: Client, cast: Cast) -> None:
    assert "Register a person" in signed_in(client, cast.registrar).get("/").content.decode()
    page = signed_in(client, cast.reviewer).get("/").content.decode()
    assert "<strong>reviewer</strong>" in page
    assert "Register a person" not in page
    assert "Search" not in page


def test_long_lists_have_pages(client: Client, cast: Cast) -> None:
    for _ in range(PAGE + 1):
        assign(make_case(cast.registrar), cast.registrar, relation=Relation.REGISTRAR)
    first = signed_in(client, cast.registrar).get("/").content.decode()
    assert first.count('<a class="number"') == PAGE
    assert 'href="?page=2"' in first
    second = client.get("/?page=2").content.decode()
    assert second.count('<a class="number"') == 1
    assert 'href="?page=1"' in second
    assert "Nothing more on this page" in client.get("/?page=3").content.decode()
    for odd in ("0", "-1", "x", "²", "9" * 30, ""):
        assert client.get("/", {"page": odd}).status_code == 200


def test_the_search_finds_only_what_may_be_opened(client: Client, cast: Cast) -> None:
    shown = make_staffed_case(cast, number="C-77001", state=State.CLOSED)
    hidden = make_case(cast.outsider, number="C-77002")
    page = signed_in(client, cast.reviewer).get("/search/", {"number": "c-770"}).content.decode()
    assert shown.number in page
    assert hidden.number not in page
    missing = client.get("/search/", {"number": "C-77003"}).content.decode()
    guessed = client.get("/search/", {"number": "C-77002"}).content.decode()
    assert _without_token(guessed.replace("C-77002", "C-77003")) == _without_token(missing)
    assert "No case of yours fits" in guessed


def test_the_search_narrows_by_state_and_relation(client: Client, cast: Cast) -> None:
    one = make_staffed_case(cast, state=State.REVIEW)
    two = make_staffed_case(cast, state=State.SERVED)
    signed_in(client, cast.reviewer)
    page = client.get("/search/", {"state": "review"}).content.decode()
    assert one.number in page
    assert two.number not in page
    assert one.number not in client.get("/search/", {"relation": "registrar"}).content.decode()
    assert one.number in client.get("/search/", {"relation": "reviewer"}).content.decode()


def test_a_search_is_logged_and_an_open_page_is_not(client: Client, cast: Cast) -> None:
    signed_in(client, cast.reviewer).get("/search/")
    assert not Detail.objects.filter(event=Event.CASE_SEARCHED).exists()
    client.get("/search/", {"number": "C-1"})
    assert Detail.objects.get(event=Event.CASE_SEARCHED).actor == "reviewer"


def test_a_state_that_is_none_is_said(client: Client, cast: Cast) -> None:
    page = signed_in(client, cast.reviewer).get("/search/", {"state": "nowhere"}).content.decode()
    assert "Something needs mending" in page
    assert not Detail.objects.filter(event=Event.CASE_SEARCHED).exists()


def test_the_calendar_has_numbers_and_days_and_no_more(client: Client, cast: Cast) -> None:
    case = make_staffed_case(cast, state=State.SERVED)
    _deadline(case, days=3)
    hidden = make_case(cast.outsider, state=State.SERVED)
    _deadline(hidden, days=3)
    signed_in(client, cast.counsel)
    assert client.get("/calendar/").status_code == 405
    response = client.post("/calendar/")
    file = response.content.decode()
    assert response.headers["Content-Type"].startswith("text/calendar")
    assert case.number in file
    assert hidden.number not in file
    assert "ppeal" not in file
