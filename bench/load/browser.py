"""A browser without pictures: keeps its cookies and its connection, signs in, and times each answer."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from bench.load.staff import Worker
from wellfounded.accounts.fictional import PASSPHRASE, PERIOD

TURN = re.compile(r'action="(/cases/[^"]+/ask/\?[^"]+)"')
KEY = re.compile(r'name="key" value="([^"]+)"')
IDLE = 20  # seconds
TO_TYPE = 8  # seconds: a code that ends sooner is waited out
SIGN_IN, CODE = "/account/login/", "/account/2fa/authenticate/"


def code_now(secret: str) -> str:
    """The code of this half minute by the clock on the wall, for an office in a process of its own."""
    if (left := PERIOD - time.time() % PERIOD) < TO_TYPE:
        time.sleep(left)
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD)))


class NotAnsweredError(RuntimeError):
    """The office answered something else than was expected: the figures would be of an error page."""


@dataclass(slots=True)
class Answer:
    status: int
    text: str
    seconds: float


@dataclass
class Browser:
    """One window at the office."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    _connection: HTTPConnection | None = None
    _used: float = 0

    def open(self, path: str) -> Answer:
        return self._send("GET", path)

    def post(self, path: str, fields: dict[str, str], *, by_script: bool = False) -> Answer:
        token = {"csrfmiddlewaretoken": self.cookies.get("csrftoken", "")}
        return self._send("POST", path, body=urlencode(fields | token), by_script=by_script)

    def sign_in(self, worker: Worker) -> None:
        """With the passphrase and the second factor, as everybody does."""
        self.open(SIGN_IN)
        self.post(SIGN_IN, {"login": worker.username, "password": PASSPHRASE})
        found = self.post(CODE, {"code": code_now(worker.secret)})
        if found.status != 302:  # noqa: PLR2004 - goes on to the first page
            raise NotAnsweredError(f"{worker.username} could not sign in: {found.status}")

    def _send(self, method: str, path: str, *, body: str | None = None, by_script: bool = False) -> Answer:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if by_script:
            headers["HX-Request"] = "true"
        connection = self._connected()
        began = time.perf_counter()
        connection.request(method, path, body=body, headers=headers)
        response = connection.getresponse()
        text = response.read().decode()
        seconds = time.perf_counter() - began
        for line in response.headers.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        self._used = time.monotonic()
        return Answer(response.status, text, seconds)

    def _connected(self) -> HTTPConnection:
        """The connection of before, unless it lay idle so long that the server will have closed it."""
        if self._connection is not None and time.monotonic() - self._used > IDLE:
            self._connection.close()  # the next request opens it again
        self._connection = self._connection or HTTPConnection("localhost", self.port, timeout=60)
        return self._connection
