"""Addresses of signing in. allauth brings more than an office wants: what goes by mail or signs up is shut."""

from __future__ import annotations

from typing import NoReturn

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest
from django.urls import URLPattern, URLResolver, include, path, re_path

SHUT = (
    r"^signup/",
    r"^email/",
    r"^confirm-email/",
    r"^inactive/",
    r"^password/(?:reset|set)/",
    r"^login/code/",
)


@login_not_required
def shut(request: HttpRequest) -> NoReturn:
    """An address that allauth has and this office has not: no mail is sent, and an administrator makes accounts."""
    raise Http404(request.path)


urlpatterns: list[URLPattern | URLResolver] = [
    *(re_path(pattern, shut) for pattern in SHUT),
    path("", include("allauth.urls")),
]
