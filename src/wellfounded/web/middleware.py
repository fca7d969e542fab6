"""Turns what an action refuses into a page. A hidden case and a missing one give the same page, byte for byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from wellfounded.accounts.models import User
from wellfounded.cases.errors import CaseworkError, Invalid, NotAllowed, NotFound, NotNow, Stale
from wellfounded.vault.office_keys.keyring import NoKey
from wellfounded.vault.office_keys.vouching import ForeignHalf
from wellfounded.vault.sealed_columns import SealedToYou
from wellfounded.web.unfit import ROUTES, Unfit, check_fits
from wellfounded.web.words_sent import words_sent

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

OPENING = frozenset({"GET", "HEAD"})
SEALED = (NoKey, SealedToYou, ForeignHalf)

PAGES: dict[type[CaseworkError], tuple[int, str]] = {
    NotFound: (404, "web/refused/not_found.html"),
    NotAllowed: (403, "web/refused/not_allowed.html"),
    NotNow: (409, "web/refused/not_now.html"),
    Stale: (409, "web/refused/not_now.html"),
    Invalid: (422, "web/refused/not_now.html"),
    Unfit: (409, "web/refused/unfit.html"),
}


class Refusals:
    """What reaches no form: a refusal while a page is opened."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """Here, for the pages of all acts: what cannot be done now is said before anybody begins to type."""
        found = request.resolver_match
        if request.method not in OPENING or found is None or found.view_name not in ROUTES:
            return None
        if not isinstance(request.user, User):
            return None
        try:
            check_fits(request.user, found.kwargs["number"], route=found.view_name)
        except (CaseworkError, *SEALED) as refused:
            return self.process_exception(request, refused)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, SEALED):
            told = {"words": exception.message, "typed": words_sent(request)}
            return render(request, "web/refused/not_allowed.html", told, status=403)
        if not isinstance(exception, CaseworkError):
            return None
        status, template = PAGES.get(type(exception), (400, "web/refused/not_now.html"))
        # A missing case says nothing of what was asked for, so that nothing differs between missing and hidden.
        words = "" if isinstance(exception, NotFound) else exception.message
        frame = exception.frame if isinstance(exception, Unfit) else {}
        told = frame | {"words": words, "typed": words_sent(request)}
        return render(request, template, told, status=status)
