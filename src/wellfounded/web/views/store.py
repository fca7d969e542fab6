"""The store as a thing that can be lost: who opens it, whether there is a way back, and the emergency wipe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import path

from wellfounded.cases import store_keeping
from wellfounded.cases.actions.wipe_store import wipe_store
from wellfounded.cases.permissions import Permission, check
from wellfounded.vault.errors import VaultError
from wellfounded.vault.slot import Slot
from wellfounded.web.models import KeptForm
from wellfounded.web.visitor import user_of

if TYPE_CHECKING:
    from django.http import HttpRequest


EVERYTHING = '"*"'


def store(request: HttpRequest) -> HttpResponse:
    check(user_of(request), Permission.OFFICE_STORE_KEEP)
    encrypted, refused, slots = store_keeping.is_encrypted(), "", list[Slot]()
    try:
        slots = store_keeping.slots() if encrypted else []
    except VaultError as error:  # somebody moved or damaged the key file while the office is open
        refused = error.message
    context = {
        "encrypted": encrypted,
        "refused": refused,
        "slots": slots,
        "recovery": store_keeping.recovery(),
        "last": store_keeping.last_backup(),
        "since": store_keeping.entries_since_backup(),
    }
    return render(request, "web/store/store.html", context)


def wipe(request: HttpRequest) -> HttpResponse:
    """First what dies with it, then one press. Nothing else is asked: there may be seconds."""
    user = user_of(request)
    check(user, Permission.OFFICE_STORE_WIPE)
    store_keeping.path_of_slots()
    if "sure" in request.POST:
        wipe_store(user)
        return HttpResponse(render_to_string("web/store/wiped.html"), headers={"Clear-Site-Data": EVERYTHING})
    context = {
        "last": store_keeping.last_backup(),
        "since": store_keeping.entries_since_backup(),
        "recovery": store_keeping.recovery(),
        "kept": KeptForm.objects.count(),
    }
    return render(request, "web/store/wipe.html", context)


addresses = (
    path("office/store/", store, name="store"),
    path("office/wipe/", wipe, name="wipe"),
)
