"""What leaves the house: asked for with a purpose, agreed to by a second person where it is many, let out once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wellfounded.accounts.reauthentication import needs_proof
from wellfounded.cases.access import open_case
from wellfounded.cases.actions.approve_export import approve_export
from wellfounded.cases.actions.ask_export import ask_export
from wellfounded.cases.errors import Invalid, NotFound
from wellfounded.cases.exports import exports_of, waiting_for_agreement, waits_for_two
from wellfounded.cases.let_out_lately import people_lately
from wellfounded.cases.models import Export
from wellfounded.cases.models.export import ALONE_UP_TO
from wellfounded.cases.permissions import Permission, may
from wellfounded.cases.recipients import consents_in_force
from wellfounded.letters.gate import let_out, needs_passphrase
from wellfounded.web.attempt import attempt
from wellfounded.web.case_frame import case_frame, posted
from wellfounded.web.forms.exports import AgreeForm, ExportForm, ListForm, SealForm
from wellfounded.web.visitor import user_of

if TYPE_CHECKING:
    from django.http import HttpRequest


UNPROCESSABLE = 422


def exports(request: HttpRequest) -> HttpResponse:
    """What I asked for, and what waits for me to agree."""
    user = user_of(request)
    context = {
        "mine": exports_of(user),
        "waiting": waiting_for_agreement(user),
        "keeps_recipients": may(user, Permission.OFFICE_RECIPIENTS_KEEP),
    }
    return render(request, "web/exports/list.html", context)


def ask(request: HttpRequest, number: str) -> HttpResponse:
    """Something of one case. What the person agreed to stands beside the questions."""
    user = user_of(request)
    case = open_case(user, number, permission=Permission.CASE_EXPORT)
    form = ExportForm(posted(request), initial={"kind": request.GET.get("kind", "")})
    made = attempt(form, lambda: ask_export(user, form.asked_for(number)))
    if made is not None:
        return HttpResponseRedirect(reverse("export", args=[made.pk]))
    context = {"form": form, "consents": consents_in_force(case), "back": reverse("case", args=[number])}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "web/exports/ask.html", case_frame(user, case, tab="overview") | context, status=status)


def ask_list(request: HttpRequest) -> HttpResponse:
    """A list of people; each of their cases must be one's own."""
    form = ListForm(posted(request))
    made = attempt(form, lambda: ask_export(user_of(request), form.asked_for()))
    if made is not None:
        return HttpResponseRedirect(reverse("export", args=[made.pk]))
    context = {"form": form, "most": ALONE_UP_TO}
    return render(request, "web/exports/ask_list.html", context, status=UNPROCESSABLE if form.errors else 200)


def export(request: HttpRequest, pk: int) -> HttpResponse:
    """One export of one's own: what it waits for, or that it left."""
    found = _counted(_one(exports_of(user_of(request)), pk))
    context = {"export": found, "waits": waits_for_two(found), "form": SealForm() if needs_passphrase(found) else None}
    return render(request, "web/exports/one.html", context)


@needs_proof
@require_POST
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """Let it out, once, after a fresh proof of who is there."""
    user = user_of(request)
    form = SealForm(request.POST)
    try:
        if form.is_valid():
            return let_out(user, pk, passphrase=form.chosen()).response()
    except Invalid as refused:
        for field, sentence in refused.fields.items():
            form.add_error(field if field in form.fields else None, sentence)
    context = {"export": _one(exports_of(user), pk), "waits": False, "form": form}
    return render(request, "web/exports/one.html", context, status=UNPROCESSABLE)


def agree(request: HttpRequest, pk: int) -> HttpResponse:
    """Another person's export with many people in it: look at it, and agree or leave it."""
    user = user_of(request)
    found = _counted(_one(waiting_for_agreement(user), pk))
    form = AgreeForm(posted(request)) if found.returning else None
    agreed = None
    if form is not None:
        agreed = attempt(form, lambda: approve_export(user, pk, informed=form.cleaned_data["informed"]))
    elif request.method == "POST":
        agreed = approve_export(user, pk)
    if agreed is not None:
        messages.success(request, _("Agreed. Whoever asked can let it out now."))
        return HttpResponseRedirect(reverse("exports"))
    status = UNPROCESSABLE if form and form.errors else 200
    return render(request, "web/exports/agree.html", {"export": found, "form": form}, status=status)


def _counted(export: Export) -> Export:
    """With how many people left of late as it is now, to be shown."""
    if export.left_at is None:
        export.people_lately = people_lately(export)
    return export


def _one(exports: list[Export], pk: int) -> Export:
    found = next((one for one in exports if one.pk == pk), None)
    if found is None:
        raise NotFound(_("There is no such export."))
    return found


addresses = (
    path("exports/", exports, name="exports"),
    path("exports/list/", ask_list, name="export_list"),
    path("exports/<int:pk>/", export, name="export"),
    path("exports/<int:pk>/agree/", agree, name="export_agree"),
    path("exports/<int:pk>/file/", file, name="export_file"),
    path("cases/<str:number>/export/", ask, name="export_ask"),
)
