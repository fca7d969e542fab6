"""Looks at an assessment beside its conclusions: what is open, remarks, the country, the timeline, what if."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from wellfounded.cases.permissions import Permission
from wellfounded.cases.screening import needed, remarks, rests_on, what_if
from wellfounded.web.assessment import account_timeline
from wellfounded.web.assessment.again import findings_again
from wellfounded.web.assessment.changes import turned, ways_of
from wellfounded.web.assessment.frame import Opened, assessment_frame, opened
from wellfounded.web.assessment.law import country_facts_by_place
from wellfounded.web.assessment.opened import open_groups
from wellfounded.web.assessment.remarks import remark_groups
from wellfounded.web.assessment.suppositions import FIRST, offered
from wellfounded.web.case_frame import posted
from wellfounded.web.forms.assessment import WhatIfForm
from wellfounded.web.pictures.timeline import timeline_picture

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from wellfounded.cases.screening import Way
    from wellfounded.law.assess import Assessment


def whats_open(request: HttpRequest, number: str) -> HttpResponse:
    found = opened(request, number)
    context = {"groups": open_groups(found.assessment, found.facts.shelf), "again": findings_again(found)}
    return render(request, "web/assessment/open.html", assessment_frame(found, part="assessment_open") | context)


def remarks_made(request: HttpRequest, number: str) -> HttpResponse:
    found = opened(request, number)
    context = {"groups": remark_groups(found.assessment, remarks(found.assessment), number=number)}
    return render(request, "web/assessment/remarks.html", assessment_frame(found, part="assessment_remarks") | context)


def country(request: HttpRequest, number: str) -> HttpResponse:
    found = opened(request, number)
    context = {
        "places": country_facts_by_place(found.assessment),
        "known": found.assessment.case.known or found.assessment.case.decision,
    }
    return render(request, "web/assessment/country.html", assessment_frame(found, part="assessment_country") | context)


def timeline(request: HttpRequest, number: str) -> HttpResponse:
    found = opened(request, number)
    events = account_timeline.events_of(found.case, found.facts)
    moments = [event.moment for event in events if event.moment is not None]
    context = {
        "events": events,
        "legend": account_timeline.legend(),
        "picture": timeline_picture(moments, title=_("Timeline of the account, in a picture")) if moments else "",
    }
    frame = assessment_frame(found, part="assessment_timeline")
    return render(request, "web/assessment/timeline.html", frame | context)


def supposed(request: HttpRequest, number: str) -> HttpResponse:
    """What would follow if some facts were otherwise. Nothing is saved, and nothing of it stands in an address."""
    found = opened(request, number)
    form = WhatIfForm(posted(request), offered=offered(found.assessment))
    context: dict[str, Any] = {
        "form": form,
        "first": list(form)[:FIRST],
        "others": list(form)[FIRST:],
        "sees_worse": found.may(Permission.REVIEW),
    }
    if form.is_valid() and (suppositions := form.suppositions()):
        result = what_if(found.assessment, suppositions)
        context |= {
            "asked": True,
            "better": turned(found.assessment, result.better, number=number),
            "worse": turned(found.assessment, result.worse, number=number) if context["sees_worse"] else [],
            "worse_count": len(result.worse),
        }
    return render(request, "web/assessment/what_if.html", assessment_frame(found, part="assessment_what_if") | context)


def whats_needed(request: HttpRequest, number: str) -> HttpResponse:
    found = opened(request, number)
    return _ways(request, found, compute=needed, part="assessment_needed")


def resting_on(request: HttpRequest, number: str) -> HttpResponse:
    """For the reviewer only: a second pair of eyes should look where a finding for the applicant stands on little."""
    found = opened(request, number, permission=Permission.REVIEW)
    return _ways(request, found, compute=rests_on, part="assessment_rests_on")


def _ways(
    request: HttpRequest, found: Opened, *, compute: Callable[[Assessment], tuple[Way, ...]], part: str
) -> HttpResponse:
    """It may take seconds: the page comes at once, and asks for its content; without script a link does."""
    resting = part == "assessment_rests_on"
    context = assessment_frame(found, part=part) | {"resting": resting}
    within = bool(request.headers.get("HX-Request"))
    if within or request.GET.get("show") == "now":
        context["ready"] = True
        context["ways"] = ways_of(found.assessment, compute(found.assessment), number=found.number, resting=resting)
    return render(request, "web/assessment/ways_part.html" if within else "web/assessment/ways.html", context)


addresses = (
    path("cases/<str:number>/assessment/open/", whats_open, name="assessment_open"),
    path("cases/<str:number>/assessment/remarks/", remarks_made, name="assessment_remarks"),
    path("cases/<str:number>/assessment/country/", country, name="assessment_country"),
    path("cases/<str:number>/assessment/timeline/", timeline, name="assessment_timeline"),
    path("cases/<str:number>/assessment/what-if/", supposed, name="assessment_what_if"),
    path("cases/<str:number>/assessment/needed/", whats_needed, name="assessment_needed"),
    path("cases/<str:number>/assessment/rests-on/", resting_on, name="assessment_rests_on"),
)
