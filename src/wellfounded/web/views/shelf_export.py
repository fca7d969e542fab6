"""The open shelf in other programs' shapes: its sources and what people confirmed. It holds no applicant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.urls import path
from django.views.decorators.http import require_POST

from wellfounded.cases.actions.export_shelf import export_shelf
from wellfounded.cases.errors import Invalid
from wellfounded.letters.shelf.office_tables import content_of
from wellfounded.web.visitor import user_of

if TYPE_CHECKING:
    from django.http import HttpRequest

TYPES = {"csv": ("text/csv", ".csv"), "uwazi": ("text/csv", ".csv"), "statements": ("text/csv", ".csv")}
TYPES["ftm"] = ("application/json", ".ftm.json")


@require_POST
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """A file to keep; that it left is in the log."""
    try:
        given = export_shelf(user_of(request), kind)
    except Invalid:
        raise Http404 from None
    media, ending = TYPES[kind]
    disposition = f'attachment; filename="shelf-{kind}{ending}"'
    return HttpResponse(content_of(given), content_type=media, headers={"Content-Disposition": disposition})


addresses = (path("shelf/export/<slug:kind>/", export, name="shelf_export"),)
