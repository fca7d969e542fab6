"""The office's book of exchanges with other organisations, for matchers: what was done, and one more line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from wellfounded.cases.actions.note_exchange import ExchangeNoted, note_exchange
from wellfounded.cases.outside_exchanges import exchanges_of_office
from wellfounded.web.attempt import attempt
from wellfounded.web.case_frame import posted
from wellfounded.web.forms.exchanges import ExchangeForm
from wellfounded.web.visitor import user_of

if TYPE_CHECKING:
    from django.http import HttpRequest


def exchanges(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    noted = exchanges_of_office(user)
    form = ExchangeForm(posted(request))
    if attempt(form, lambda: note_exchange(user, request=_asked(form))):
        messages.success(request, _("Written down."))
        return HttpResponseRedirect(reverse("exchanges"))
    status = 422 if form.errors else 200
    return render(request, "web/lists/exchanges.html", {"noted": noted, "form": form}, status=status)


def _asked(form: ExchangeForm) -> ExchangeNoted:
    """The day as text, as the action reads it."""
    on = form.cleaned_data["on"]
    return replace(form.request_as(ExchangeNoted), on=on.isoformat() if on else "")


addresses = (path("exchanges/", exchanges, name="exchanges"),)
