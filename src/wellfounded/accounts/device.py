"""A session belongs to the device on which it began: its cookie, copied to another one alone, opens nothing.

A device is a secret in a cookie of its own, which no script can read, and the kind of browser in the coarsest words.
This stops a session cookie that leaked by itself, through a log, a proxy or a paper. It does not stop whoever copies
all cookies of a browser, or sits in the computer itself: docs/how-to/sign-in-and-second-factor.md says so.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.dispatch import Signal

from wellfounded.accounts.models import User

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

BOUND = "device"  # what a session keeps of it: a digest
SECRET_BYTES = 32
A_YEAR = 365 * 24 * 3600
# The first that fits: Edge and Opera also call themselves Chrome, and Chrome calls itself Safari.
BROWSERS = ("Edg", "OPR", "Firefox", "Chrome", "Safari")
SYSTEMS = ("Windows", "Android", "iPhone", "iPad", "Mac OS", "Linux")

# Sent with the user whose session came from another device. What listens writes it into the log.
session_refused = Signal()


def cookie_name() -> str:
    """Under HTTPS a name that browsers take from this host and over HTTPS only."""
    return "__Host-device" if settings.HTTPS else "device"


def coarse_agent(request: HttpRequest) -> str:
    """Browser and system without their versions, which change under a running session."""
    told = request.headers.get("User-Agent", "")
    browser = next((name for name in BROWSERS if name in told), "other")
    system = next((name for name in SYSTEMS if name in told), "other")
    return f"{browser} {system}"


class DeviceMiddleware:
    """Compares before anything asks who is there, and binds a session in the answer that begins it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        secret = _secret_of(request)
        bound = request.session.get(BOUND)
        if bound is not None and not hmac.compare_digest(bound, _digest(secret, request)):
            _refuse(request)
        elif bound is not None and isinstance(request.user, User):
            request.user.device = bound
        response = self.get_response(request)
        if request.session.is_empty() or BOUND in request.session:
            return response
        secret = secret or secrets.token_urlsafe(SECRET_BYTES)
        request.session[BOUND] = _digest(secret, request)
        _give(response, secret)
        return response


def _secret_of(request: HttpRequest) -> str:
    return request.COOKIES.get(cookie_name(), "")


def _digest(secret: str, request: HttpRequest) -> str:
    return hashlib.sha256(f"{secret}\n{coarse_agent(request)}".encode()).hexdigest()


def _refuse(request: HttpRequest) -> None:
    """A copied session is a stolen one: it ends for both, and whoever it belongs to signs in again."""
    user = User.objects.filter(pk=request.session.get(SESSION_KEY) or 0).first()
    request.session.flush()
    request.user = AnonymousUser()
    if user is not None:
        session_refused.send(sender=DeviceMiddleware, user=user)


def _give(response: HttpResponse, secret: str) -> None:
    response.set_cookie(
        cookie_name(), secret, max_age=A_YEAR, secure=settings.HTTPS, httponly=True, samesite="Strict", path="/"
    )
