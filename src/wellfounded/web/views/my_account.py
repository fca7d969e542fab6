"""The user's own account: who the office takes them for, the language, and how they sign in."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.shortcuts import render
from django.urls import path

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from wellfounded.accounts.models import User


def my_account(request: HttpRequest) -> HttpResponse:
    user = cast("User", request.user)
    roles = sorted(str(role.label) for role in user.roles)
    return render(request, "web/my_account.html", {"roles": roles})


addresses = (path("me/", my_account, name="my_account"),)
