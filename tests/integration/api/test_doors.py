"""The way in: a session with a second factor and its token. Refusals have one shape; hidden looks like missing."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from tests.casework.cast import Cast, make_user
from tests.casework.factories import make_case, make_staffed_case
from tests.casework.pages import BACKEND, signed_in
from wellfounded.accounts.roles import Role
from wellfounded.api.entrance import api
from wellfounded.cases.models import Case

JSON = "application/json"
DESCRIPTION = api.get_openapi_schema()


def post(client: Client, address: str, body: object, **headers: Any) -> Any:
    return client.post(f"/api{address}", body, content_type=JSON, **headers)


def with_token(user: Any) -> tuple[Client, str]:
    """A client that checks the token, as a browser's requests are checked."""
    client = signed_in(Client(enforce_csrf_checks=True), user)
    return client, client.get("/api/session").json()["csrf_token"]


def test_the_session_says_who_is_there(cast: Cast) -> None:
    answer = signed_in(Client(), cast.registrar).get("/api/session")
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    assert answer.json()["username"] == "registrar"
    assert answer.json()["roles"] == ["registrar"]


def test_a_stranger_is_told_to_sign_in(cast: Cast) -> None:  # noqa: ARG001 - the office has people
    for answer in (Client().get("/api/session"), post(Client(), "/cases", {})):
        assert answer.status_code == 401
        assert answer.json() == {"code": "WF-106", "message": "Sign in with a browser first.", "fields": {}}


@pytest.mark.parametrize("path", DESCRIPTION["paths"])
def test_no_operation_answers_a_stranger(path: str, db: None) -> None:  # noqa: ARG001 - asks pytest for the database
    address = re.sub(r"{\w+}", "1", path)
    for method in DESCRIPTION["paths"][path]:
        answer = Client().generic(method.upper(), address, "{}", content_type=JSON)
        assert (answer.status_code, answer.json()["code"]) == (401, "WF-106")


def test_nobody_gets_in_without_a_second_factor(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.registrar, backend=BACKEND)
    answer = client.get("/api/session")
    assert (answer.status_code, answer.json()["code"]) == (403, "WF-108")


def test_the_description_is_behind_the_sign_in(cast: Cast) -> None:
    assert Client().get("/api/openapi.json").status_code == 302
    description = signed_in(Client(), cast.registrar).get("/api/openapi.json").json()
    assert description["openapi"] == "3.1.0"


def test_nothing_is_written_without_the_token(cast: Cast) -> None:
    client, token = with_token(cast.registrar)
    refused = post(client, "/cases", {})
    assert (refused.status_code, refused.json()["code"], Case.objects.count()) == (403, "WF-102", 0)
    done = post(client, "/cases", {}, headers={"X-CSRFToken": token})
    assert (done.status_code, Case.objects.count()) == (200, 1)


def test_a_hidden_case_answers_as_a_missing_one_byte_for_byte(cast: Cast) -> None:
    hidden = make_case(cast.registrar).number
    client = signed_in(Client(), cast.outsider)
    for way in ("", "/person", "/facts", "/interviews/1/lines", "/decision", "/exhibits/E1/pages/1"):
        first, second = client.get(f"/api/cases/{hidden}{way}"), client.get(f"/api/cases/C-99999{way}")
        assert (first.status_code, first.content, first.headers) == (404, second.content, second.headers)
    first, second = (post(client, f"/cases/{number}/names", {"text": "Eunhui"}) for number in (hidden, "C-99999"))
    assert (first.status_code, first.content) == (404, second.content)


def test_a_part_without_the_right_is_403_with_the_reason(cast: Cast) -> None:
    case = make_staffed_case(cast)
    answer = signed_in(Client(), cast.registrar).get(f"/api/cases/{case.number}/medical")
    assert (answer.status_code, answer.json()["code"]) == (403, "WF-102")
    assert answer.json()["message"]


def test_a_verb_that_the_state_does_not_allow_is_409(cast: Cast) -> None:
    case = make_staffed_case(cast, state="closed")
    answer = post(signed_in(Client(), cast.adjudicator), f"/cases/{case.number}/close-record", {})
    assert (answer.status_code, answer.json()["code"]) == (409, "WF-103")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"text": 7}, "text"),
        ({"text": "a\x00b"}, "text"),
        ({"text": "x" * 20_001}, "text"),
        ({"text": "Eunhui", "colour": "red"}, "colour"),
        ({}, "text"),
    ],
)
def test_a_body_that_cannot_be_used_names_its_fields(cast: Cast, body: object, field: str) -> None:
    case = make_staffed_case(cast)
    answer = post(signed_in(Client(), cast.registrar), f"/cases/{case.number}/names", body)
    assert (answer.status_code, answer.json()["code"], list(answer.json()["fields"])) == (422, "WF-104", [field])
    assert not case.person.names.exists()


def test_what_an_action_refuses_names_its_fields_too(cast: Cast) -> None:
    case = make_staffed_case(cast)
    answer = post(signed_in(Client(), cast.registrar), f"/cases/{case.number}/nationalities", {"country": "XXX"})
    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["country"])


@pytest.mark.parametrize("body", ["{", '{"text": 1e999}', "[]", '"text"'])
def test_what_is_no_object_is_refused(cast: Cast, body: str) -> None:
    case = make_staffed_case(cast)
    answer = signed_in(Client(), cast.registrar).post(f"/api/cases/{case.number}/names", body, content_type=JSON)
    assert answer.status_code in {400, 422}
    assert set(answer.json()) == {"code", "message", "fields"}


def test_a_body_that_is_too_large_is_refused(cast: Cast) -> None:
    case = make_staffed_case(cast)
    body = '{"text": "' + "x" * 2_600_000 + '"}'
    answer = signed_in(Client(), cast.registrar).post(f"/api/cases/{case.number}/names", body, content_type=JSON)
    assert (answer.status_code, answer.json()["code"]) == (400, "WF-107")


def test_an_administrator_reads_no_case(cast: Cast) -> None:
    case = make_staffed_case(cast)
    keeper = make_user("keeper", Role.ADMINISTRATOR)
    assert signed_in(Client(), keeper).get(f"/api/cases/{case.number}").status_code == 404


def test_the_number_of_a_paper_is_not_the_number_of_the_case(cast: Cast) -> None:
    case = make_staffed_case(cast)
    client = signed_in(Client(), cast.registrar)
    assert post(client, f"/cases/{case.number}/documents", {"kind": "passport", "number": "PS 1"}).status_code == 200
    assert post(client, f"/cases/{case.number}/earlier-claims", {"country": "KOR", "number": "7"}).status_code == 200
    assert case.person.documents.get().number == "PS 1"
    assert case.person.earlier_claims.get().number == "7"
