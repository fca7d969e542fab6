"""One's keys in an office that seals its columns: unlocking them, and confirming those of colleagues."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from wellfounded.accounts import unlocking
from wellfounded.cases.actions.confirm_keys import confirm_keys
from wellfounded.cases.permissions import Permission, check
from wellfounded.cases.waiting_keys import waiting_colleagues
from wellfounded.vault.errors import WrongPassphrase
from wellfounded.vault.office_keys import in_use
from wellfounded.web.forms.sign_in import UnlockForm
from wellfounded.web.visitor import user_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@sensitive_post_parameters("passphrase")
def unlock_keys(request: HttpRequest) -> HttpResponse:
    """Somebody who signed in with a passkey, or whose browser forgot its cookie, gives the passphrase."""
    if in_use.store() is None:
        return redirect(_next(request))
    form = UnlockForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _unlocked(request, form):
        return redirect(_next(request))
    return render(request, "web/sign_in/unlock.html", {"form": form, "next": _next(request)})


def keys(request: HttpRequest) -> HttpResponse:
    """Colleagues whose new keys wait for somebody who knows that they are theirs; a POST confirms one."""
    user, store = user_of(request), in_use.store()
    check(user, Permission.OFFICE_KEYS_CONFIRM)
    if request.method == "POST":
        confirmed = confirm_keys(user, request.POST.get("username", ""))
        messages.success(request, _("%(name)s has their keys.") % {"name": confirmed.username})
        return redirect("keys")
    waiting = [] if store is None else waiting_colleagues(user, store)
    return render(request, "web/accounts/keys.html", {"waiting": waiting})


def _unlocked(request: HttpRequest, form: UnlockForm) -> bool:
    user, given = user_of(request), form.cleaned_data["passphrase"]
    try:
        unlocking.unlock(request, user, passphrase=given)
    except WrongPassphrase:
        form.add_error(
            "passphrase", _("This does not open your keys. Was the passphrase changed lately? Try the one before.")
        )
        return False
    return True


def _next(request: HttpRequest) -> str:
    wanted = str(request.POST.get("next") or request.GET.get("next") or "/")
    return wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}) else "/"


addresses = (
    path("keys/", keys, name="keys"),
    path("keys/unlock/", unlock_keys, name=unlocking.UNLOCK),
)
