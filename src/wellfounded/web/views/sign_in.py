"""What signing in needs beside allauth: the picture that an authenticator app scans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django.http import Http404, HttpResponse
from django.urls import path

from wellfounded.accounts.reauthentication import needs_proof

if TYPE_CHECKING:
    from django.http import HttpRequest


@needs_proof
def picture(request: HttpRequest) -> HttpResponse:
    """The secret that is being set up, as a QR code. A picture within the page would need a hole in its policy."""
    secret = request.session.get(SECRET_SESSION_KEY)
    if not secret:
        raise Http404
    adapter = get_adapter()
    drawn = adapter.build_totp_svg(adapter.build_totp_url(request.user, secret))
    return HttpResponse(drawn, content_type="image/svg+xml")


addresses = (path("account/2fa/totp/picture.svg", picture, name="totp_picture"),)
