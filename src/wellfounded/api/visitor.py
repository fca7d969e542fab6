"""Who asks: the user of the session, with everything set up that the office asks of everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ninja.security import SessionAuth

from wellfounded.accounts.models import User

if TYPE_CHECKING:
    from django.http import HttpRequest


class OfSession(SessionAuth):
    """A session that was opened in the browser, with its second factor. Whatever writes needs its CSRF token too."""

    def authenticate(self, request: HttpRequest, key: str | None) -> User | None:  # noqa: ARG002 - ninja's signature
        user = request.user
        return user if isinstance(user, User) and user.is_active else None


def user_of(request: HttpRequest) -> User:
    """Whoever is signed in; `OfSession` lets nobody else come to an operation."""
    if not isinstance(request.user, User):
        raise TypeError(request.user)
    return request.user
