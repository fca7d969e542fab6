"""The pages of what goes wrong before an action is reached."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import get_template

from wellfounded.web.words_sent import words_sent

if TYPE_CHECKING:
    from django.http import HttpRequest


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature; the exception may carry what was typed
    return render(request, "web/refused/bad_request.html", status=HTTPStatus.BAD_REQUEST)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - the same
    told = {"typed": words_sent(request)}
    return render(request, "web/refused/not_allowed.html", told, status=HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - the same
    """The same page as for a hidden case: an address says nothing of what exists."""
    told = {"words": "", "typed": words_sent(request)}
    return render(request, "web/refused/not_found.html", told, status=HTTPStatus.NOT_FOUND)


def broken(request: HttpRequest) -> HttpResponse:
    """Asks neither the store nor the session: they may be what is broken."""
    page = get_template("web/refused/broken.html").render({"typed": words_sent(request)})
    return HttpResponse(page, status=HTTPStatus.INTERNAL_SERVER_ERROR)


@login_not_required
def token_refused(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - the same
    told = {"typed": words_sent(request)}
    return render(request, "web/refused/token_refused.html", told, status=HTTPStatus.FORBIDDEN)
