"""Whoever opens a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellfounded.accounts.models import User

if TYPE_CHECKING:
    from django.http import HttpRequest


def user_of(request: HttpRequest) -> User:
    """Whoever is signed in; the middleware lets nobody else come to a page."""
    if not isinstance(request.user, User):
        raise TypeError(request.user)
    return request.user
