"""What was typed when the session ended: shown to its writer, sent at last or thrown away."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from wellfounded.cases.errors import NotFound
from wellfounded.web import kept
from wellfounded.web.visitor import user_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from wellfounded.web.models import KeptForm

MARK = kept.MARK


@require_GET
def kept_form(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "web/kept_form.html", {"kept": _kept(request, pk), "mark": MARK})


@require_GET
def kept_words(request: HttpRequest, pk: int) -> HttpResponse:
    """For the script that fills the form."""
    return JsonResponse({"words": _kept(request, pk).words, "mark": MARK})


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    kept.erase(user_of(request), pk)
    messages.success(request, _("What you had typed is erased."))
    return HttpResponseRedirect("/")


@require_POST
def keep_now(request: HttpRequest) -> HttpResponse:
    """Sent by the script just before it locks a page on which nobody moved for a while."""
    address = request.POST.get("address", "")
    pairs = _pairs(request.POST.get("words", ""))
    # An address of two slashes, or a whole one, would be another place's.
    if not address.startswith("/") or not url_has_allowed_host_and_scheme(address, allowed_hosts=None):
        return HttpResponse(status=400)
    made = kept.keep(user_of(request), address, pairs=pairs)
    return JsonResponse({"kept": made.pk if made else None})


@require_GET
def still_here(request: HttpRequest) -> HttpResponse:
    """Holds the session of somebody who goes on typing, and gives the page a token after a new sign-in."""
    return JsonResponse({"token": get_token(request)})


def _kept(request: HttpRequest, pk: int) -> KeptForm:
    found = kept.kept(user_of(request), pk)
    if found is None:
        raise NotFound(_("There is nothing kept here."))
    return found


def _pairs(typed: str) -> list[tuple[str, str]]:
    """Whatever is not a list of two words each is left out."""
    try:
        found = json.loads(typed)
    except ValueError:
        return []
    listed = found if isinstance(found, list) else []
    return [
        (one[0], one[1])
        for one in listed
        if isinstance(one, list) and [type(part) for part in one] == [str, str] and one[0] not in {kept.TOKEN, MARK}
    ]


addresses = (
    path("kept/", keep_now, name="keep_now"),
    path("kept/<int:pk>/", kept_form, name="kept_form"),
    path("kept/<int:pk>/words/", kept_words, name="kept_words"),
    path("kept/<int:pk>/discard/", discard, name="discard_kept"),
    path("here/", still_here, name="still_here"),
)
