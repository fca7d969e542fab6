"""To whom exports may be sealed: written in by one person, confirmed by another, ended by anybody of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wellfounded.cases.actions.add_recipient import add_recipient
from wellfounded.cases.actions.confirm_recipient import RecipientConfirmed, confirm_recipient
from wellfounded.cases.actions.end_recipient import RecipientEnded, end_recipient
from wellfounded.cases.errors import NotFound
from wellfounded.cases.recipient_keys import recipients_of_office
from wellfounded.web.attempt import attempt
from wellfounded.web.case_frame import posted
from wellfounded.web.forms.recipients import ConfirmForm, RecipientForm
from wellfounded.web.visitor import user_of

if TYPE_CHECKING:
    from django.http import HttpRequest

UNPROCESSABLE = 422


def recipients(request: HttpRequest) -> HttpResponse:
    """All of them, and the form for another one."""
    user = user_of(request)
    known = recipients_of_office(user)
    form = RecipientForm(posted(request))
    if attempt(form, lambda: add_recipient(user, form.given())) is not None:
        messages.success(request, _("Written in. A second person confirms the key before anything is sealed to it."))
        return HttpResponseRedirect(reverse("recipients"))
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "web/exports/recipients.html", {"recipients": known, "form": form}, status=status)


def recipient(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them: what is known, and the form by which somebody else confirms it."""
    user = user_of(request)
    found = next((one for one in recipients_of_office(user) if one.pk == pk), None)
    if found is None:
        raise NotFound(_("There is no such recipient."))
    form = ConfirmForm(posted(request))
    told = RecipientConfirmed(recipient=pk, fingerprint=request.POST.get("fingerprint", ""))
    if attempt(form, lambda: confirm_recipient(user, told)) is not None:
        messages.success(request, _("Confirmed. Exports can be sealed to this key from now on."))
        return HttpResponseRedirect(reverse("recipients"))
    waits = found.confirmed_at is None and found.ended_at is None and found.added_by_id != user.pk
    status = UNPROCESSABLE if form.errors else 200
    context = {"recipient": found, "form": form, "waits": waits}
    return render(request, "web/exports/recipient.html", context, status=status)


@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    end_recipient(user_of(request), RecipientEnded(recipient=pk))
    messages.success(request, _("Ended. Nothing is sealed to this key any more."))
    return HttpResponseRedirect(reverse("recipients"))


addresses = (
    path("recipients/", recipients, name="recipients"),
    path("recipients/<int:pk>/", recipient, name="recipient"),
    path("recipients/<int:pk>/end/", end, name="recipient_end"),
)
