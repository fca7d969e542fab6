"""Before anything else: a passphrase of one's own, and a second factor with recovery codes. For every role."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext

from wellfounded.accounts.models import User

if TYPE_CHECKING:
    from collections.abc import Callable

Type = Authenticator.Type
CHOOSE_PASSPHRASE = "account_change_password"  # noqa: S105 - the name of an address
CHOOSE_FACTOR = "mfa_index"
MAKE_CODES = "mfa_generate_recovery_codes"
NOT_SET_UP = "WF-108"

# What may be opened on the way there.
ALWAYS_OPEN = frozenset({"account_logout", "account_reauthenticate", "mfa_reauthenticate", "set_language"})
OPEN_FOR = {
    CHOOSE_PASSPHRASE: frozenset({CHOOSE_PASSPHRASE}),
    CHOOSE_FACTOR: frozenset(
        {CHOOSE_FACTOR, "mfa_activate_totp", "totp_picture", "mfa_list_webauthn", "mfa_add_webauthn"}
    ),
    MAKE_CODES: frozenset({MAKE_CODES, CHOOSE_FACTOR}),
}


def next_step(user: User) -> str | None:
    """The page that this user has to go to first, or None when everything is set up."""
    if user.passphrase_given:
        return CHOOSE_PASSPHRASE
    held = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    if not held & {Type.TOTP, Type.WEBAUTHN}:
        return CHOOSE_FACTOR
    return None if Type.RECOVERY_CODES in held else MAKE_CODES


class FirstStepsMiddleware:
    """Leads every page there until it is done."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], *_: Any) -> HttpResponse | None:
        user = request.user
        name = request.resolver_match.view_name if request.resolver_match else ""
        if not isinstance(user, User) or name in ALWAYS_OPEN:
            return None
        step = next_step(user)
        if step is None or name in OPEN_FOR[step]:
            return None
        return _lead_to(reverse(step), request, to_program=getattr(view, "speaks_json", False))


def _lead_to(address: str, request: HttpRequest, *, to_program: bool) -> HttpResponse:
    """A page is led there; a program, or a part of a page, is told so instead of getting another page's content."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"HX-Redirect": address})
    if to_program or not request.accepts("text/html"):
        sentence = gettext("Set up your passphrase and second factor first: sign in with a browser.")
        shape = {"code": NOT_SET_UP, "message": sentence, "fields": {}}
        return JsonResponse(shape, status=HTTPStatus.FORBIDDEN)
    return HttpResponseRedirect(address)
