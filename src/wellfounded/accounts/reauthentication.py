"""Asks who is there again before something that cannot be undone, such as an export."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from allauth.core.exceptions import ReauthenticationRequired
from django.http import HttpResponseRedirect
from django.urls import reverse

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse


def proved_recently(request: HttpRequest) -> bool:
    """Whether passphrase or second factor was given again in the last `ACCOUNT_REAUTHENTICATION_TIMEOUT` seconds."""
    return bool(did_recently_reauthenticate(request))


def needs_proof(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that is opened only after a fresh proof. allauth keeps the form that was sent, and sends it on."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not proved_recently(request):
            raise ReauthenticationRequired
        return view(request, *args, **kwargs)

    return guarded


def needs_proof_on(page: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """The same where a form holds what opens the store and must not be kept meanwhile: `page` asks first."""

    def guard(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "POST" and not proved_recently(request):
                return HttpResponseRedirect(reverse(page))
            return needs_proof(view)(request, *args, **kwargs)

        return guarded

    return guard
