"""The page of an act that cannot be done now: it says so when it is opened, and a form that is sent keeps its words."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.casework.cast import Cast
from tests.casework.decisions import GRANTED, OPEN, REFUSED, case_in_assessment, to_state
from tests.casework.factories import make_staffed_case
from tests.casework.pages import address, alike, signed_in
from wellfounded.accounts.models import User
from wellfounded.audit.events import Event
from wellfounded.audit.models import Detail
from wellfounded.cases.closing import CLOSED_FROM
from wellfounded.cases.models import Case
from wellfounded.cases.states import State
from wellfounded.web.decision.acts import ACTS, standing_of
from wellfounded.web.unfit import ROUTES

REPLY = "I was in the hospital of Hyesan that week."
WITH_MORE = {"assessment_find", "fact_doubt", "fact_evidence", "interview_begin"}  # in their addresses


@pytest.fixture
def granted(cast: Cast) -> Case:
    return to_state(case_in_assessment(cast, GRANTED), cast, "served")


@pytest.mark.parametrize(
    ("route", "who", "why"),
    [
        ("appeal_add", "counsel", "No appeal is waiting."),
        ("appeal_lodge", "counsel", "An appeal is lodged against a decision that was served."),
        ("appeal_word", "reviewer", "Reasons are written after an appeal is decided and before its letter is served."),
        ("begin_cessation", "reviewer", "A proceeding about a status begins after the status was granted and served."),
        ("case_reopen", "reviewer", "Only a case that was decided or closed is opened again."),
        ("decision_draft", "reviewer", "A decision is drafted after the review agreed."),
        ("decision_serve", "registrar", "Only a signed decision can be served."),
        ("record_reopen", "adjudicator", "The record of this case is open."),
        ("recommendation_withdraw", "adjudicator", "Only a recommendation that is under review can be taken back."),
    ],
)
def test_a_page_says_at_once_why_not_and_what_can_be_done_instead(
    client: Client, cast: Cast, route: str, who: str, why: str
) -> None:
    case = case_in_assessment(cast, OPEN)
    answer = signed_in(client, getattr(cast, who)).get(address(route, case))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert why in page
    assert "<textarea" not in page
    assert address("case", case) in page
    for act in ACTS:
        offered = f'href="{address(act.route, case)}"' in page
        assert offered == (f'href="{address(act.route, case)}"' in _decision(client, case)), act.route


def test_of_two_reasons_the_one_is_told_that_helps(client: Client, cast: Cast, granted: Case) -> None:
    page = signed_in(client, cast.reviewer).get(address("case_reopen", granted)).content.decode()
    assert "The person holds a status." in page
    assert address("begin_cessation", granted) in page


def test_what_is_sent_all_the_same_comes_back_with_every_word(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, OPEN)
    signed_in(client, cast.counsel)
    answer = client.post(address("appeal_lodge", case), {"lodged_by": "counsel", "grounds": REPLY})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert REPLY in page
    assert "An appeal is lodged against a decision that was served." in page


def test_who_may_not_do_it_learns_nothing_of_the_state(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, OPEN)
    refused = signed_in(client, cast.interpreter).get(address("case_close", case))
    assert refused.status_code in {403, 404}
    assert "What you can do in this case now" not in refused.content.decode()
    hidden = signed_in(client, cast.outsider).get(address("appeal_lodge", case))
    missing = client.get(reverse("appeal_lodge", args=["C-0000-0000"]))
    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert alike(hidden.content, case.number) == alike(missing.content, "C-0000-0000")


def test_what_is_told_of_a_case_stands_in_the_log(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, OPEN)
    before = _openings(case, cast.counsel)
    signed_in(client, cast.counsel).get(address("appeal_lodge", case))
    assert _openings(case, cast.counsel) == before + 1


@pytest.mark.parametrize("language", ["ko", "zh-hans"])
def test_it_is_said_in_the_language_of_the_screen(client: Client, cast: Cast, language: str) -> None:
    case = case_in_assessment(cast, REFUSED)
    User.objects.filter(pk=cast.registrar.pk).update(language=language)
    cast.registrar.refresh_from_db()
    page = signed_in(client, cast.registrar).get(address("decision_serve", case)).content.decode()
    assert "cannot be done" not in page
    assert "What you can do" not in page
    assert "Only a signed decision" not in page


def test_a_case_is_closed_from_the_states_that_the_action_knows(cast: Cast) -> None:
    case = make_staffed_case(cast)
    close = next(act for act in ACTS if act.route == "case_close")
    for state in State:
        case.state = state
        closable = any(state in states for states in CLOSED_FROM.values())
        assert bool(close.hindered(standing_of(cast.registrar, case))) != closable, state


def test_every_page_named_here_is_one_of_a_case() -> None:
    for route in ROUTES - WITH_MORE:
        assert reverse(route, args=["C-0000-0000"])


def _decision(client: Client, case: Case) -> str:
    return client.get(address("decision", case)).content.decode()


def _openings(case: Case, user: User) -> int:
    return Detail.objects.filter(event=Event.CASE_OPENED, subject=case.number, actor=user.username).count()
