"""The shelf of country information: its sources, a search in it, adding to it, and judging it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from wellfounded.cases.actions.judge_source import SourceJudged, judge_source
from wellfounded.cases.actions.shelve_document import shelve_document
from wellfounded.cases.actions.shelve_source import import_sources, shelve_source
from wellfounded.cases.permissions import Permission, check, may
from wellfounded.cases.shelf import shelf_gate, source_behind
from wellfounded.cases.shelf_reading import ShelfAsked, search_shelf
from wellfounded.library.reading import documents_in, sources_in
from wellfounded.library.vectors import progress
from wellfounded.library.withdrawn import withdrawal_of
from wellfounded.web.attempt import attempt
from wellfounded.web.case_frame import posted
from wellfounded.web.choices import shown_country
from wellfounded.web.forms.shelf import FileForm, JudgementForm, ListForm, ShelfSearchForm, SourceForm
from wellfounded.web.pages import page_number, pages_of
from wellfounded.web.visitor import user_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from wellfounded.accounts.models import User
    from wellfounded.library.reading import Hits

UNPROCESSABLE = 422
A_PAGE = 50


def shelf(request: HttpRequest) -> HttpResponse:
    """The search, what it found, and the sources."""
    user = user_of(request)
    gate = shelf_gate(user)
    form = ShelfSearchForm(request.GET or None)
    hits = _hits(user, form) if form.is_bound and form.is_valid() and form.cleaned_data["q"].strip() else None
    number = page_number(request)
    found = sources_in(gate).prefetch_related("documents", "judgements__by", "withdrawals")
    sources = list(found[(number - 1) * A_PAGE : number * A_PAGE + 1])
    context = {
        "form": form,
        "hits": hits,
        "documents": {one.sha256: one.pk for one in documents_in(gate)} if hits else {},
        "sources": [(one, one.record()) for one in sources[:A_PAGE]] if hits is None else [],
        "pages": pages_of(request, number=number, more=len(sources) > A_PAGE),
        "writes": may(user, Permission.OFFICE_LIBRARY_WRITE),
        "case": request.GET.get("case", ""),
        "vectors": progress(gate) if hits is None else None,
    }
    return render(request, "web/shelf/list.html", context, status=UNPROCESSABLE if form.errors else 200)


def _hits(user: User, form: ShelfSearchForm) -> Hits:
    asked = form.cleaned_data
    return search_shelf(
        user,
        ShelfAsked(
            question=asked["q"],
            language=asked["language"],
            country=asked["country"],
            until=asked["until"],
            others=not asked["one_language"],
        ),
    )


def add(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    check(user, Permission.OFFICE_LIBRARY_WRITE)
    form = SourceForm(posted(request))
    made = attempt(form, lambda: shelve_source(user, request=form.request()))
    if made is not None:
        messages.success(request, _("The source is on the shelf. Add its document now, or later."))
        return HttpResponseRedirect(reverse("shelf_source", args=[made.pk]))
    return render(request, "web/shelf/add.html", {"form": form}, status=UNPROCESSABLE if form.errors else 200)


def add_list(request: HttpRequest) -> HttpResponse:
    """A whole list; what became of each of its rows is shown."""
    user = user_of(request)
    check(user, Permission.OFFICE_LIBRARY_WRITE)
    form = ListForm(posted(request), request.FILES or None)
    imported = attempt(form, lambda: import_sources(user, form.sent()))
    context = {"form": form, "imported": imported}
    return render(request, "web/shelf/import.html", context, status=UNPROCESSABLE if form.errors else 200)


def source(request: HttpRequest, pk: int) -> HttpResponse:
    """A source record with what people think of it; the form judges it by one standard."""
    user = user_of(request)
    found = source_behind(shelf_gate(user), pk)
    form = JudgementForm(posted(request))
    if attempt(form, lambda: judge_source(user, pk, request=form.request_as(SourceJudged))) is not None:
        messages.success(request, _("Your judgement is kept with its reason."))
        return HttpResponseRedirect(reverse("shelf_source", args=[pk]))
    context = {
        "source": found,
        "record": found.record(),
        "countries": [shown_country(code) for code in found.countries],
        "held": withdrawal_of(found),
        "earlier": found.withdrawals.exclude(put_back_at=None).select_related("by", "put_back_by").order_by("-id"),
        "withdraws": may(user, Permission.OFFICE_LIBRARY_WITHDRAW),
        "judgements": found.judgements.select_related("by").order_by("-id"),
        "form": form,
        "file_form": FileForm(),
        "writes": may(user, Permission.OFFICE_LIBRARY_WRITE),
    }
    return render(request, "web/shelf/source.html", context, status=UNPROCESSABLE if form.errors else 200)


def add_document(request: HttpRequest, pk: int) -> HttpResponse:
    """The file of a source."""
    user = user_of(request)
    found = source_behind(shelf_gate(user, permission=Permission.OFFICE_LIBRARY_WRITE), pk)
    form = FileForm(posted(request), request.FILES or None)
    made = attempt(form, lambda: shelve_document(user, pk, content=form.sent()))
    if made is not None:
        messages.success(request, _("The document is on the shelf, and its passages are found from now on."))
        return HttpResponseRedirect(reverse("shelf_document", args=[made.pk]))
    context = {"form": form, "source": found}
    return render(request, "web/shelf/add_document.html", context, status=UNPROCESSABLE if form.errors else 200)


addresses = (
    path("shelf/", shelf, name="shelf"),
    path("shelf/add/", add, name="shelf_add"),
    path("shelf/list/", add_list, name="shelf_list"),
    path("shelf/sources/<int:pk>/", source, name="shelf_source"),
    path("shelf/sources/<int:pk>/document/", add_document, name="shelf_document_add"),
)
