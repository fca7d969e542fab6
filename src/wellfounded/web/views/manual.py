"""What the office says of itself: its version and law, what it does not defend, and its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.cache import never_cache

import wellfounded
from wellfounded.web.law_state import pack_states, packs_hash

if TYPE_CHECKING:
    from django.http import HttpRequest

ABOUT = {"version": wellfounded.__version__}


def keyboard(request: HttpRequest) -> HttpResponse:
    return render(request, "web/keyboard.html")


def about(request: HttpRequest) -> HttpResponse:
    return render(request, "web/about.html", ABOUT | {"packs": pack_states(), "packs_hash": packs_hash()})


@login_not_required
@never_cache
def robots(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")


addresses = (
    path("about/", about, name="about"),
    path("keyboard/", keyboard, name="keyboard"),
    path("robots.txt", robots, name="robots"),
)
