"""The idle lock: who is away for a while signs in again. What was typed meanwhile is not lost."""

from __future__ import annotations

import time
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

if TYPE_CHECKING:
    from collections.abc import Callable

SEEN = "last_seen"
# Writing down every request would be a write into the store for every page that is read.
GRAIN_SECONDS = 30
TEMPLATE = "accounts/expired.html"
# Never shown again: what proves who somebody is, and what protects the form.
PASSWORDS = frozenset({"password", "oldpassword", "password1", "password2", "passphrase", "again", "credential"})
# What pages send of their own, which nobody typed.
OF_PAGES = frozenset({"key", "shown", "before", "seen", "recommendation", "decision", "_kept"})
WITHHELD = PASSWORDS | OF_PAGES | {"csrfmiddlewaretoken", "code", "login"}


class IdleLockMiddleware:
    """Ends a session that was idle for `IDLE_LOCK_SECONDS`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            _lock_or_note(request, now=int(time.time()))
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], *_: Any) -> HttpResponse | None:
        """Stands before the check of the form's token: the token may be gone with the session."""
        came_late = request.method == "POST" and request.user.is_anonymous and getattr(view, "login_required", True)
        return expired(request) if came_late and is_from_here(request) else None


def _lock_or_note(request: HttpRequest, *, now: int) -> None:
    seen = request.session.get(SEEN)
    if seen is not None and now - seen >= settings.IDLE_LOCK_SECONDS:
        logout(request)
    elif seen is None or now - seen >= min(GRAIN_SECONDS, settings.IDLE_LOCK_SECONDS / 2):
        request.session[SEEN] = now


def typed_words(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed into the form that came too late, field by field, without secrets. Files cannot be kept."""
    return [
        (name, word) for name, words in request.POST.lists() if name not in WITHHELD for word in words if word.strip()
    ]


def expired(request: HttpRequest) -> HttpResponse:
    """The page that answers a form sent after the session ended. Nothing was saved, and nothing typed is lost."""
    sign_in = f"{reverse('account_login')}?{urlencode({REDIRECT_FIELD_NAME: request.get_full_path()})}"
    if request.headers.get("HX-Request"):  # the words stay in the page; the script keeps them and asks to sign in
        return HttpResponse(status=HTTPStatus.UNAUTHORIZED, headers={"X-Sign-In": sign_in})
    if not request.accepts("text/html"):
        return HttpResponse(status=HTTPStatus.UNAUTHORIZED)
    context = {"words": typed_words(request), "sign_in": sign_in}
    return render(request, TEMPLATE, context, status=HTTPStatus.UNAUTHORIZED)


def is_from_here(request: HttpRequest) -> bool:
    """Another site's form gets no page of ours with words of its choice."""
    return request.headers.get("Origin", _here(request)) == _here(request)


def _here(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"
