"""The open shelf in other programs' shapes, and country reports as papers. Neither holds an applicant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.urls import path
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from wellfounded.cases.actions.export_shelf import export_shelf
from wellfounded.cases.actions.report_country import report_country
from wellfounded.cases.errors import Invalid
from wellfounded.letters.brief.country import country_docx, country_pdf, country_view
from wellfounded.letters.brief.of_case import tongue_of
from wellfounded.letters.shelf.office_tables import content_of
from wellfounded.web.visitor import user_of

if TYPE_CHECKING:
    from django.http import HttpRequest

TYPES = {"csv": ("text/csv", ".csv"), "uwazi": ("text/csv", ".csv"), "statements": ("text/csv", ".csv")}
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TYPES["ftm"] = ("application/json", ".ftm.json")


@require_POST
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """A file to keep; that it left is in the log."""
    try:
        given = export_shelf(user_of(request), kind)
    except Invalid:
        raise Http404 from None
    media, ending = TYPES[kind]
    return _file(content_of(given), media, name=f"shelf-{kind}{ending}")


@require_POST
def country_report(request: HttpRequest, code: str, *, kind: str) -> HttpResponse:
    """The same for a country report, in the language of the screen."""
    try:
        given = report_country(user_of(request), code, kind=kind)
    except Invalid:
        raise Http404 from None
    tongue = tongue_of(get_language() or "en")
    view = country_view(given, tongue)
    make, media = (country_pdf, "application/pdf") if kind == "pdf" else (country_docx, DOCX)
    return _file(make(view, tongue), media, name=f"country-{code}.{kind}")


def _file(content: bytes, media: str, *, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=media, headers={"Content-Disposition": f'attachment; filename="{name}"'})


addresses = (
    path("shelf/export/<slug:kind>/", export, name="shelf_export"),
    path("shelf/facts/<slug:code>/<slug:kind>/", country_report, name="shelf_country_report"),
)
