"""What holds at every address: nobody comes in unseen, nothing is sent without its token, nothing is kept or shared."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterable
from http import HTTPStatus
from typing import TYPE_CHECKING

import pytest
from django.conf import LazySettings
from django.conf import settings as office_settings
from django.test import Client
from django.urls import reverse

from tests.casework.cast import Cast
from tests.casework.factories import make_staffed_case
from tests.casework.pages import BACKEND, signed_in
from tests.security.cells import Cell, methods, somebody
from tests.security.endpoints import ANYBODY, NOBODY, Endpoint, endpoints, needed
from tests.security.office import READING, Office, ask
from wellfounded.accounts.first_steps import ALWAYS_OPEN
from wellfounded.accounts.idle import SEEN
from wellfounded.audit.events import Event
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
LOGIN = reverse("account_login")
LOOKING = (*READING, Event.DASHBOARD_READ, Event.LOG_READ, Event.LIBRARY_SEARCHED)
PRINTED: set[str] = set()  # sheets for paper, which nobody works on
SETTING_UP = ALWAYS_OPEN | {"mfa_index", "mfa_activate_totp", "totp_picture", "mfa_list_webauthn", "mfa_add_webauthn"}


@pytest.fixture
def case(cast: Cast) -> None:
    make_staffed_case(cast, number=NUMBER, state=State.INTERVIEW)


def location(answer: HttpResponse) -> str:
    return answer.headers.get("Location", "")


def strangers_let_in(_: Cast, asked: Iterable[Endpoint]) -> list[str]:
    client = Client(raise_request_exception=False)
    return [
        f"{method} {one.key}: {answer.status_code} {location(answer)}"
        for one in asked
        for method in methods(one)
        for answer in [ask(client, one, method, number=NUMBER)]
        if answer.status_code not in (REFUSES_STRANGERS if method == "POST" else LEADS_AWAY)
        or (answer.status_code == HTTPStatus.FOUND and not location(answer).startswith(LOGIN))
    ]


def let_in_by_one_factor(cast: Cast, asked: Iterable[Endpoint]) -> list[str]:
    client = Client()
    client.force_login(cast.adjudicator, backend=BACKEND)
    return [
        f"{method} {one.key}: {answer.status_code} {location(answer)}"
        for one in asked
        if one.route not in SETTING_UP
        for method in methods(one)
        for answer in [ask(client, one, method, number=NUMBER)]
        if answer.status_code != HTTPStatus.FORBIDDEN
        and (answer.status_code, location(answer)) != (HTTPStatus.FOUND, reverse("mfa_index"))
    ]


def let_in_late(cast: Cast, asked: Iterable[Endpoint]) -> list[str]:
    client = signed_in(Client(), cast.adjudicator)
    through = []
    for one in asked:
        client.force_login(cast.adjudicator, backend=BACKEND)
        session = client.session
        session[SEEN] = int(time.time()) - office_settings.IDLE_LOCK_SECONDS
        session.save()
        answer = ask(client, one, methods(one)[0], number=NUMBER)
        if answer.status_code != HTTPStatus.UNAUTHORIZED and not location(answer).startswith(LOGIN):
            through.append(f"{one.key}: {answer.status_code} {location(answer)}")
    return through


def sent_without_token(cast: Cast, asked: Iterable[Endpoint]) -> list[str]:
    client = signed_in(Client(enforce_csrf_checks=True), cast.adjudicator, proved=True)
    return [
        f"{one.key}: {answer.status_code}"
        for one in asked
        if one.method in {"", "POST"}
        for answer in [ask(client, one, "POST", number=NUMBER)]
        if answer.status_code != HTTPStatus.FORBIDDEN
    ]


SWEEPS = {
    "LoginRequiredMiddleware": strangers_let_in,
    "FirstStepsMiddleware": let_in_by_one_factor,
    "IdleLockMiddleware": let_in_late,
    "CsrfViewMiddleware": sent_without_token,
}


@pytest.mark.parametrize("guard", SWEEPS)
def test_a_guard_stands_before_every_address(cast: Cast, case: None, guard: str) -> None:  # noqa: ARG001 - there is something to come to
    through = SWEEPS[guard](cast, ALL if guard == "CsrfViewMiddleware" else BEHIND)
    assert not through, "\n".join(through)
    assert not Detail.objects.filter(subject=NUMBER).exists()
    assert len(BEHIND) > 240


@pytest.mark.parametrize("guard", SWEEPS)
def test_a_guard_that_is_gone_is_missed(cast: Cast, case: None, settings: LazySettings, guard: str) -> None:  # noqa: ARG001 - as above
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.endswith(guard)]
    assert len(SWEEPS[guard](cast, BEHIND[::10])) > 10


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
    """Shown to somebody whom it is for, to a stranger, and to somebody of the office whom it is not for.

    To look at something is written down as a reading and changes nothing else.
    """
    wrong, shown, without = [], 0, set()
    for one in ALL:
        if one.key == "account_logout":
            continue
        method = methods(one)[0]
        cell = somebody(one, method) or Cell(one, method, "outsider", State.INTERVIEW)
        for asking in (clients[cell.person], clients["outsider"], client):
            before = written()
            answer = ask(asking, one, method, number=office.cases[cell.state].number)
            if method == "GET" and (told := written() - before):
                wrong.append(f"{cell}: looking wrote {dict(told)}")
            shown += answer.status_code == HTTPStatus.OK
            if asking is not client and lacks_the_way_out(answer):
                without.add(one.key)
            wrong += [f"{cell}: {fault}" for fault in faults(answer)]
    assert not wrong, "\n".join(wrong)
    assert shown > 150
    assert without <= PRINTED


def written() -> Counter[str]:
    """What the log tells of, beyond readings."""
    return Counter(Detail.objects.exclude(event__in=LOOKING).values_list("event", flat=True))


def lacks_the_way_out(answer: HttpResponse) -> bool:
    """Whether a whole page was shown on which nobody can sign out."""
    if answer.status_code != HTTPStatus.OK or "html" not in answer.headers.get("Content-Type", ""):
        return False
    text = answer.content.decode()
    return "<html" in text and f'action="{reverse("account_logout")}"' not in text


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
