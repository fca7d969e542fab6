"""A form that comes after the session has ended is kept for its writer, who is asked to sign in."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from wellfounded.accounts.models import User
from wellfounded.web import kept

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse


class LateForms:
    """Stands around the idle lock, which forgets who was there and answers a late form with 401."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        was = request.user if isinstance(request.user, User) else None
        response = self.get_response(request)
        if was is None or request.method != "POST":
            return response
        if response.status_code == HTTPStatus.UNAUTHORIZED and request.user.is_anonymous:
            return _answer(request, response, was=was)
        if response.status_code < HTTPStatus.BAD_REQUEST and (mark := request.POST.get(kept.MARK, "")).isdecimal():
            kept.erase(was, int(mark))
        return response


def _answer(request: HttpRequest, response: HttpResponse, *, was: User) -> HttpResponse:
    made = kept.keep(was, request.get_full_path(), pairs=kept.pairs_of(request.POST))
    if made is None or not request.accepts("text/html"):
        return response
    back = urlencode({REDIRECT_FIELD_NAME: reverse("kept_form", args=[made.pk])})
    sign_in = f"{reverse('account_login')}?{back}"
    if request.headers.get("HX-Request"):
        response.headers["X-Sign-In"] = sign_in
        return response
    answer = HttpResponseRedirect(sign_in)
    answer.cookies.update(response.cookies)
    return answer
