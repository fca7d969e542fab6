"""Wrong passphrases and codes outside the pages: they count with those of the sign-in page, and lock the name alike.

A command asks for passphrase and code at once and tells not which was wrong. Whoever has the computer could otherwise
try both without end, where the page stops after five.
"""

from __future__ import annotations

from axes.handlers.proxy import AxesProxyHandler
from django.http import HttpRequest

HERE = "127.0.0.1"  # of no account: names alone are counted


def is_locked(username: str) -> bool:
    """Whether this name was tried in vain too often of late, whether or not there is such an account."""
    return not AxesProxyHandler.is_allowed(_asked(), {"username": username})


def note_wrong(username: str) -> None:
    AxesProxyHandler.user_login_failed(sender=__name__, credentials={"username": username}, request=_asked())


def note_right(username: str) -> None:
    """What was wrong before is forgotten, as on the page."""
    AxesProxyHandler.reset_attempts(username=username)


def _asked() -> HttpRequest:
    """Axes asks for a request; a command has none."""
    request = HttpRequest()
    request.META["REMOTE_ADDR"] = HERE
    return request
