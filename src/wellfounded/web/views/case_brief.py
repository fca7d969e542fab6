"""The brief of a case: what the shelf holds for and against each criterion that is open or contested."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.urls import path
from django.utils.translation import get_language

from wellfounded.cases.access import open_case
from wellfounded.cases.models import ExportKind
from wellfounded.cases.permissions import Permission, may
from wellfounded.cases.shelf import gate_beside_case
from wellfounded.letters.brief.of_case import brief_of_case
from wellfounded.library.reading import documents_in
from wellfounded.web.case_frame import case_frame
from wellfounded.web.visitor import user_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def brief(request: HttpRequest, number: str) -> HttpResponse:
    """What people tied and pinned comes first; what is only suggested says so and leads to where it can be pinned."""
    user = user_of(request)
    case = open_case(user, number, permission=Permission.ASSESSMENT_READ)
    gate = gate_beside_case(user)
    view = brief_of_case(case, gate, language=get_language() or "en")
    context = case_frame(user, case, tab="evidence") | {
        "view": view,
        "documents": dict(documents_in(gate).values_list("sha256", "pk")),
        "papers": (ExportKind.BRIEF_PDF, ExportKind.BRIEF_DOCX) if may(user, Permission.CASE_EXPORT, case=case) else (),
    }
    return render(request, "web/evidence/brief.html", context)


addresses = (path("cases/<str:number>/brief/", brief, name="case_brief"),)
