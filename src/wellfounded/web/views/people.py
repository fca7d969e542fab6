"""The person of a case, by compartments: what the user may not read is not there, and no other page leads around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from wellfounded.cases.access import open_case
from wellfounded.cases.actions.note_medical import MedicalNoteGiven, note_medical
from wellfounded.cases.actions.protect_source import SourceGiven, protect_source
from wellfounded.cases.compartments import Compartment
from wellfounded.cases.merged_records import OtherRecord, other_records
from wellfounded.cases.permissions import Permission, allowing, may
from wellfounded.cases.photos import photo_of, present_photo
from wellfounded.web.case_frame import case_frame, shown_names
from wellfounded.web.forms.compartments import MedicalForm, SourceForm
from wellfounded.web.pictures.family import Member, family_picture
from wellfounded.web.registration.change_rows import changes_of
from wellfounded.web.registration.erased import Erased, erased_of
from wellfounded.web.registration.family_rows import Relative, family_of
from wellfounded.web.registration.overview import sections_of
from wellfounded.web.registration.page import plain
from wellfounded.web.registration.pages import CONSENT, FAMILY, PAPERS, PERSON, SAFETY
from wellfounded.web.views.adding import Adding, add
from wellfounded.web.views.duplicates import COMPARED
from wellfounded.web.visitor import user_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest
    from django.utils.safestring import SafeString

    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case


def person(request: HttpRequest, number: str) -> HttpResponse:
    user = user_of(request)
    case = open_case(user, number, permission=Permission.IDENTITY_READ)
    family, allows = family_of(user, case), allowing(user, case)
    erased = erased_of(case, allows)
    context = {
        "erased": erased,
        "sections": sections_of(user, case, erased=erased, sections=(PERSON, FAMILY, PAPERS, SAFETY, CONSENT)),
        "changes": changes_of(case),
        "family": family,
        "others": [_also(other) for other in other_records(user, case)],
        "photo": present_photo(case.person),
        "picture": _picture(user, case, family=family) if family else "",
        "reads_medical": allows(Permission.MEDICAL_READ),
        "writes_medical": allows(Permission.MEDICAL_WRITE),
        "reads_sources": allows(Permission.SOURCES_READ),
        "searches": allows(Permission.IDENTITY_SEARCH),
        "writes_sources": allows(Permission.SOURCES_WRITE),
    }
    return render(request, "web/people/person.html", case_frame(user, case, tab="person") | context)


def photo(request: HttpRequest, number: str) -> HttpResponse:
    return HttpResponse(photo_of(user_of(request), number), content_type="image/jpeg")


def medical(request: HttpRequest, number: str) -> HttpResponse:
    """A compartment of its own: opening it is a line of its own in the log."""
    user = user_of(request)
    case = open_case(user, number, permission=Permission.MEDICAL_READ)
    context = {
        "erased": _erased(user, case, part=Compartment.MEDICAL),
        "notes": case.person.medical_notes.select_related("by"),
        "writes": may(user, Permission.MEDICAL_WRITE, case=case),
    }
    return render(request, "web/people/medical.html", case_frame(user, case, tab="person") | context)


def sources(request: HttpRequest, number: str) -> HttpResponse:
    """A compartment of its own: opening it is a line of its own in the log."""
    user = user_of(request)
    case = open_case(user, number, permission=Permission.SOURCES_READ)
    context = {
        "erased": _erased(user, case, part=Compartment.SOURCES),
        "sources": case.person.protected_sources.select_related("by"),
        "writes": may(user, Permission.SOURCES_WRITE, case=case),
    }
    return render(request, "web/people/sources.html", case_frame(user, case, tab="person") | context)


def _erased(user: User, case: Case, *, part: Compartment) -> list[Erased]:
    return [one for one in erased_of(case, allowing(user, case)) if one.part == part]


def add_medical(request: HttpRequest, number: str) -> HttpResponse:
    adding = Adding(
        question=_("Add a medical note"),
        permission=Permission.MEDICAL_WRITE,
        form=MedicalForm,
        save=plain(note_medical, MedicalNoteGiven),
        back="person",
        tab="person",
        note=_("It goes to a compartment of its own. You may be able to add to it without reading it."),
    )
    return add(request, number, adding=adding)


def add_source(request: HttpRequest, number: str) -> HttpResponse:
    adding = Adding(
        question=_("Protect a source"),
        permission=Permission.SOURCES_WRITE,
        form=SourceForm,
        save=plain(protect_source, SourceGiven),
        back="person",
        tab="person",
        note=_("Everywhere else in the file they stand under their label only."),
    )
    return add(request, number, adding=adding)


def _also(other: OtherRecord) -> dict[str, Any]:
    """Another record of the same person, by the subjects that a matcher compares."""
    rows = ((label, rows(other)) for label, rows in COMPARED)
    return {"record": other, "subjects": [(label, found) for label, found in rows if found]}


def _picture(user: User, case: Case, *, family: Sequence[Relative]) -> SafeString:
    names = shown_names(user, case)
    members = [Member(one.relation, one.said, one.name, one.alive) for one in family]
    return family_picture(names[0].words if names else case.number, members, title=_("The family, in a picture"))


addresses = (
    path("cases/<str:number>/person/", person, name="person"),
    path("cases/<str:number>/person/photo/", photo, name="person_photo"),
    path("cases/<str:number>/person/medical/", medical, name="medical"),
    path("cases/<str:number>/person/medical/add/", add_medical, name="medical_add"),
    path("cases/<str:number>/person/sources/", sources, name="sources"),
    path("cases/<str:number>/person/sources/add/", add_source, name="source_add"),
)
