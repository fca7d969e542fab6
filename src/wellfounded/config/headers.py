"""What every answer says to the browser beside its content: keep nothing, share nothing, ask the machine nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellfounded.accounts.device import cookie_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

# Passkeys may be used; of everything else that a page could ask the machine for, nothing. Only names that browsers
# know stand here: Chromium answers an unknown one with a warning on every page.
DENIED = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
ALLOWED = ("publickey-credentials-create", "publickey-credentials-get")
HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join([*(f"{name}=()" for name in DENIED), *(f"{name}=(self)" for name in ALLOWED)]),
    "X-Permitted-Cross-Domain-Policies": "none",
    "X-Robots-Tag": "noindex, nofollow",
}
SIGN_OUT = "account_logout"
FORGET = '"cache", "storage"'  # cookies go one by one: the name of the device stays, or its limit would begin anew


class HeadersMiddleware:
    """Stands inside the one that serves style sheets: those may be kept, no page may."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers[name] = value
        if _signed_out(request):
            response.headers["Clear-Site-Data"] = FORGET
            for name in set(request.COOKIES) - {cookie_name()}:
                response.delete_cookie(name, samesite="Strict")
        return response


def _signed_out(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and match.view_name == SIGN_OUT and request.user.is_anonymous
