"""The page that opens the store by a security key: for this computer only, and for the right answer only."""

from __future__ import annotations

import http.client
import io
import json
import re
import socket
import threading
import time
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from tests.unit.vault.soft_key import FLAG, SoftKey
from wellfounded.config import opening, unlock_page
from wellfounded.config.headers import HEADERS
from wellfounded.config.unlock_page import LONGEST, UnlockPage, open_in_browser
from wellfounded.vault import security_key, slot
from wellfounded.vault.argon import Cost
from wellfounded.vault.errors import VaultError, WrongPassphrase
from wellfounded.vault.slot import NewSlot, SecurityKey

CHEAP = Cost(memory=64, passes=1, lanes=1)
PASSPHRASE = "four words are enough"  # noqa: S105 - of nobody
OTHER = "and other four words"
PORT = 8000
SALT = security_key.by_chance()
KEY = SoftKey()
HELD = SecurityKey(KEY.credential, SALT, KEY.answer(SALT))


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(slot, "LEAST", CHEAP)
    slot.create(tmp_path / "office.key", PASSPHRASE, cost=CHEAP)
    return tmp_path / "office.key"


@pytest.fixture
def key(path: Path) -> bytes:
    """Of a store that a key opens alone."""
    key = slot.open_slot(path, PASSPHRASE)
    slot.add(path, key, new=NewSlot(who="mina", security_key=HELD))
    return key


@pytest.fixture
def page(path: Path, key: bytes) -> UnlockPage:
    assert key
    return UnlockPage(path, port=PORT)


class Answer:
    """What a browser gets."""

    def __init__(self, page: UnlockPage, method: str, where: str, *, body: bytes = b"", **headers: str) -> None:
        path, _, query = where.partition("?")
        told = {"HTTP_HOST": f"localhost:{PORT}", "CONTENT_LENGTH": str(len(body)), "CONTENT_TYPE": ""} | headers
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "wsgi.input": io.BytesIO(body),
        }
        body_of = page(environ | told, self._start)
        self.text = b"".join(body_of).decode()
        body_of.close()  # type: ignore[attr-defined] # as a server does

    def _start(self, status: str, headers: list[tuple[str, str]]) -> None:
        self.status, self.headers = int(status.split(maxsplit=1)[0]), dict(headers)


def challenge_of(page: UnlockPage) -> str:
    found = re.search(r'data-options="([^"]+)"', Answer(page, "GET", "/").text)
    assert found is not None
    return str(json.loads(unescape(found[1]))["challenge"])


def sent(page: UnlockPage, told: dict[str, Any], *, passphrase: str = "", **headers: str) -> Answer:
    body = json.dumps({"passphrase": passphrase, "answered": told}).encode()
    honest = {"HTTP_ORIGIN": page.origin, "CONTENT_TYPE": "application/json"}
    return Answer(page, "POST", "/open", body=body, **(honest | headers))


def test_the_right_answer_opens_the_store(page: UnlockPage, key: bytes) -> None:
    assert sent(page, KEY.answered(challenge_of(page), SALT)).status == 200
    assert page.key() == key


def test_nothing_else_opens_it_and_each_try_has_a_challenge_of_its_own(page: UnlockPage) -> None:
    challenge = challenge_of(page)
    right = KEY.answered(challenge, SALT)
    wrong = {
        "another salt": KEY.answered(challenge, security_key.by_chance()),
        "another key": SoftKey(name=KEY.name).answered(challenge, SALT),
        "unknown": SoftKey().answered(challenge, SALT),
        "unverified": SoftKey(FLAG.UP, name=KEY.name, secret=KEY.secret).answered(challenge, SALT),
        "of another page": SoftKey(origin="http://localhost:9", name=KEY.name, secret=KEY.secret).answered(
            challenge, SALT
        ),
    }
    for told in wrong.values():
        refused = sent(page, told)
        assert refused.status == 422
        assert right["answer"] not in refused.text
        assert json.loads(refused.text)["challenge"] != challenge
        page._challenge = challenge  # noqa: SLF001 - or the next one would be refused for its challenge alone
    assert sent(page, right).status == 200
    assert sent(page, right).status == 422


