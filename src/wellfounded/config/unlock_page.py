"""The page that opens the store by a security key, before there is an office.

Only a browser can ask a security key, so that a small server stands on this computer until the store is open, and for
nobody else: it takes connections from this computer only, at the one name to which the keys answer, and shows the page,
its style sheet and its script. It knows no session and sets no cookie. What it is sent opens the key file or not.
"""

from __future__ import annotations

import contextlib
import errno
import json
import socket
import threading
from http import HTTPStatus
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import TYPE_CHECKING, Any, cast
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.security import SecurityMiddleware
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from wellfounded.config.head_requests import HeadMiddleware
from wellfounded.config.headers import HeadersMiddleware
from wellfounded.vault import security_key, slot
from wellfounded.vault.errors import KeyRefused, VaultError, WrongPassphrase
from wellfounded.vault.security_key import HERE, Asked
from wellfounded.vault.slot import Given
from wellfounded.web.forms.store_key import REFUSALS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from django.http import HttpRequest

FILES = {
    "css/office.css": "text/css; charset=utf-8",
    "js/store_key.js": "text/javascript; charset=utf-8",
    "mark.svg": "image/svg+xml",
}
TRIES = 8  # ports that are tried until one is free under both addresses of this computer
LONGEST = 10_000  # bytes of what a key answers
PATIENCE = 2  # seconds that a browser may hold a connection without asking for anything
WORDS = "text/plain; charset=utf-8"


def open_in_browser(key_file: Path, *, port: int, say: Callable[[str], object]) -> bytes:
    """The key of the store, once somebody opened a slot on the page. Ctrl-C ends the waiting.

    Raises:
        VaultError: no port can be had on this computer.
    """
    servers = _servers(port)
    page = UnlockPage(key_file, port=servers[0].server_port)
    try:
        for server in servers:
            server.set_app(page)
            threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        say(f"Open {page.origin}/ in the browser of this computer, and use the security key there.")
        return page.key()
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()


class UnlockPage:
    """The application: a page, three files, and the address to which the page sends what the key answered."""

    def __init__(self, key_file: Path, *, port: int) -> None:
        self.key_file = key_file
        self.host = f"{HERE}:{port}"
        self.origin = f"http://{self.host}"
        self._numbers = f"127.0.0.1:{port}"
        self._challenge = security_key.by_chance()
        self._trying = threading.Lock()
        self._key = b""
        self._open = threading.Event()
        self._answer = _with_headers(self._respond)

    def key(self) -> bytes:
        """Waits until the browser has been told that the store is open."""
        self._open.wait()
        return self._key

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., object]) -> Iterable[bytes]:
        request = WSGIRequest(environ)
        with translation.override(_language(request)):
            response = self._answer(request)
        start_response(f"{response.status_code} {response.reason_phrase}", list(response.items()))
        return _Told(response.content, then=self._open.set if self._key else None)

    def _respond(self, request: HttpRequest) -> HttpResponse:
        host = request.META.get("HTTP_HOST", "")
        if host == self._numbers and request.path == "/":
            return HttpResponseRedirect(f"{self.origin}/")  # a key answers at a name only
        if host != self.host:  # a page of somebody else, under a name that it made to lead here
            return _plain(HTTPStatus.BAD_REQUEST)
        place = (request.method, request.path)
        if place == ("GET", "/"):
            return HttpResponse(self._page())
        if place == ("POST", "/open"):
            return self._opened(request)
        if request.method == "GET" and (name := request.path.removeprefix(settings.STATIC_URL)) in FILES:
            return HttpResponse(Path(str(finders.find(name))).read_bytes(), content_type=FILES[name])
        return _plain(HTTPStatus.NOT_FOUND)

    def _page(self) -> str:
        options = security_key.to_answer(self._challenge, slot.security_keys(self.key_file))
        both = slot.asks_for_both(self.key_file)
        context = {"options": options, "both": both, "languages": settings.LANGUAGES}  # each by its own name
        return render_to_string("web/store/unlock.html", context)

    def _opened(self, request: HttpRequest) -> HttpResponse:
        """One try at a time, and each with a challenge of its own."""
        if request.headers.get("Origin") != self.origin or request.content_type != "application/json":
            return _plain(HTTPStatus.FORBIDDEN)
        if int(request.headers.get("Content-Length") or 0) > LONGEST:
            return _plain(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        with self._trying:
            asked = Asked(self._challenge, self.origin)
            self._challenge = security_key.by_chance()
            try:
                self._key = slot.open_slot(self.key_file, _given(request.body.decode("utf-8", "replace"), asked))
            except WrongPassphrase:
                error = _("This does not open a slot: another key, or another passphrase beside it.")
            except KeyRefused as refused:
                error = str(REFUSALS[refused.reason])
            except VaultError as refused:
                error = refused.message
            else:
                return JsonResponse({})
            return JsonResponse({"error": error, "challenge": self._challenge}, status=422)


class _Told:
    """The body of an answer; what follows is done when the browser has all of it."""

    def __init__(self, content: bytes, *, then: Callable[[], object] | None) -> None:
        self._content, self._then = content, then

    def __iter__(self) -> Iterator[bytes]:
        yield self._content

    def close(self) -> None:
        if self._then is not None:
            self._then()


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True

    def server_bind(self) -> None:
        """Without looking up a name of this computer, which may ask the network."""
        if self.address_family == socket.AF_INET6:
            self.socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # an office that just ended had the port
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = HERE, int(self.server_address[1])
        self.setup_environ()


class _SixthServer(_Server):
    address_family = socket.AF_INET6


class _Quiet(WSGIRequestHandler):
    """Nothing of a request reaches the terminal."""

    server_version = sys_version = ""
    timeout = PATIENCE

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """No word of it."""


def _servers(port: int) -> list[_Server]:
    """At both addresses of this computer: the browser may take either, and nobody else shall stand at one of them."""
    for wanted in (port, *[0] * TRIES):  # any other one when the office runs already, and a command is given beside it
        with contextlib.suppress(OSError):
            return _pair(wanted)
    raise VaultError("No port of this computer is free for the page that asks the security key.")


def _pair(port: int) -> list[_Server]:
    first = _Server(("127.0.0.1", port), _Quiet)
    try:
        return [first, _SixthServer(("::1", first.server_port), _Quiet)]
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            first.server_close()
            raise
        return [first]  # this computer has one address only


def _given(body: str, asked: Asked) -> Given:
    answers = security_key.answered(body, asked)
    return Given(str(json.loads(body).get("passphrase", "")), answers)


def _with_headers(respond: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """What every answer of the office says to the browser; but from this computer to itself nothing goes by HTTPS."""
    secure = SecurityMiddleware(XFrameOptionsMiddleware(CSPMiddleware(HeadersMiddleware(respond))))
    secure.redirect, secure.sts_seconds = False, 0
    answer = HeadMiddleware(cast("Callable[[HttpRequest], HttpResponse]", secure))
    return cast("Callable[[HttpRequest], HttpResponse]", answer)


def _language(request: HttpRequest) -> str:
    chosen = request.GET.get("language", "")
    return chosen if chosen in dict(settings.LANGUAGES) else translation.get_language_from_request(request)


def _plain(status: HTTPStatus) -> HttpResponse:
    return HttpResponse(status.phrase, status=status, content_type=WORDS)
