"""Reading a document of the shelf: its words with what people tied them to, and pinning them to a case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wellfounded.cases.access import open_case
from wellfounded.cases.actions.find_statements import find_statements
from wellfounded.cases.actions.pin_from_shelf import pin_from_shelf
from wellfounded.cases.actions.shelve_document import read_document_anew
from wellfounded.cases.actions.tie_passage import PassageTied, tie_passage
from wellfounded.cases.errors import Invalid, NotNow
from wellfounded.cases.permissions import Permission, may
from wellfounded.cases.shelf import (
    all_pins_from_shelf,
    document_behind,
    gate_beside_case,
    shelf_gate,
    statements_behind,
)
from wellfounded.cases.shelf_reading import open_document
from wellfounded.cases.states import OPEN_TO_FINDINGS, State
from wellfounded.library.models.tie import Decided
from wellfounded.library.withdrawn import withdrawal_of
from wellfounded.web.attempt import attempt
from wellfounded.web.case_frame import case_frame, posted
from wellfounded.web.evidence.fact_choices import fact_groups
from wellfounded.web.forms.shelf import ShelfPinForm, TieForm
from wellfounded.web.interview.place import title_of
from wellfounded.web.pages import page_number
from wellfounded.web.shelf.choices import about_groups, criterion_groups
from wellfounded.web.shelf.reader import stretch_of
from wellfounded.web.visitor import user_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from wellfounded.accounts.models import User
    from wellfounded.cases.models import ShelfPin
    from wellfounded.evidence.search.index.reach import Gate
    from wellfounded.library.models import ShelfDocument
    from wellfounded.web.shelf.reader import Stretch

UNPROCESSABLE = 422


def document(request: HttpRequest, pk: int) -> HttpResponse:
    """A document; the form ties words of it to a criterion or a country fact."""
    user = user_of(request)
    found, stretch = _opened(request, user, gate=shelf_gate(user), pk=pk)
    writes = may(user, Permission.OFFICE_LIBRARY_WRITE)
    form = TieForm(posted(request), groups=about_groups() if writes else [])
    if attempt(form, lambda: tie_passage(user, pk, request=form.request(stretch.first))) is not None:
        messages.success(request, _("Tied. It counts from now on, in your name."))
        return HttpResponseRedirect(f"{reverse('shelf_document', args=[pk])}?page={stretch.number}#ties")
    statements = statements_behind(shelf_gate(user)).filter(text__document=found)
    context = {
        "document": found,
        "stretch": stretch,
        "statements": statements,
        "form": form,
        "writes": writes,
        "ties": writes and withdrawal_of(found.source) is None,
    }
    return render(request, "web/shelf/reader.html", context, status=UNPROCESSABLE if form.errors else 200)


def _opened(request: HttpRequest, user: User, *, gate: Gate, pk: int) -> tuple[ShelfDocument, Stretch]:
    """The document behind the gate of this reader, at the page or the character that was asked for."""
    found = open_document(user, pk, gate=gate) if request.method == "GET" else document_behind(gate, pk)
    at = request.GET.get("at", "")
    place = int(at) if at.isascii() and at.isdigit() and len(at) < 10 else None  # noqa: PLR2004 - more digits are no place
    return found, stretch_of(found, gate, page=page_number(request), at=place)


@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept or reject a suggestion in one's own name."""
    typed = request.POST
    start = typed.get("start", "")
    asked = PassageTied(
        quote=typed.get("quote", ""),
        start=int(start) if start.isascii() and start.isdigit() and len(start) < 10 else 0,  # noqa: PLR2004 - the same
        about=typed.get("about", ""),
        direction=typed.get("direction", ""),
        state=Decided.REJECTED if typed.get("reject") else Decided.ACCEPTED,
    )
    try:
        made = tie_passage(user_of(request), pk, request=asked)
    except (Invalid, NotNow) as refused:
        messages.error(request, str(refused))
        return HttpResponseRedirect(reverse("shelf_document", args=[pk]))
    words = _("Accepted in your name.") if made.state == Decided.ACCEPTED else _("Rejected: it is not suggested again.")
    messages.success(request, words)
    return HttpResponseRedirect(f"{reverse('shelf_document', args=[pk])}?at={made.first}#suggested")


@require_POST
def anew(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        read_document_anew(user_of(request), pk)
    except Invalid as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The text was taken anew. What people tied was looked for by its words."))
    return HttpResponseRedirect(reverse("shelf_document", args=[pk]))


@require_POST
def look_for_statements(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        count = find_statements(user_of(request), pk)
    except NotNow as refused:
        messages.error(request, str(refused))
    else:
        told = _("%(count)d new candidates. None counts until somebody confirms it.") % {"count": count}
        messages.success(request, told)
    return HttpResponseRedirect(f"{reverse('shelf_document', args=[pk])}#statements")


def in_case(request: HttpRequest, number: str, *, document: int) -> HttpResponse:
    """The same document beside a case; the form pins words of it to a fact or a criterion there."""
    user = user_of(request)
    case = open_case(user, number, permission=Permission.ASSESSMENT_READ)
    found, stretch = _opened(request, user, gate=gate_beside_case(user), pk=document)
    open_now = State(case.state) in OPEN_TO_FINDINGS and case.record_closed_at is None
    stands = withdrawal_of(found.source) is None
    pins = stands and open_now and may(user, Permission.ASSESSMENT_WRITE, case=case)
    groups = [*criterion_groups(case), *fact_groups(case)] if pins or request.method == "POST" else []
    form = ShelfPinForm(posted(request), groups=groups)
    if attempt(form, lambda: _pin(user, form, number=number, at=(document, stretch.first))) is not None:
        messages.success(request, _("Pinned."))
        return HttpResponseRedirect(f"{reverse('case_shelf_document', args=[number, document])}?page={stretch.number}")
    context: dict[str, Any] = case_frame(user, case, tab="evidence") | {
        "document": found,
        "stretch": stretch,
        "form": form,
        "pins": pins,
        "pinned": [
            (one, title_of((one.entity, one.item))) for one in all_pins_from_shelf(user, case).filter(document=found)
        ],
    }
    return render(request, "web/shelf/in_case.html", context, status=UNPROCESSABLE if form.errors else 200)


def _pin(user: User, form: ShelfPinForm, *, number: str, at: tuple[int, int]) -> ShelfPin:
    try:
        return pin_from_shelf(user, number, request=form.pin(at[0], first=at[1]))
    except Invalid as refused:
        told = {
            ("about" if name in {"entity", "fact", "item"} else name): said for name, said in refused.fields.items()
        }
        raise Invalid(told) from refused


addresses = (
    path("shelf/documents/<int:pk>/", document, name="shelf_document"),
    path("shelf/documents/<int:pk>/suggestion/", settle, name="shelf_suggestion"),
    path("shelf/documents/<int:pk>/anew/", anew, name="shelf_document_anew"),
    path("shelf/documents/<int:pk>/statements/", look_for_statements, name="shelf_statements"),
    path("cases/<str:number>/shelf/<int:document>/", in_case, name="case_shelf_document"),
)
