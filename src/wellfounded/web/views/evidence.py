"""The papers of a case: what there is and who has looked, adding one, where it went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from wellfounded.cases.access import open_case
from wellfounded.cases.actions.add_exhibit import REFUSALS, add_exhibit
from wellfounded.cases.actions.note_custody import CustodyNoted, note_custody
from wellfounded.cases.exhibits import exhibit_of
from wellfounded.cases.models.exhibit import MediaType
from wellfounded.cases.permissions import Permission, may
from wellfounded.cases.shelf import all_pins_from_shelf
from wellfounded.cases.states import OPEN_TO_EVIDENCE, State
from wellfounded.vault.child import MOST_IN, Refusal
from wellfounded.web.attempt import attempt
from wellfounded.web.case_frame import case_frame, posted
from wellfounded.web.evidence.places import pinned
from wellfounded.web.forms.evidence import CustodyForm, ExhibitForm
from wellfounded.web.visitor import user_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case, Exhibit


def evidence(request: HttpRequest, number: str) -> HttpResponse:
    """Every exhibit with who has opened it; a reviewer sees whether the drafter read it."""
    user = user_of(request)
    case = open_case(user, number, permission=Permission.EVIDENCE_READ)
    exhibits = case.exhibits.annotate(pins=Count("passages")).prefetch_related("opened__user")
    context = {
        "exhibits": exhibits,
        "adds": _adds(user, case),
        "reads_sources": may(user, Permission.SOURCES_READ, case=case),
        "reads_facts": may(user, Permission.ASSESSMENT_READ, case=case),
        "reads_shelf": may(user, Permission.OFFICE_LIBRARY_READ),
        "from_shelf": all_pins_from_shelf(user, case) if may(user, Permission.ASSESSMENT_READ, case=case) else [],
    }
    return render(request, "web/evidence/list.html", case_frame(user, case, tab="evidence") | context)


def _adds(user: User, case: Case) -> bool:
    return may(user, Permission.EVIDENCE_ADD, case=case) and State(case.state) in OPEN_TO_EVIDENCE


def add(request: HttpRequest, number: str) -> HttpResponse:
    """A file with what is known of it. What the guarded child refuses is said in plain words."""
    user = user_of(request)
    case = open_case(user, number, permission=Permission.EVIDENCE_ADD)
    held = case.interviews.filter(started_at__isnull=False).order_by("number")
    form = ExhibitForm(
        posted(request),
        request.FILES or None,
        initial={name: request.GET.get(name, "") for name in ("kind", "interview")},
        interviews=held if may(user, Permission.ACCOUNT_READ, case=case) else (),
    )
    if request.method == "POST" and int(request.META.get("CONTENT_LENGTH") or 0) > MOST_IN:
        form.add_error("content", str(REFUSALS[Refusal.TOO_BIG]))
    made = attempt(form, lambda: add_exhibit(user, number, request=form.request()))
    by_script = bool(request.headers.get("HX-Request"))
    if made is not None:
        messages.success(request, _("Added as exhibit %(label)s.") % {"label": made.label})
        return _go(_after_adding(user, case, made=made), by_script=by_script)
    template = "web/evidence/add_form.html" if by_script and form.errors else "web/evidence/add.html"
    context = case_frame(user, case, tab="evidence") | {"form": form, "most": MOST_IN}
    return render(request, template, context, status=422 if form.errors else 200)


def _after_adding(user: User, case: Case, *, made: Exhibit) -> str:
    """A registrar adds papers and does not read them."""
    if may(user, Permission.EVIDENCE_READ, case=case):
        return reverse("exhibit", args=[case.number, made.label])
    return reverse("evidence_add", args=[case.number])


def _go(address: str, *, by_script: bool) -> HttpResponse:
    if by_script:
        return HttpResponse(headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def exhibit(request: HttpRequest, number: str, *, label: str) -> HttpResponse:
    """One paper: its hash, its custody, who opened it, and what was pinned in it."""
    user = user_of(request)
    case = open_case(user, number, permission=Permission.EVIDENCE_READ)
    found = exhibit_of(case, label)
    context = {
        "exhibit": found,
        "custody": found.custody.select_related("by"),
        "opened": found.opened.select_related("user"),
        "passages": pinned(user, case, exhibit=found),
        "recording": found.media == MediaType.AUDIO,
        "reads_account": may(user, Permission.ACCOUNT_READ, case=case),
        "adds": may(user, Permission.EVIDENCE_ADD, case=case),
    }
    return render(request, "web/evidence/exhibit.html", case_frame(user, case, tab="evidence") | context)


def custody(request: HttpRequest, number: str, *, label: str) -> HttpResponse:
    user = user_of(request)
    case = open_case(user, number, permission=Permission.EVIDENCE_ADD)
    found, form = exhibit_of(case, label), CustodyForm(posted(request))
    back = reverse("exhibit", args=[number, label])

    def save() -> object:
        return note_custody(user, number, request=CustodyNoted(label=label, **form.cleaned_data))

    if attempt(form, save) is not None:
        messages.success(request, _("Noted."))
        return HttpResponseRedirect(back)
    context = {"form": form, "back": back, "button": _("Note it")}
    context["question"] = _("What happened to exhibit %(label)s?") % {"label": found.label}
    status = 422 if form.errors else 200
    return render(request, "web/case/adding.html", case_frame(user, case, tab="evidence") | context, status=status)


_ONE = "cases/<str:number>/evidence/<str:label>/"
addresses = (
    path("cases/<str:number>/evidence/", evidence, name="evidence"),
    path("cases/<str:number>/evidence/add/", add, name="evidence_add"),
    path(_ONE, exhibit, name="exhibit"),
    path(f"{_ONE}custody/", custody, name="exhibit_custody"),
)
