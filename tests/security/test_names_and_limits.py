"""No name where it is kept by browsers and machines; and what stops somebody who tries again and again."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.casework.cast import Cast
from tests.casework.decisions import make_decision
from tests.casework.factories import make_staffed_case
from tests.casework.pages import set_up, signed_in
from tests.security.cells import OPEN, Cell
from tests.security.endpoints import Endpoint, endpoints
from tests.security.office import ask, interview_in
from wellfounded.audit.events import Event
from wellfounded.audit.models import Detail
from wellfounded.cases.models import Case, Recommendation
from wellfounded.cases.numbers import NO_NUMBER
from wellfounded.cases.states import State
from wellfounded.persons.models import PersonName

NAMES = ("Canaryname", "카나리아이름")
PAGES = tuple(one for one in endpoints() if one.of_case and not one.of_api)


@pytest.fixture
def case(cast: Cast) -> Case:
    made = make_staffed_case(cast, state="interview")
    for text in NAMES:
        PersonName.objects.create(person=made.person, text=text, added_by=cast.registrar)
    interview_in(made, cast)
    return made


def by_reader(*people: str) -> Iterator[tuple[str, list[Endpoint]]]:
    """Each page once, under the first of these who may open it while the case is in the interview."""
    readers = {
        page.key: next((one for one in people if Cell(page, "GET", one, State.INTERVIEW).said == OPEN), "")
        for page in PAGES
    }
    yield from ((person, [page for page in PAGES if readers[page.key] == person]) for person in people)


def named(text: str) -> list[str]:
    return [name for name in NAMES if name in text]


def test_a_name_stands_in_no_title_address_header_or_machine_log(
    client: Client, cast: Cast, case: Case, caplog: pytest.LogCaptureFixture
) -> None:
    """A title stays in the history of a browser, and an address in many places."""
    caplog.set_level(logging.DEBUG)
    wrong, shown = [], 0
    for person, pages in by_reader("registrar", "interviewer", "adjudicator", "reviewer"):
        signed_in(client, getattr(cast, person), proved=True)
        for page in pages:
            answer = ask(client, page, "GET", number=case.number)
            text = unescape(answer.content.decode()) if "html" in answer.headers.get("Content-Type", "") else ""
            shown += bool(named(text))
            title = "".join(re.findall(r"<title>(.*?)</title>", text, re.DOTALL))
            addresses = " ".join(re.findall(r'(?:href|action|src|hx-\w+)="([^"]*)"', text))
            if found := named(f"{title} {addresses} {dict(answer.items())}"):
                wrong.append(f"{person} {page.key}: {found}")
    assert not wrong, "\n".join(wrong)
    assert shown > 10  # otherwise nothing was there to be found
    assert named(caplog.text) == []


def test_a_name_stands_in_no_entry_of_the_log(client: Client, cast: Cast, case: Case) -> None:
    signed_in(client, cast.registrar, proved=True)
    client.post(reverse("registration_page", args=[case.number, "names"]), {"text": NAMES[0], "kind": "alias"})
    client.get(reverse("person", args=[case.number]))
    for name in NAMES:  # typed where a number is asked for
        client.get(reverse("search"), {"number": name})
        client.get(reverse("case", args=[name]))
        client.get(f"/api/cases/{name}/history")
        client.get("/api/search", {"number": name, "state": name, "relation": name})
    entries = [str(row) for row in Detail.objects.values_list("event", "actor", "subject", "payload")]
    assert sum(NO_NUMBER in entry for entry in entries) >= 6
    assert [entry for entry in entries if named(entry)] == []


def test_before_service_the_outcome_is_on_no_page_of_those_who_do_not_decide(client: Client, cast: Cast) -> None:
    case = make_staffed_case(cast, state="decision")
    decision = make_decision(case, cast)
    Recommendation.objects.filter(pk=decision.recommendation_id).update(reasons="Canary of the reasons")
    said = {}
    for person in ("registrar", "protection_officer", "counsel", "interpreter", "adjudicator"):
        signed_in(client, getattr(cast, person), proved=True)
        pages = [page for page in PAGES if Cell(page, "GET", person, State.DECISION).said == OPEN]
        texts = [ask(client, page, "GET", number=case.number).content.decode() for page in pages]
        api = [client.get(f"/api/cases/{case.number}{part}").content.decode() for part in ("", "/decision", "/appeals")]
        said[person] = any("Canary of the reasons" in text or "Not recognised" in text for text in [*texts, *api])
    assert said == {
        "registrar": False,
        "protection_officer": False,
        "counsel": False,
        "interpreter": False,
        "adjudicator": True,
    }


def test_whoever_tries_numbers_stands_in_the_log_each_time(client: Client, cast: Cast) -> None:
    signed_in(client, cast.outsider)
    for place in range(5):
        client.get(reverse("case", args=[f"C-2222-222{place}"]))
    refused = Detail.objects.filter(event=Event.CASE_REFUSED, actor="outsider")
    assert sorted(refused.values_list("subject", flat=True)) == [f"C-2222-222{place}" for place in range(5)]


def test_guessing_a_passphrase_shuts_the_name_and_no_other(client: Client, cast: Cast) -> None:
    def enters(name: str, passphrase: str) -> bool:
        return client.post(reverse("account_login"), {"login": name, "password": passphrase}).status_code == 302

    cache.clear()
    set_up(cast.adjudicator)
    set_up(cast.reviewer)
    assert not any(enters("adjudicator", f"wrong {place}") for place in range(5))
    assert not enters("adjudicator", "adjudicator-passphrase")
    assert enters("reviewer", "reviewer-passphrase")
    cache.clear()
