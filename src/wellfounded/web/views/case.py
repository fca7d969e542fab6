"""The case: where it stands and what comes next, who works on it, its deadlines and its history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.urls import path
from django.utils import timezone

from wellfounded.audit.words import words_of
from wellfounded.cases.access import open_case
from wellfounded.cases.case_history import history_of, last_change
from wellfounded.cases.permissions import Permission, allowing
from wellfounded.cases.registration_policies import assignments_in_force
from wellfounded.web.assessment.words import titled
from wellfounded.web.case_frame import case_frame
from wellfounded.web.case_stages import stages_of
from wellfounded.web.case_tabs import tabs_of
from wellfounded.web.law_state import profile_title
from wellfounded.web.registration.family_rows import family_of
from wellfounded.web.status_rows import axes_of
from wellfounded.web.visitor import user_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse


def case(request: HttpRequest, number: str) -> HttpResponse:
    user = user_of(request)
    opened = open_case(user, number)
    allows = allowing(user, opened)
    allowed = what_may(allows)
    context = {
        "stages": stages_of(opened, reachable={tab.address for tab in tabs_of(opened, allows, current="")}),
        "axes": axes_of(opened),
        "deadlines": opened.deadlines.filter(settled_at=None),
        "today": timezone.localdate(),
        "assignments": assignments_in_force(opened).select_related("user"),
        "family": family_of(user, opened) if allowed["identity"] else [],
        "last": last_change(opened),
        "law": titled(profile_title(opened.profile, opened.claim_date)),
        "may": allowed,
    }
    return render(request, "web/case/overview.html", case_frame(user, opened, tab="overview", allows=allows) | context)


def what_may(allows: Callable[[Permission], bool]) -> dict[str, bool]:
    """What the links of the overview lead to."""
    asked = {
        "assign": Permission.OFFICE_CASE_ASSIGN,
        "export": Permission.CASE_EXPORT,
        "hand_over": Permission.CASE_HAND_OVER,
        "hold": Permission.CASE_HOLD,
        "identity": Permission.IDENTITY_READ,
        "priority": Permission.CASE_PRIORITY_SET,
        "modality": Permission.CASE_MODALITY_SET,
    }
    return {name: allows(permission) for name, permission in asked.items()}


def history(request: HttpRequest, number: str) -> HttpResponse:
    """Who did what and when, from the log. Reading this page is a line of it."""
    user = user_of(request)
    lines = history_of(user, number)
    opened = open_case(user, number, permission=Permission.HISTORY_READ)
    changes_only = request.GET.get("show") != "all"
    shown = [(line, words_of(line.event)) for line in lines if not (changes_only and line.reading)]
    context = {"lines": shown, "changes_only": changes_only}
    return render(request, "web/case/history.html", case_frame(user, opened, tab="history") | context)


addresses = (
    path("cases/<str:number>/", case, name="case"),
    path("cases/<str:number>/history/", history, name="case_history"),
)
