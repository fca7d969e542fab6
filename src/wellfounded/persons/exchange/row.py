"""A row of the list: the columns, and what of a person stands in each.

Codes that point towards exclusion, contacts, who may not be told, medical notes and sources are in no column.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellfounded.persons.changes import as_text
from wellfounded.persons.exchange.cells import packed
from wellfounded.persons.need_list import NEWEST

if TYPE_CHECKING:
    from wellfounded.persons.models import Identity, Person

Row = dict[str, str]

# Column of the list: field of the identity.
OF_IDENTITY = {
    "FathersName": "father_name",
    "MothersName": "mother_name",
    "Sex": "sex",
    "DateOfBirth": "birth",
    "CountryOfBirth": "birth_country",
    "PlaceOfBirth": "birth_place",
    "MaritalStatus": "marital_status",
    "Education": "education",
    "Occupations": "occupations",
    "Ethnicity": "ethnicity",
    "Religion": "religion",
    "OriginLocationLevel1": "origin_region",
    "OriginLocationLevel2": "origin_place",
    "AsylumLocationLevel1": "present_region",
    "AsylumLocationLevel2": "present_place",
    "DateOfDeath": "died",
}
# Column of the list: field of the journey.
OF_JOURNEY = {"CountryOfOrigin": "origin", "FledDate": "fled", "ArrivalDate": "arrived", "Route": "route"}
# What an import reads besides.
READ = ("Names", "Nationalities", "Languages", "Documents", "SpecificNeeds", "RegistrationGroupID", "GroupSize")
# What is written for the reader and cannot be brought in: it belongs to this office.
WRITTEN_ONLY = (
    "IndividualID",
    "CaseNumber",
    "CountryOfAsylum",
    "RegistrationDate",
    "RefugeeStatus",
    "ProcessStatus",
    "SpecificNeedsList",
)
COLUMNS = (
    "IndividualID",
    "CaseNumber",
    "RegistrationGroupID",
    "GroupSize",
    "FocalPoint",
    "RelationshipToFocalPoint",
    "Names",
    *OF_IDENTITY,
    "Nationalities",
    "Languages",
    *OF_JOURNEY,
    "CountryOfAsylum",
    "RegistrationDate",
    "RefugeeStatus",
    "ProcessStatus",
    "Documents",
    "SpecificNeeds",
    "SpecificNeedsList",
)
YES, STATELESS = "yes", "stateless"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfCase:
    """What only the case knows."""

    number: str = ""
    host: str = ""
    registered: str = ""
    refugee_status: str = ""
    process: str = ""


def row_of(person: Person, *, case: OfCase) -> Row:
    """The row of one person. What is not known is empty."""
    identity: Identity | None = getattr(person, "identity", None)
    journey = getattr(person, "journey", None)
    needs = person.needs.filter(ended_at=None).values_list("code", flat=True)
    row = {
        "IndividualID": person.reference,
        "CaseNumber": case.number,
        "CountryOfAsylum": case.host,
        "RegistrationDate": case.registered,
        "RefugeeStatus": case.refugee_status,
        "ProcessStatus": case.process,
        "Names": _names(person),
        "Nationalities": packed(
            ("" if one.stateless else one.country, one.how_known, _said(one.feared), STATELESS * one.stateless)
            for one in person.nationalities.all()
        ),
        "Languages": packed(
            (one.language, one.dialect, one.level, YES * one.wants_interview) for one in person.languages.all()
        ),
        "Documents": _documents(person),
        "SpecificNeeds": packed((code,) for code in needs),
        "SpecificNeedsList": NEWEST,
    }
    row |= {column: as_text(getattr(identity, field)) for column, field in OF_IDENTITY.items() if identity}
    row |= {column: as_text(getattr(journey, field)) for column, field in OF_JOURNEY.items() if journey}
    row |= _household(person)
    return {column: row.get(column, "") for column in COLUMNS}


def _names(person: Person) -> str:
    names = person.names.filter(withdrawn_at=None)
    return packed(
        (one.text, one.kind, one.script, one.language, one.order, one.family_part, one.given_part) for one in names
    )


def _documents(person: Person) -> str:
    return packed(
        (one.kind, one.country, one.number, one.held, as_text(one.issued), as_text(one.expires), _said(one.own))
        for one in person.documents.filter(ended_at=None)
    )


def _household(person: Person) -> Row:
    member = person.memberships.filter(left=False).select_related("household").first()
    if member is None:
        return {}
    return {
        "RegistrationGroupID": member.household.reference,
        "GroupSize": as_text(member.household.size_said),
        "FocalPoint": YES * member.focal_point,
        "RelationshipToFocalPoint": member.relationship,
    }


def _said(answer: bool | None) -> str:  # noqa: FBT001 - yes, no, or not said
    return {True: YES, False: "no", None: ""}[answer]
