"""The store as a thing that can be lost: who opens it, whether there is a way back, and the emergency wipe."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Generic, TypeVar

from django.db import DatabaseError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import path

from wellfounded.cases import store_keeping
from wellfounded.cases.actions.wipe_store import wipe_store
from wellfounded.cases.keys_in_log import trouble_of_keys, waits_for_recovery
from wellfounded.cases.permissions import Permission, check
from wellfounded.vault.errors import VaultError
from wellfounded.vault.slot import Slot
from wellfounded.vault.wipe import WipeIncomplete
from wellfounded.web.models import KeptForm
from wellfounded.web.visitor import user_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from wellfounded.accounts.models import User


EVERYTHING = '"*"'
T = TypeVar("T")
UNREADABLE = (VaultError, DatabaseError, OSError, sqlite3.Error)


@dataclass(frozen=True, slots=True)
class Fact(Generic[T]):
    """What a page tells, or that it is not known: a file may be damaged, and the store busy."""

    value: T | None = None
    known: bool = True
    why: str = ""

    @classmethod
    def of(cls, ask: Callable[[], T]) -> Fact[T]:
        try:
            return cls(ask())
        except UNREADABLE as error:
            return cls(known=False, why=error.message if isinstance(error, VaultError) else "")


def store(request: HttpRequest) -> HttpResponse:
    check(user_of(request), Permission.OFFICE_STORE_KEEP)
    encrypted = store_keeping.is_encrypted()
    context = {
        "encrypted": encrypted,
        "slots": Fact.of(store_keeping.slots) if encrypted else Fact(list[Slot]()),
        "recovery": Fact.of(store_keeping.recovery),
        "trouble": Fact.of(trouble_of_keys),
        "waits": Fact.of(waits_for_recovery),
        "last": Fact.of(store_keeping.last_backup),
        "since": Fact.of(store_keeping.entries_since_backup),
    }
    return render(request, "web/store/store.html", context)


def wipe(request: HttpRequest) -> HttpResponse:
    """First what dies with it, then one press. Nothing else is asked: there may be seconds."""
    user = user_of(request)
    check(user, Permission.OFFICE_STORE_WIPE)
    store_keeping.check_wipe()
    if "sure" in request.POST:
        return _wiped(user)
    context = {
        "last": Fact.of(store_keeping.last_backup),
        "since": Fact.of(store_keeping.entries_since_backup),
        "recovery": Fact.of(store_keeping.recovery),
        "apart": store_keeping.keys_folder() is not None,
        "kept": Fact.of(KeptForm.objects.count),
    }
    return render(request, "web/store/wipe.html", context)


def _wiped(user: User) -> HttpResponse:
    try:
        wipe_store(user)
    except WipeIncomplete as error:
        told, status = error.message, HTTPStatus.INTERNAL_SERVER_ERROR
    else:
        told, status = "", HTTPStatus.OK
    page = render_to_string("web/store/wiped.html", {"told": told})
    return HttpResponse(page, status=status, headers={"Clear-Site-Data": EVERYTHING})


addresses = (
    path("office/store/", store, name="store"),
    path("office/wipe/", wipe, name="wipe"),
)
