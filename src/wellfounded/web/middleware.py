"""Turns what an action refuses into a page. A hidden case and a missing one give the same page, byte for byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from wellfounded.cases.errors import CaseworkError, Invalid, NotAllowed, NotFound, NotNow, Stale
from wellfounded.vault.office_keys.keyring import NoKey
from wellfounded.vault.office_keys.vouching import ForeignHalf
from wellfounded.vault.sealed_columns import SealedToYou
from wellfounded.web.words_sent import words_sent

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

PAGES: dict[type[CaseworkError], tuple[int, str]] = {
    NotFound: (404, "web/refused/not_found.html"),
    NotAllowed: (403, "web/refused/not_allowed.html"),
    NotNow: (409, "web/refused/not_now.html"),
    Stale: (409, "web/refused/not_now.html"),
    Invalid: (422, "web/refused/not_now.html"),
}


class Refusals:
    """What reaches no form: a refusal while a page is opened."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NoKey | SealedToYou | ForeignHalf):
            told = {"words": exception.message, "typed": words_sent(request)}
            return render(request, "web/refused/not_allowed.html", told, status=403)
        if not isinstance(exception, CaseworkError):
            return None
        status, template = PAGES.get(type(exception), (400, "web/refused/not_now.html"))
        # A missing case says nothing of what was asked for, so that nothing differs between missing and hidden.
        words = "" if isinstance(exception, NotFound) else exception.message
        return render(request, template, {"words": words, "typed": words_sent(request)}, status=status)
