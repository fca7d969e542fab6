"""Looking at an exhibit: its pages as safe pictures with their text, its sound, and pinning a passage to a fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from wellfounded.cases.actions.pin_passage import pin_passage
from wellfounded.cases.errors import Invalid
from wellfounded.cases.exhibits import WITH_PICTURES, open_page, picture_of, recording_of
from wellfounded.cases.permissions import Permission, may
from wellfounded.cases.states import OPEN_TO_FINDINGS, State
from wellfounded.web.attempt import attempt
from wellfounded.web.case_frame import case_frame, posted
from wellfounded.web.evidence.fact_choices import fact_groups
from wellfounded.web.evidence.marked_text import pieces_of
from wellfounded.web.evidence.places import pinned
from wellfounded.web.evidence.recording import piece_of
from wellfounded.web.forms.evidence import PinForm
from wellfounded.web.visitor import user_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case, Passage


def page(request: HttpRequest, number: str, *, label: str, page: int) -> HttpResponse:
    """A page as picture and as text, with what was pinned in it; the form pins another passage."""
    user = user_of(request)
    opened = open_page(user, number, label=label, page=page)
    case = opened.exhibit.case
    pins = _pins(user, case)
    form = PinForm(posted(request), groups=fact_groups(case) if pins or request.method == "POST" else [])
    if attempt(form, lambda: _pin(user, form, number=number, at=(label, page))) is not None:
        messages.success(request, _("Pinned."))
        return HttpResponseRedirect(f"{reverse('exhibit_page', args=[number, label, page])}#passages")
    found = pinned(user, case, exhibit=opened.exhibit, page=page)
    context = {
        "exhibit": opened.exhibit,
        "page": opened,
        "pieces": pieces_of(opened.text, [one.passage for one in found]),
        "passages": found,
        "pictured": opened.exhibit.media in WITH_PICTURES,
        "form": form,
        "pins": pins,
        "before": page - 1 if page > 1 else None,
        "after": page + 1 if page < opened.exhibit.pages else None,
    }
    status = 422 if form.errors else 200
    return render(request, "web/evidence/page.html", case_frame(user, case, tab="evidence") | context, status=status)


def _pins(user: User, case: Case) -> bool:
    open_now = State(case.state) in OPEN_TO_FINDINGS and case.record_closed_at is None
    return open_now and may(user, Permission.ASSESSMENT_WRITE, case=case)


def _pin(user: User, form: PinForm, *, number: str, at: tuple[str, int]) -> Passage:
    try:
        return pin_passage(user, number, request=form.request(*at))
    except Invalid as refused:
        raise Invalid(form.refused(refused.fields)) from refused


def picture(request: HttpRequest, number: str, *, label: str, page: int) -> HttpResponse:
    content = picture_of(user_of(request), number, label=label, page=page)
    return HttpResponse(content, content_type="image/png")


def recording(request: HttpRequest, number: str, *, label: str) -> HttpResponse:
    content = recording_of(user_of(request), number, label=label)
    return piece_of(content, request.headers.get("Range", ""))


_ONE = "cases/<str:number>/evidence/<str:label>/"
addresses = (
    path(f"{_ONE}page/<int:page>/", page, name="exhibit_page"),
    path(f"{_ONE}page/<int:page>/picture/", picture, name="exhibit_picture"),
    path(f"{_ONE}recording/", recording, name="exhibit_recording"),
)
