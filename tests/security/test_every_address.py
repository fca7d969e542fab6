"""What holds at every address: nobody comes in unseen, nothing is sent without its token, nothing is kept or shared."""

from __future__ import annotations

import re
import time
from http import HTTPStatus
from typing import TYPE_CHECKING

import pytest
from django.conf import settings as office_settings
from django.test import Client
from django.urls import reverse

from tests.casework.cast import Cast
from tests.casework.factories import make_staffed_case
from tests.casework.pages import BACKEND, signed_in
from tests.security.cells import Cell, methods, somebody
from tests.security.endpoints import ANYBODY, NOBODY, endpoints, needed
from tests.security.office import Office, ask
from wellfounded.accounts.first_steps import ALWAYS_OPEN
from wellfounded.accounts.idle import SEEN
from wellfounded.audit.models import Detail
from wellfounded.cases.states import State
from wellfounded.config.headers import HEADERS

if TYPE_CHECKING:
    from django.http import HttpResponse

ALL = tuple(one for one in endpoints() if needed(one, "GET") != NOBODY)
BEHIND = tuple(one for one in ALL if needed(one, "GET") != ANYBODY)
LEADS_AWAY = {HTTPStatus.FOUND, HTTPStatus.UNAUTHORIZED}
# Of a stranger who sends a form: shown once more what was typed, or asked to sign in.
REFUSES_STRANGERS = LEADS_AWAY | {HTTPStatus.FORBIDDEN, HTTPStatus.METHOD_NOT_ALLOWED}
ELSEWHERE = re.compile(r"""(?:src|href|action|url\(|hx-\w+)\s*=?\s*["'(]?\s*(?:https?:)?//""", re.IGNORECASE)
INLINE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son[a-z]+=\"|javascript:", re.IGNORECASE)
NUMBER = "C-2345-6789"


@pytest.fixture
def case(cast: Cast) -> None:
    make_staffed_case(cast, number=NUMBER, state=State.INTERVIEW)


def location(answer: HttpResponse) -> str:
    return answer.headers.get("Location", "")


def test_a_stranger_comes_to_nothing(client: Client, case: None) -> None:  # noqa: ARG001 - there is something to come to
    through = [
        f"{method} {one.key}: {answer.status_code} {location(answer)}"
        for one in BEHIND
        for method in methods(one)
        for answer in [ask(client, one, method, number=NUMBER)]
        if answer.status_code not in (REFUSES_STRANGERS if method == "POST" else LEADS_AWAY)
        or (answer.status_code == HTTPStatus.FOUND and not location(answer).startswith(reverse("account_login")))
    ]
    assert not through, "\n".join(through)
    assert len(BEHIND) > 240


def test_without_a_second_factor_every_address_leads_to_setting_it_up(client: Client, cast: Cast, case: None) -> None:  # noqa: ARG001 - as above
    client.force_login(cast.adjudicator, backend=BACKEND)
    open_before = ALWAYS_OPEN | {
        "mfa_index",
        "mfa_activate_totp",
        "totp_picture",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
    }
    through = [
        f"{method} {one.key}: {answer.status_code} {location(answer)}"
        for one in BEHIND
        if one.route not in open_before
        for method in methods(one)
        for answer in [ask(client, one, method, number=NUMBER)]
        if answer.status_code != HTTPStatus.FORBIDDEN
        and (answer.status_code, location(answer)) != (HTTPStatus.FOUND, reverse("mfa_index"))
    ]
    assert not through, "\n".join(through)


def test_after_a_while_without_a_move_every_address_asks_to_sign_in(client: Client, cast: Cast, case: None) -> None:  # noqa: ARG001 - as above
    signed_in(client, cast.adjudicator)
    through = []
    for one in BEHIND:
        client.force_login(cast.adjudicator, backend=BACKEND)
        session = client.session
        session[SEEN] = int(time.time()) - office_settings.IDLE_LOCK_SECONDS
        session.save()
        answer = ask(client, one, methods(one)[0], number=NUMBER)
        asks = location(answer).startswith(reverse("account_login"))
        if answer.status_code != HTTPStatus.UNAUTHORIZED and not (answer.status_code == HTTPStatus.FOUND and asks):
            through.append(f"{one.key}: {answer.status_code} {location(answer)}")
    assert not through, "\n".join(through)


