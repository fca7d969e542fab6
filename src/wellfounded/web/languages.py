"""The language of the screens: the user's own once somebody has signed in, the browser's before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation

from wellfounded.accounts.models import User

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse


class OwnLanguage:
    """Stands after the sign-in is read. Django's own middleware has looked at cookie and browser before."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if isinstance(user := request.user, User):
            translation.activate(user.language)
            request.LANGUAGE_CODE = translation.get_language() or user.language
        return self.get_response(request)
