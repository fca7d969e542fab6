"""Whoever may not open a case cannot tell it from one that is not there: not by the page, its headers, or its cost."""

from __future__ import annotations

import re

import pytest
from django.conf import LazySettings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.casework.cast import Cast
from tests.casework.factories import make_staffed_case
from tests.casework.pages import signed_in
from tests.security.cells import LEADS_BACK, methods
from tests.security.endpoints import NOBODY, Endpoint, endpoints, needed
from tests.security.office import Office, ask, stand_of
from tests.security.oracle import allows
from wellfounded.accounts import idle
from wellfounded.cases.states import State

NUMBER = "C-2345-6789"
HOURS = 20_000
TOKEN = re.compile(rb'(csrfmiddlewaretoken" value="|X-CSRFToken": "|csrf-token" content=")[A-Za-z0-9]{64}')
OF_CASES = tuple(endpoint for endpoint in endpoints() if endpoint.of_case)
ASKED = [
    *((endpoint, "GET") for endpoint in OF_CASES if not endpoint.of_api),
    *((endpoint, "POST") for endpoint in OF_CASES if not endpoint.of_api),
    *((endpoint, endpoint.method) for endpoint in OF_CASES if endpoint.of_api),
]


def seen(client: Client, endpoint: Endpoint, method: str) -> tuple[int, dict[str, str], bytes, int]:
    """All that an answer tells, and in how many queries it was made."""
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        answer = ask(client, endpoint, method, number=NUMBER)
        transaction.set_rollback(True)
    return answer.status_code, dict(answer.items()), TOKEN.sub(rb"\1", answer.content), len(queries)


@pytest.mark.parametrize("person", ["outsider", "administrator"])
def test_a_hidden_case_gives_what_a_missing_one_gives_byte_for_byte(
    client: Client, cast: Cast, settings: LazySettings, monkeypatch: pytest.MonkeyPatch, *, person: str
) -> None:
    # To whoever could open it, were it theirs, every address; to whoever opens none, each fourth.
    asked = ASKED if person == "outsider" else ASKED[::4]
    monkeypatch.setattr(idle, "GRAIN_SECONDS", HOURS)
    settings.IDLE_LOCK_SECONDS = 3 * HOURS
    signed_in(client, getattr(cast, person), proved=True)
    client.get("/me/")  # notes that somebody is there, which is then not written again
    missing = [seen(client, *one) for one in asked]
    make_staffed_case(cast, number=NUMBER, state=State.SERVED)
    hidden = [seen(client, *one) for one in asked]
    differ = [
        f"{method} {endpoint.key}: {before[0]} and {after[0]}, {before[3]} and {after[3]} queries"
        for (endpoint, method), before, after in zip(asked, missing, hidden, strict=True)
        if before != after
    ]
    assert not differ, "\n".join(differ)
    asked_who = {status for (one, _), (status, *_) in zip(asked, hidden, strict=True) if one.key not in LEADS_BACK}
    assert {404} <= asked_who <= {404, 405}
    assert len(ASKED) > 350


def test_whoever_is_on_the_case_gets_something_else(client: Client, cast: Cast) -> None:
    """Without this the comparison above could not fail."""
    signed_in(client, cast.adjudicator, proved=True)
    page = next(endpoint for endpoint in OF_CASES if endpoint.key == "case")
    missing = seen(client, page, "GET")
    make_staffed_case(cast, number=NUMBER)
    assert seen(client, page, "GET") != missing


LISTS = [
    one
    for one in endpoints()
    if "GET" in methods(one) and not one.parts and needed(one, "GET") != NOBODY and one.key != "account_logout"
]


@pytest.mark.parametrize("person", ["former", "stripped", "interpreter", "outsider", "administrator"])
def test_no_list_names_a_hidden_case(office: Office, clients: dict[str, Client], person: str) -> None:
    """Pages that are not of one case, for somebody who may open some cases or none."""
    opened = {case.number for state, case in office.cases.items() if allows(stand_of(person, state), "case:case:open")}
    hidden = {case.number for case in office.cases.values()} - opened
    shown = {
        (one.key, case.number)
        for one in LISTS
        for text in [ask(clients[person], one, "GET").content.decode(errors="replace")]
        for case in office.cases.values()
        if case.number in text
    }
    assert {key for key, number in shown if number in hidden} == set()
    assert {number for key, number in shown if key == "api.search"} == opened
    assert len(LISTS) > 40