def test_a_changed_key_file_is_said_to_be_damaged(page: UnlockPage, path: Path) -> None:
    told = KEY.answered(challenge_of(page), SALT)
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b'"kdf"', b'"kdg"'))
    refused = sent(page, told)
    assert (refused.status, "damaged" in refused.text) == (422, True)


def test_a_slot_of_both_wants_both(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slot, "LEAST", CHEAP)
    key = slot.open_slot(path, PASSPHRASE)
    slot.add(path, key, new=NewSlot(who="mina", passphrase=OTHER, security_key=HELD))
    page = UnlockPage(path, port=PORT)
    assert 'name="passphrase"' in Answer(page, "GET", "/").text
    for typed, status in (("", 422), (PASSPHRASE + "!", 422), (OTHER, 200)):
        assert sent(page, KEY.answered(challenge_of(page), SALT), passphrase=typed).status == status
    assert page.key() == key


def test_a_page_of_somebody_else_reaches_nothing(page: UnlockPage) -> None:
    """Neither under a name that leads to this computer, nor from another origin, nor as a plain form."""
    for host in ("elsewhere.example:8000", "localhost:9000", "", "127.0.0.1:8000"):
        assert sent(page, KEY.answered(challenge_of(page), SALT), HTTP_HOST=host).status == 400
    for origin in ("https://elsewhere.example", "http://localhost:9000", "null", ""):
        assert sent(page, KEY.answered(challenge_of(page), SALT), HTTP_ORIGIN=origin).status == 403
    plain = sent(page, KEY.answered(challenge_of(page), SALT), CONTENT_TYPE="text/plain")
    assert plain.status == 403
    assert sent(page, {"id": "A" * LONGEST}).status == 413
    away = Answer(page, "GET", "/", HTTP_HOST=f"127.0.0.1:{PORT}")
    assert (away.status, away.headers["Location"]) == (302, f"http://localhost:{PORT}/")


def test_a_head_has_no_body(page: UnlockPage) -> None:
    """The page asks so whether the office is there by now."""
    for where, status in (("/account/login/", 404), ("/", 404), ("/static/css/office.css", 404)):
        assert [(one.status, one.text) for one in [Answer(page, "HEAD", where)]] == [(status, "")]


@pytest.mark.parametrize("where", ["/office.key", "/static/../office.key", "/static/", "/account/login/", "/open"])
def test_it_shows_no_other_file_and_no_other_page(page: UnlockPage, where: str) -> None:
    assert Answer(page, "GET", where).status == 404


def test_every_answer_says_what_the_pages_of_the_office_say(page: UnlockPage, settings: LazySettings) -> None:
    settings.SECURE_SSL_REDIRECT = True  # there is no HTTPS from this computer to itself
    page = UnlockPage(page.key_file, port=PORT)
    for where in ("/", "/static/js/store_key.js", "/static/css/office.css", "/static/mark.svg", "/nothing"):
        answer = Answer(page, "GET", where)
        assert answer.status == (404 if where == "/nothing" else 200)
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "Set-Cookie" not in answer.headers


def test_the_page_speaks_three_languages(page: UnlockPage) -> None:
    assert '<html lang="ko">' in Answer(page, "GET", "/?language=ko").text
    assert '<html lang="zh-hans">' in Answer(page, "GET", "/", HTTP_ACCEPT_LANGUAGE="zh-CN").text
    english = Answer(page, "GET", "/?language=xx").text
    assert '<html lang="en">' in english
    assert "한국어" in english


def in_a_thread(path: Path, port: int) -> tuple[str, Callable[[], bytes]]:
    said: list[str] = []
    found: list[bytes] = []
    waiting = threading.Thread(
        target=lambda: found.append(open_in_browser(path, port=port, say=said.append)), daemon=True
    )
    waiting.start()
    until = time.monotonic() + 10
    while not said and time.monotonic() < until:
        time.sleep(0.01)

    def key() -> bytes:
        waiting.join(10)
        return found[0]

    return said[0].split()[1].removeprefix("http://").rstrip("/"), key


def over_the_wire(place: str, challenge: str = "") -> tuple[int, str]:
    link = http.client.HTTPConnection(place, timeout=10)
    try:
        if challenge:
            told = SoftKey(origin=f"http://{place}", name=KEY.name, secret=KEY.secret).answered(challenge, SALT)
            headers = {"Origin": f"http://{place}", "Content-Type": "application/json"}
            link.request("POST", "/open", json.dumps({"answered": told}), headers)
        else:
            link.request("GET", "/")
        answer = link.getresponse()
        return answer.status, answer.read().decode()
    finally:
        link.close()


