"""Changes the language of the screens, for now in the browser and for good in the account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseRedirect
from django.urls import path
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from wellfounded.accounts.models import Language, User

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

A_YEAR = 365 * 24 * 3600


@login_not_required
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """An unknown language changes nothing."""
    response = HttpResponseRedirect(_back(request))
    if (language := request.POST.get("language", "")) in Language.values:
        if isinstance(user := request.user, User):
            user.language = language
            user.save(update_fields=["language"])
        translation.activate(language)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=A_YEAR,
            httponly=True,
            samesite="Strict",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response


def _back(request: HttpRequest) -> str:
    """The page that the form stood on; browsers tell no page where they come from."""
    page = request.POST.get("next", "")
    here = url_has_allowed_host_and_scheme(page, allowed_hosts=None, require_https=request.is_secure())
    return page if here and page.startswith("/") else "/"


addresses = (path("language/", set_language, name="set_language"),)
