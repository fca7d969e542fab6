"""The material facts: what was said, the evidence on both sides, how each stands; finding one, with a reason."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from wellfounded.cases.actions.add_evidence_item import add_evidence_item
from wellfounded.cases.actions.set_fact import set_fact
from wellfounded.cases.errors import NotFound, Stale
from wellfounded.cases.fact_versions import newest, record_of
from wellfounded.cases.models import FactEntry, InterviewLine
from wellfounded.cases.permissions import Permission
from wellfounded.cases.slots import problems_of_fact
from wellfounded.cases.states import OPEN_TO_FINDINGS, State
from wellfounded.law.case_file import FactState
from wellfounded.web.assessment import words
from wellfounded.web.assessment.frame import assessment_frame, opened
from wellfounded.web.assessment.places import entity_of, slug_of
from wellfounded.web.attempt import attempt
from wellfounded.web.case_frame import posted
from wellfounded.web.evidence.fact_rows import compared, rows_of
from wellfounded.web.forms.evidence import EvidenceForm
from wellfounded.web.forms.facts import DoubtForm, FactForm
from wellfounded.web.interview.place import fact_at, title_of
from wellfounded.web.interview.progress import searched

if TYPE_CHECKING:
    from django.http import HttpRequest

    from wellfounded.law.case_file import Slot
    from wellfounded.web.assessment.frame import Opened


def facts(request: HttpRequest, number: str) -> HttpResponse:
    """The table of material facts, and a search for any other fact."""
    found = opened(request, number)
    wanted = request.GET.get("q", "").strip()
    context = assessment_frame(found, part="facts") | {
        "groups": rows_of(found),
        "wanted": wanted,
        "searched": _addresses(found, wanted) if wanted else [],
    }
    return render(request, "web/facts/list.html", context)


def _addresses(found: Opened, wanted: str) -> list[tuple[str, str, str]]:
    """Title, question and address of every fact in which the words stand."""
    listed = []
    for one in searched(found.case, wanted, everybody=True):
        entity, _dot, fact = one.place.partition(".")
        address = reverse("fact", args=[found.number, slug_of(entity), fact])
        listed.append((f"{one.title} ({one.about})" if one.about else one.title, one.text, address))
    return listed


def fact(request: HttpRequest, number: str, *, entity: str, fact: str) -> HttpResponse:
    """One fact, and the form in which a person finds it."""
    sending = request.method == "POST"
    found = opened(request, number, permission=Permission.ASSESSMENT_WRITE if sending else Permission.ASSESSMENT_READ)
    slot = _slot(found, entity, fact=fact)
    entry = newest(found.case, slot)
    record, version = record_of(entry), entry.version if entry else 0
    form = FactForm(posted(request), slot=slot, record=record, version=version)
    finding = _Finding(found, slot, form)
    if finding.done():
        messages.success(request, _("Saved. What follows from it is shown in the conclusions."))
        return HttpResponseRedirect(_address(found, slot))
    context = _of_fact(found, slot) | {"form": form, "both": finding.both, "version": version}
    context["may_doubt"] = record.state is FactState.POSSIBLE and record.benefit_of_doubt is None
    status = 422 if form.errors else 200
    return render(request, "web/facts/fact.html", assessment_frame(found, part="facts") | context, status=status)


def doubt(request: HttpRequest, number: str, *, entity: str, fact: str) -> HttpResponse:
    """The benefit of the doubt, as an act of its own."""
    found = opened(request, number, permission=Permission.ASSESSMENT_WRITE)
    slot = _slot(found, entity, fact=fact)
    entry = newest(found.case, slot)
    record = record_of(entry)
    form = DoubtForm(posted(request), initial={"seen": entry.version if entry else 0, "reason": record.act.reason})
    finding = _Finding(found, slot, form)
    if finding.done():
        messages.success(request, _("The benefit of the doubt is given."))
        return HttpResponseRedirect(_address(found, slot))
    context = _of_fact(found, slot) | {"form": form, "both": finding.both, "back": _address(found, slot)}
    status = 422 if form.errors else 200
    return render(request, "web/facts/doubt.html", assessment_frame(found, part="facts") | context, status=status)


def add_item(request: HttpRequest, number: str, *, entity: str, fact: str) -> HttpResponse:
    found = opened(request, number, permission=Permission.ASSESSMENT_WRITE)
    slot = _slot(found, entity, fact=fact)
    form, back = EvidenceForm(posted(request), case=found.case), _address(found, slot)
    if attempt(form, lambda: add_evidence_item(found.user, number, request=form.request(slot))) is not None:
        messages.success(request, _("Added."))
        return HttpResponseRedirect(back)
    context = {
        "form": form,
        "back": back,
        "title": title_of(slot),
        "labels": found.case.exhibits.values_list("label", "title"),
    }
    status = 422 if form.errors else 200
    return render(request, "web/facts/evidence.html", assessment_frame(found, part="facts") | context, status=status)


@dataclass(slots=True)
class _Finding:
    """A fact being found. When somebody else was faster, both texts are kept for the page."""

    found: Opened
    slot: Slot
    form: FactForm | DoubtForm
    both: list[tuple[str, str, str]] = field(default_factory=list)

    def done(self) -> bool:
        return attempt(self.form, self._set) is not None

    def _set(self) -> FactEntry:
        try:
            return set_fact(self.found.user, self.found.number, request=self.form.request(self.slot))
        except Stale as stale:
            entry = newest(self.found.case, self.slot)
            self.both = compared(stale.theirs, stale.mine)
            self.form.take_newer(0 if entry is None else entry.version)
            raise


def _slot(found: Opened, entity: str, *, fact: str) -> Slot:
    slot = (entity_of(entity), fact)
    if problems_of_fact(found.case, slot[0], fact=fact):
        raise NotFound("")
    return slot


def _address(found: Opened, slot: Slot) -> str:
    return reverse("fact", args=[found.number, slug_of(slot[0]), slot[1]])


def _of_fact(found: Opened, slot: Slot) -> dict[str, Any]:
    definition = fact_at(slot)
    entries = FactEntry.objects.filter(case=found.case, entity=slot[0], fact=slot[1]).select_related("by")
    lines = InterviewLine.objects.filter(interview__case=found.case, entity=slot[0], item=slot[1])
    open_now = State(found.case.state) in OPEN_TO_FINDINGS and found.case.record_closed_at is None
    return {
        "title": title_of(slot),
        "slug": slug_of(slot[0]),
        "name": slot[1],
        "meaning": definition.meaning if definition is not None else "",
        "fact": replace(found.facts.shown(slot), address=""),  # this page is where it would lead
        "lines": lines.select_related("interview").order_by("interview__number", "number"),
        "versions": [
            (one, words.STATES[FactState(one.state)], one.record.get("reason", ""))
            for one in entries.order_by("-version")
        ],
        "may_find": found.may(Permission.ASSESSMENT_WRITE) and open_now,
    }


_ONE = "cases/<str:number>/facts/<slug:entity>/<slug:fact>/"
addresses = (
    path("cases/<str:number>/facts/", facts, name="facts"),
    path(_ONE, fact, name="fact"),
    path(f"{_ONE}doubt/", doubt, name="fact_doubt"),
    path(f"{_ONE}evidence/", add_item, name="fact_evidence"),
)
