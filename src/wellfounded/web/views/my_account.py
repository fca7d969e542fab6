"""The user's own account: who the office takes them for, the language, and how they sign in."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.shortcuts import render
from django.urls import path

from wellfounded.cases.errors import CaseworkError
from wellfounded.cases.own_slots import own_slots
from wellfounded.cases.permissions import Permission, may
from wellfounded.vault.errors import VaultError
from wellfounded.vault.office_keys import in_use

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from wellfounded.accounts.models import User


def my_account(request: HttpRequest) -> HttpResponse:
    user = cast("User", request.user)
    roles = sorted(str(role.label) for role in user.roles)
    confirms = in_use.store() is not None and may(user, Permission.OFFICE_KEYS_CONFIRM)
    context = {"roles": roles, "confirms": confirms, "has_slot": _has_slot(user)}
    return render(request, "web/my_account.html", context)


def _has_slot(user: User) -> bool:
    """Whether they open the store; a damaged key file is told of on other pages."""
    try:
        return bool(own_slots(user))
    except (CaseworkError, VaultError):
        return False


addresses = (path("me/", my_account, name="my_account"),)
