"""Taking a source off the shelf, and putting it back: each with a reason, and with the cases that rest on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from wellfounded.cases.access import cases_of
from wellfounded.cases.actions.put_back_source import SourcePutBack, put_back_source
from wellfounded.cases.actions.withdraw_source import SourceWithdrawn, withdraw_source
from wellfounded.cases.permissions import Permission
from wellfounded.cases.shelf import shelf_gate, source_behind
from wellfounded.web.attempt import attempt
from wellfounded.web.case_frame import posted
from wellfounded.web.forms.shelf import PutBackForm, WithdrawForm
from wellfounded.web.visitor import user_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from wellfounded.accounts.models import User
    from wellfounded.library.models import Source

UNPROCESSABLE = 422
MOST = 50


def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Say why nobody should rest anything on a source any more."""
    user = user_of(request)
    found = source_behind(shelf_gate(user, permission=Permission.OFFICE_LIBRARY_WITHDRAW), pk)
    form = WithdrawForm(posted(request))
    if attempt(form, lambda: withdraw_source(user, pk, request=form.request_as(SourceWithdrawn))) is not None:
        messages.success(request, _("The source is withdrawn. What rests on it says so."))
        return HttpResponseRedirect(reverse("shelf_source", args=[pk]))
    context = {
        "heading": _("Withdraw this source"),
        "told": _(
            "Nobody finds it any more, and nothing of it is suggested. What was pinned from it stays, is marked, and "
            "is to be looked at again in its case. It can be put back."
        ),
        "button": _("Withdraw it"),
        "cases": _cases(user, found),
        "source": found,
        "form": form,
    }
    return render(request, "web/shelf/withdraw.html", context, status=UNPROCESSABLE if form.errors else 200)


def put_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Say why it may be relied on after all."""
    user = user_of(request)
    found = source_behind(shelf_gate(user, permission=Permission.OFFICE_LIBRARY_WITHDRAW), pk)
    form = PutBackForm(posted(request))
    if attempt(form, lambda: put_back_source(user, pk, request=form.request_as(SourcePutBack))) is not None:
        messages.success(request, _("The source stands on the shelf again, and is found from now on."))
        return HttpResponseRedirect(reverse("shelf_source", args=[pk]))
    context = {
        "heading": _("Put it back on the shelf"),
        "told": _("It is found again, with everything that people tied to it. That it was withdrawn is kept."),
        "button": _("Put it back"),
        "cases": _cases(user, found),
        "source": found,
        "form": form,
    }
    return render(request, "web/shelf/withdraw.html", context, status=UNPROCESSABLE if form.errors else 200)


def _cases(user: User, source: Source) -> list[str]:
    """The numbers of the reader's own cases in which words of it are pinned."""
    found = cases_of(user).filter(shelf_pins__document__source=source).order_by("number").distinct()
    return list(found.values_list("number", flat=True)[:MOST])


addresses = (
    path("shelf/sources/<int:pk>/withdraw/", withdraw, name="shelf_withdraw"),
    path("shelf/sources/<int:pk>/put-back/", put_back, name="shelf_put_back"),
)
