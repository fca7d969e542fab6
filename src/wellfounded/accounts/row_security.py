"""Says for each request who asks, to a database that hides the rows of others. See `wellfounded.vault.row_security`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.db import connection

from wellfounded.accounts.models import User
from wellfounded.vault.row_security import NOBODY, speaking_for

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class RowSecurityMiddleware:
    """Stands after the middleware that says who is there. Whoever is not signed in is nobody."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if connection.vendor != "postgresql":
            return self.get_response(request)
        with speaking_for(request.user.pk if isinstance(request.user, User) else NOBODY):
            return self.get_response(request)
