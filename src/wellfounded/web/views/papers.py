"""The papers of a case: each leads to the questions that stand before anything leaves; and the blank questionnaire."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

import wellfounded
from wellfounded.cases.access import open_case
from wellfounded.cases.models import ExportKind
from wellfounded.cases.permissions import Permission
from wellfounded.law.library import load_library
from wellfounded.letters.questionnaire import NAME, questionnaire
from wellfounded.web.visitor import user_of

if TYPE_CHECKING:
    from django.http import HttpRequest

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def decision_pdf(request: HttpRequest, number: str) -> HttpResponse:
    return _ask(request, number, kind=ExportKind.DECISION_PDF)


def decision_docx(request: HttpRequest, number: str) -> HttpResponse:
    return _ask(request, number, kind=ExportKind.DECISION_DOCX)


def _ask(request: HttpRequest, number: str, *, kind: ExportKind) -> HttpResponse:
    """A paper is an export like any other: with a recipient, a purpose and a line in the log."""
    open_case(user_of(request), number, permission=Permission.CASE_EXPORT)
    return HttpResponseRedirect(f"{reverse('export_ask', args=[number])}?{urlencode({'kind': kind.value})}")


@require_POST
def blank_questionnaire(request: HttpRequest) -> HttpResponse:
    """Nothing of a person is in it: the questions of the catalogue. By POST, so that no link makes one unasked."""
    user_of(request)
    response = HttpResponse(questionnaire(load_library(), version=wellfounded.__version__), content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="{NAME}"'
    return response


addresses = (
    path("cases/<str:number>/decision/pdf/", decision_pdf, name="decision_pdf"),
    path("cases/<str:number>/decision/docx/", decision_docx, name="decision_docx"),
    path("exports/questionnaire/", blank_questionnaire, name="questionnaire"),
)
