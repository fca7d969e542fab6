"""The log, for oversight: read it, sign it, check it, take it out. No case opens from here."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wellfounded.accounts.reauthentication import needs_proof
from wellfounded.audit.models import Checkpoint
from wellfounded.audit.reading import Page
from wellfounded.cases.actions.check_log import check_log
from wellfounded.cases.actions.export_log import export_log
from wellfounded.cases.actions.read_log import alerts_for, read_log
from wellfounded.cases.actions.sign_checkpoint import sign_checkpoint
from wellfounded.cases.keys_in_log import waits_for_recovery
from wellfounded.cases.permissions import Permission, check
from wellfounded.web.forms.log import AgainstForm, SoughtForm
from wellfounded.web.visitor import user_of

if TYPE_CHECKING:
    from django.http import HttpRequest

SHOWN = 50
LONGEST_NUMBER = 18


def log(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    check(user, Permission.OFFICE_LOG_READ)
    form = SoughtForm(request.GET)
    before = _number(request.GET.get("before", ""))
    page = read_log(user, request=form.sought(), before=before) if form.is_valid() else Page((), None)
    older = request.GET.copy()
    older["before"] = str(page.older)
    context = {
        "form": form,
        "page": page,
        "older": f"?{older.urlencode()}" if page.older else "",
        "later": before,
        "alerts": alerts_for(user),
        "waits": waits_for_recovery(),
    }
    return render(request, "web/log/list.html", context)


def _number(typed: str) -> int | None:
    fits = typed.isascii() and typed.isdigit() and len(typed) <= LONGEST_NUMBER
    return int(typed) if fits else None


def checkpoints(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    check(user, Permission.OFFICE_LOG_READ)
    if request.method == "POST":
        sign_checkpoint(user)
        messages.success(request, _("The log is signed as it stands. Give the checkpoint to somebody outside."))
        return HttpResponseRedirect(reverse("checkpoints"))
    return render(request, "web/log/checkpoints.html", {"checkpoints": Checkpoint.objects.order_by("-pk")[:SHOWN]})


def verify(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    check(user, Permission.OFFICE_LOG_READ)
    form = AgainstForm(request.POST if request.method == "POST" else None)
    report = check_log(user, against=form.cleaned_data["against"]) if form.is_valid() else None
    return render(request, "web/log/verify.html", {"form": form, "report": report, "now": timezone.now()})


@needs_proof
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """The whole log with what each entry is about. The log tells of it first."""
    lines = "".join(export_log(user_of(request)))
    response = HttpResponse(lines, content_type="application/jsonl; charset=utf-8", status=HTTPStatus.OK)
    response.headers["Content-Disposition"] = 'attachment; filename="log.jsonl"'
    return response


addresses = (
    path("office/log/", log, name="log"),
    path("office/log/checkpoints/", checkpoints, name="checkpoints"),
    path("office/log/export/", export, name="export_log"),
    path("office/log/verify/", verify, name="verify_log"),
)