def test_it_listens_to_this_computer_only_until_the_store_is_open(
    path: Path, key: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:  # an office runs already
        place, opened = in_a_thread(path, taken.getsockname()[1])
        assert place != f"localhost:{taken.getsockname()[1]}"
    status, text = over_the_wire(place)
    assert status == 200
    challenge = json.loads(unescape(re.findall(r'data-options="([^"]+)"', text)[0]))["challenge"]
    assert over_the_wire(place, challenge)[0] == 200
    assert opened() == key
    with pytest.raises(OSError, match=r"refused|reset"):
        over_the_wire(place)
    assert capfd.readouterr() == ("", "")


def test_nobody_else_may_stand_at_the_other_address_of_the_same_port() -> None:
    try:
        squatter = socket.create_server(("::1", 0), family=socket.AF_INET6)
    except OSError:
        pytest.skip("this computer has one address only")
    with squatter:
        servers = unlock_page._servers(squatter.getsockname()[1])  # noqa: SLF001 - what it stands on
        assert {one.server_port for one in servers}.isdisjoint({squatter.getsockname()[1]})
        for one in servers:
            assert one.server_address[0] in {"127.0.0.1", "::1"}
            one.server_close()


def test_a_computer_without_the_newer_address_does_with_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> None:
        raise OSError(99, "Cannot assign requested address")

    monkeypatch.setattr(unlock_page, "_SixthServer", none)
    (server,) = unlock_page._servers(0)  # noqa: SLF001 - the same
    server.server_close()


def test_a_computer_without_any_port_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> None:
        raise OSError(98, "Address already in use")

    monkeypatch.setattr(unlock_page, "_Server", none)
    with pytest.raises(VaultError, match="No port"):
        open_in_browser(path, port=0, say=print)


# How the store is opened at the start.


@pytest.fixture
def home(path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(unlock_page, "open_in_browser", lambda *_, **__: b"by key")
    return path.parent


def opened(home: Path, *answers: str) -> tuple[bytes, list[str]]:
    asked: list[str] = []
    left = list(answers)

    def ask(question: str) -> str:
        asked.append(question)
        return left.pop(0)

    return opening._key(home, ask, fictional=False), asked  # noqa: SLF001 - without a store beside it


def test_without_a_key_the_passphrase_is_asked_as_ever(home: Path) -> None:
    assert opened(home, PASSPHRASE) == (slot.open_slot(home / "office.key", PASSPHRASE), [opening.QUESTION])
    for typed in ("", opening.BY_KEY, OTHER):
        with pytest.raises(WrongPassphrase):
            opened(home, typed)


@pytest.mark.usefixtures("key")
def test_where_a_key_opens_too_the_passphrase_still_does(home: Path) -> None:
    assert opened(home, PASSPHRASE) == (slot.open_slot(home / "office.key", PASSPHRASE), [opening.QUESTION_OF_BOTH])
    assert opened(home, opening.BY_KEY) == (b"by key", [opening.QUESTION_OF_BOTH])
    assert opened(home, "") == (b"by key", [opening.QUESTION_OF_BOTH])
    with pytest.raises(WrongPassphrase):
        opened(home, OTHER)


def test_where_nothing_opens_without_a_key_nothing_is_asked(home: Path, key: bytes) -> None:
    path = home / "office.key"
    slot.remove(path, key, number=slot.slots(path, key)[0].number)
    assert opened(home) == (b"by key", [])


def test_the_note_of_a_fictional_office_opens_it_until_its_slot_wants_a_key(home: Path, key: bytes) -> None:
    path, note = home / "office.key", home / opening.NOTE
    note.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    assert opened(home) == (key, [])
    number = slot.slots(path, key)[0].number
    slot.change(path, key, number=number, new=NewSlot(passphrase=PASSPHRASE, security_key=HELD))
    assert opened(home) == (b"by key", [])


def test_a_note_that_does_not_fit_is_told(home: Path) -> None:
    (home / opening.NOTE).write_text(f"{OTHER}\n", encoding="utf-8")
    with pytest.raises(WrongPassphrase):
        opened(home)