def test_nothing_is_sent_without_its_token(cast: Cast, case: None) -> None:  # noqa: ARG001 - as above
    client = signed_in(Client(enforce_csrf_checks=True), cast.adjudicator, proved=True)
    before = Detail.objects.count()
    sent = [(one, ask(client, one, "POST", number=NUMBER)) for one in ALL if one.method in {"", "POST"}]
    assert [f"{one.key}: {answer.status_code}" for one, answer in sent if answer.status_code != 403] == []
    assert Detail.objects.count() == before
    assert len(sent) > 200


def test_a_token_of_somebody_else_sends_nothing(cast: Cast) -> None:
    client = signed_in(Client(enforce_csrf_checks=True), cast.adjudicator)
    other = signed_in(Client(enforce_csrf_checks=True), cast.reviewer)
    theirs, own = (one.get(reverse("still_here")).json()["token"] for one in (other, client))
    address = reverse("calendar")
    assert client.post(address, {"csrfmiddlewaretoken": theirs}).status_code == 403
    assert client.post(address, {"csrfmiddlewaretoken": own}).status_code == 200


def test_every_answer_tells_the_browser_to_keep_and_share_nothing(
    client: Client, office: Office, clients: dict[str, Client]
) -> None:
    """Shown to somebody whom it is for, to a stranger, and to somebody of the office whom it is not for."""
    wrong, shown = [], 0
    for one in ALL:
        if one.key == "account_logout":
            continue
        method = methods(one)[0]
        cell = somebody(one, method) or Cell(one, method, "outsider", State.INTERVIEW)
        for asking in (clients[cell.person], clients["outsider"], client):
            answer = ask(asking, one, method, number=office.cases[cell.state].number)
            shown += answer.status_code == HTTPStatus.OK
            wrong += [f"{cell}: {fault}" for fault in faults(answer)]
    assert not wrong, "\n".join(wrong)
    assert shown > 150


def faults(answer: HttpResponse) -> list[str]:
    """What an answer gets wrong."""
    wanted = HEADERS | {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    found = [
        f"{name} is {answer.headers.get(name)}" for name, value in wanted.items() if answer.headers.get(name) != value
    ]
    policy = dict(
        part.strip().split(" ", 1) for part in answer.headers.get("Content-Security-Policy", "x y").split(";")
    )
    shut = [policy.get(name) for name in ("default-src", "base-uri", "frame-ancestors")]
    if set(shut) != {"'none'"} or not set(policy.values()) <= {"'none'", "'self'"}:
        found.append(f"the policy is {policy}")
    if getattr(answer, "streaming", False) or "html" not in answer.headers.get("Content-Type", ""):
        return found
    text = answer.content.decode()
    found += [f"asks elsewhere: {text[hit.start() : hit.end() + 30]}" for hit in ELSEWHERE.finditer(text)]
    found += [f"inline: {text[hit.start() : hit.end() + 30]}" for hit in INLINE.finditer(text)]
    return found


@pytest.mark.parametrize(
    "spoiled",
    [
        "<script>alert(1)</script>",
        '<p style="color: red">',
        '<script src="https://cdn.example/x.js">',
        '<img src="//elsewhere.example/x.png">',
        '<a onclick="x()">',
    ],
)
def test_a_page_that_would_ask_elsewhere_or_carry_script_is_found(client: Client, db: None, spoiled: str) -> None:  # noqa: ARG001 - asks pytest for the database
    answer: HttpResponse = client.get(reverse("account_login"))  # type: ignore[assignment] # the test client's own kind of answer
    assert faults(answer) == []
    answer.content = answer.content.replace(b"</main>", f"{spoiled}</main>".encode())
    assert faults(answer)
    del answer.headers["Cross-Origin-Embedder-Policy"]
    assert any("Embedder" in fault for fault in faults(answer))
