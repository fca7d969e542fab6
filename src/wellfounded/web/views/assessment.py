"""The assessment of a case: conclusions first, then each finding with its law, its reasons and its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from wellfounded.cases.actions.make_finding import make_finding
from wellfounded.cases.errors import NotFound, Stale
from wellfounded.cases.finding_versions import finding_of, newest_finding
from wellfounded.cases.permissions import Permission
from wellfounded.cases.punctuation import clauses
from wellfounded.cases.screening import open_points, points_to_put, remarks
from wellfounded.cases.shelf import pins_from_shelf
from wellfounded.cases.states import OPEN_TO_FINDINGS, State
from wellfounded.law.remark import Severity
from wellfounded.law.whatif import one_fact_from_flipping
from wellfounded.web.assessment import words
from wellfounded.web.assessment.again import again_for, findings_again
from wellfounded.web.assessment.conclusions import analysis, named, of_person, of_places
from wellfounded.web.assessment.frame import Opened, assessment_frame, opened
from wellfounded.web.assessment.known import known_of
from wellfounded.web.assessment.labels import flags_of, label_of
from wellfounded.web.assessment.law import country_facts_of, law_of
from wellfounded.web.assessment.places import entity_of, slug_of
from wellfounded.web.assessment.reasons import reasons_of
from wellfounded.web.assessment.returned import appeal_notes, last_return, reviews_of
from wellfounded.web.assessment.tree import picture_of
from wellfounded.web.attempt import attempt
from wellfounded.web.case_frame import posted
from wellfounded.web.forms.assessment import FindingForm

if TYPE_CHECKING:
    from django.http import HttpRequest

    from wellfounded.cases.models import FindingEntry
    from wellfounded.law.case_file import Slot
    from wellfounded.law.finding import Finding


def overview(request: HttpRequest, number: str) -> HttpResponse:
    found = opened(request, number)
    assessment, case = found.assessment, found.case
    told, again = remarks(assessment), findings_again(found)
    returned = last_return(case) if found.may(Permission.DECISION_READ) else None
    context = assessment_frame(found, part="assessment") | {
        "person": of_person(found.facts),
        "places": of_places(found.facts),
        "analysis": analysis(assessment, number),
        "open_count": len(open_points(assessment)),
        "to_put": len(points_to_put(assessment)),
        "remark_count": len(told),
        "grave_count": sum(remark.severity is Severity.GRAVE for remark in told),
        "again_count": len(again),
        "again_at": {one.finding.address for one in again},
        "law": assessment.law,
        "law_title": words.titled(assessment.law.profile.title),
        "as_of": assessment.as_of,
        "returned": returned,
        "reviews": reviews_of(returned) if returned is not None else [],
        "appeal_notes": appeal_notes(found.user, case),
        "receipts": case.receipts.select_related("made_by").order_by("-pk")[:5],
        "may": _what_may(found),
    }
    return render(request, "web/assessment/overview.html", context)


def _what_may(found: Opened) -> dict[str, bool]:
    return {
        "recommend": found.may(Permission.RECOMMEND) and found.case.state == State.ASSESSMENT,
        "receipt": found.may(Permission.RECEIPT_MAKE),
        "record": found.may(Permission.ASSESSMENT_WRITE) and State(found.case.state) in OPEN_TO_FINDINGS,
    }


def flips(request: HttpRequest, number: str) -> HttpResponse:
    """Which conclusions one single change would turn. It takes a moment, so the page asks for it when it is shown."""
    found = opened(request, number)
    near = [goal for goal in found.assessment.goals() if one_fact_from_flipping(found.assessment, goal)]
    shown = [named(found.assessment, goal, number=number) for goal in near]
    template = "web/assessment/flips_part.html" if request.headers.get("HX-Request") else "web/assessment/flips.html"
    return render(request, template, assessment_frame(found, part="assessment") | {"near": shown})


def finding(request: HttpRequest, number: str, *, entity: str, criterion: str) -> HttpResponse:
    """One finding: how it came out, the law, the reasons as an outline and as a picture, and the country."""
    found = opened(request, number)
    shown = _finding(found, entity, criterion=criterion)
    everything = request.GET.get("show") == "all"
    reasons = reasons_of(found.facts, shown, everything=everything)
    context = _of_finding(found, shown) | {
        "reasons": reasons,
        "known": known_of(found.facts, shown) if shown.criterion.evaluative else None,
        "picture": picture_of(reasons),
        "everything": everything,
        "may_find": found.may(Permission.ASSESSMENT_WRITE) and State(found.case.state) in OPEN_TO_FINDINGS,
        "find": reverse("assessment_find", args=[number, entity, criterion]),
    }
    return render(request, "web/assessment/finding.html", assessment_frame(found, part="") | context)


def find(request: HttpRequest, number: str, *, entity: str, criterion: str) -> HttpResponse:
    """What is known, the standard, the authorities; then a person finds."""
    found = opened(request, number, permission=Permission.ASSESSMENT_WRITE)
    shown = _finding(found, entity, criterion=criterion)
    slot = (shown.entity, shown.criterion.id)
    known, entry = known_of(found.facts, shown), newest_finding(found.case, slot)
    form = FindingForm(
        posted(request),
        initial=_initial(entry, known.names, standard=law_of(found.assessment, shown.criterion).standard_id),
        known=known.choices,
        standards=[(one.id, words.titled(one.title)) for one in found.assessment.law.library.standards.values()],
    )
    if attempt(form, lambda: _make(found, form, slot=slot)) is not None:
        messages.success(request, _("Your finding is saved. What follows from it is shown here."))
        return HttpResponseRedirect(reverse("assessment_finding", args=[number, entity, criterion]))
    context = _of_finding(found, shown) | {"form": form, "known": known}
    context["back"] = reverse("assessment_finding", args=[number, entity, criterion])
    status = 422 if form.errors else 200
    return render(request, "web/assessment/find.html", assessment_frame(found, part="") | context, status=status)


def _make(found: Opened, form: FindingForm, *, slot: Slot) -> FindingEntry:
    """What somebody else found meanwhile is shown beside what was typed; saving once more makes the next version."""
    try:
        return make_finding(found.user, found.number, request=form.request(slot))
    except Stale as stale:
        newest = newest_finding(found.case, slot)
        form.show_newer(stale.theirs, version=0 if newest is None else newest.version)
        raise


def _finding(found: Opened, entity: str, *, criterion: str) -> Finding:
    shown = found.assessment.findings.get((criterion, entity_of(entity)))
    if shown is None:
        raise NotFound("")
    return shown


def _of_finding(found: Opened, shown: Finding) -> dict[str, Any]:
    return {
        "finding": shown,
        "title": words.titled(shown.criterion.title),
        "about": words.about(shown.entity) or words.THE_PERSON,
        "entity": slug_of(shown.entity),
        "label": label_of(found.assessment, shown),
        "flags": flags_of(found.assessment, shown),
        "law": law_of(found.assessment, shown.criterion),
        "human": found.facts.human(found.assessment.case.finding((shown.entity, shown.criterion.id))),
        "country_facts": country_facts_of(found.assessment, shown),
        "shelf_pins": pins_from_shelf(found.user, found.case, slot=(shown.entity, shown.criterion.id)),
        "again": again_for(found, shown),
        "evaluative": shown.criterion.evaluative,
    }


def _initial(entry: FindingEntry | None, names: frozenset[str], *, standard: str) -> dict[str, Any]:
    if entry is None:
        return {"seen": 0, "standard": standard}
    before = finding_of(entry)
    return {
        "seen": entry.version,
        "word": str(before.word),
        "reason": before.act.reason,
        "rests_on": [name for name in before.rests_on if name in names],
        "also": clauses(name for name in before.rests_on if name not in names),
        "standard": before.standard or standard,
    }


addresses = (
    path("cases/<str:number>/assessment/", overview, name="assessment"),
    path("cases/<str:number>/assessment/near/", flips, name="assessment_flips"),
    path("cases/<str:number>/assessment/of/<slug:entity>/<slug:criterion>/", finding, name="assessment_finding"),
    path("cases/<str:number>/assessment/of/<slug:entity>/<slug:criterion>/find/", find, name="assessment_find"),
)
