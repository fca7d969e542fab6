"""The person of a case: registration and its parts, needs, consents, and the compartments kept apart."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Body, File, Form, Router, Schema
from ninja.files import UploadedFile

from wellfounded.api.body import body_of, request_of
from wellfounded.api.shapes import REFUSALS, CaseNumber, Done
from wellfounded.api.verbs import Verb, add_verbs, of_permission
from wellfounded.api.visitor import user_of
from wellfounded.cases.actions.add_contact import ContactGiven, add_contact
from wellfounded.cases.actions.add_document import DocumentGiven, add_document
from wellfounded.cases.actions.add_earlier_claim import EarlierClaimGiven, add_earlier_claim
from wellfounded.cases.actions.add_household_member import MemberGiven, add_household_member
from wellfounded.cases.actions.add_language import LanguageGiven, add_language
from wellfounded.cases.actions.add_name import NameGiven, add_name
from wellfounded.cases.actions.add_nationality import NationalityGiven, add_nationality
from wellfounded.cases.actions.add_not_to_be_told import NotToBeToldGiven, add_not_to_be_told
from wellfounded.cases.actions.add_photo import MOST, PhotoGiven, add_photo
from wellfounded.cases.actions.correct_identity import IdentityGiven, correct_identity
from wellfounded.cases.actions.end_contact import ContactEnded, end_contact
from wellfounded.cases.actions.end_document import DocumentEnded, end_document
from wellfounded.cases.actions.end_not_to_be_told import NotToBeToldEnded, end_not_to_be_told
from wellfounded.cases.actions.end_relative import RelativeEnded, end_relative
from wellfounded.cases.actions.end_specific_need import NeedEnded, end_specific_need
from wellfounded.cases.actions.link_relative import RelativeGiven, link_relative
from wellfounded.cases.actions.note_medical import MedicalNoteGiven, note_medical
from wellfounded.cases.actions.note_specific_need import NeedGiven, note_specific_need
from wellfounded.cases.actions.protect_source import SourceGiven, protect_source
from wellfounded.cases.actions.record_consent import ConsentGiven, record_consent
from wellfounded.cases.actions.register_person import Registration, register_person
from wellfounded.cases.actions.remove_photo import PhotoRemoved, remove_photo
from wellfounded.cases.actions.search_by_name import NameSearched, search_by_name
from wellfounded.cases.actions.set_journey import JourneyGiven, set_journey
from wellfounded.cases.actions.withdraw_consent import ConsentWithdrawn, withdraw_consent
from wellfounded.cases.actions.withdraw_name import NameWithdrawn, withdraw_name
from wellfounded.cases.errors import Invalid
from wellfounded.cases.permissions import Permission
from wellfounded.cases.photos import present_photo
from wellfounded.cases.registration import medical_notes_of, protected_sources_of, registration_of
from wellfounded.persons.changes import as_text
from wellfounded.persons.exchange.row import OF_IDENTITY, OF_JOURNEY

router = Router(tags=["people"])


class NameShown(Schema):
    id: int
    text: str
    kind: str
    script: str
    language: str


class ConsentShown(Schema):
    id: int
    purpose: str
    recipient: str
    recipient_state: str
    data_class: str
    given_on: date
    withdrawn_on: date | None


class PhotoShown(Schema):
    """The number that takes it out. The picture itself is shown on the pages only."""

    id: int
    added_at: datetime


class PersonShown(Schema):
    """Who the person is. `flags` is null for those who have no business with them."""

    case: str
    names: list[NameShown]
    identity: dict[str, str]
    journey: dict[str, str]
    nationalities: list[str]
    languages: list[str]
    needs: list[str]
    flags: list[str] | None
    consents: list[ConsentShown]
    photo: PhotoShown | None


class MedicalShown(Schema):
    id: int
    text: str
    source: str


class SourceShown(Schema):
    id: int
    label: str
    who: str
    danger: str


@router.get(
    "/{number}/person",
    response={200: PersonShown, **REFUSALS},
    operation_id="person",
    openapi_extra=of_permission(Permission.IDENTITY_READ),
)
def person(request: HttpRequest, number: CaseNumber) -> dict[str, Any]:
    """What is registered of the person."""
    found = registration_of(user_of(request), number)
    registered = found.case.person
    return {
        "case": found.case.number,
        "names": found.names,
        "identity": _filled(found.identity, OF_IDENTITY.values()),
        "journey": _filled(found.journey, OF_JOURNEY.values()),
        "nationalities": [one.country or "stateless" for one in registered.nationalities.all()],
        "languages": [one.language for one in registered.languages.all()],
        "needs": [one.code for one in found.needs],
        "flags": None if found.flags is None else [one.code for one in found.flags],
        "consents": found.consents,
        "photo": present_photo(registered),
    }


def _filled(row: Any, fields: Any) -> dict[str, str]:
    return {name: text for name in fields if row is not None and (text := as_text(getattr(row, name)))}


@router.get(
    "/{number}/medical",
    response={200: list[MedicalShown], **REFUSALS},
    operation_id="medical",
    openapi_extra=of_permission(Permission.MEDICAL_READ),
)
def medical(request: HttpRequest, number: CaseNumber) -> Any:
    """The medical notes."""
    return list(medical_notes_of(user_of(request), number))


@router.get(
    "/{number}/sources",
    response={200: list[SourceShown], **REFUSALS},
    operation_id="sources",
    openapi_extra=of_permission(Permission.SOURCES_READ),
)
def sources(request: HttpRequest, number: CaseNumber) -> Any:
    """Who the protected sources are."""
    return list(protected_sources_of(user_of(request), number))


class HintShown(Schema):
    """A case that you may open anyway. It is a lead and no finding."""

    case: str
    name: str
    reason: str


NameAsked = body_of(NameSearched)


@router.post(
    "/{number}/name-search",
    response={200: list[HintShown], **REFUSALS},
    operation_id="search_by_name",
    openapi_extra=of_permission(Permission.IDENTITY_SEARCH),
)
def name_search(
    request: HttpRequest,
    number: CaseNumber,
    *,
    body: Annotated[NameAsked, Body()],  # type: ignore[valid-type]  # made at run time
) -> Any:
    """Look for a person by name, for this case and with a purpose. Counted, limited and logged."""
    found = search_by_name(user_of(request), number, request=request_of(NameSearched, body))
    return [{"case": hint.number, "name": hint.name, "reason": hint.reason} for hint in found]


PhotoDescribed = body_of(PhotoGiven, without=frozenset({"content"}))


@router.post(
    "/{number}/photo",
    response={200: Done, **REFUSALS},
    operation_id="add_photo",
    openapi_extra=of_permission(Permission.IDENTITY_WRITE),
)
def upload_photo(
    request: HttpRequest,
    number: CaseNumber,
    *,
    described: Annotated[PhotoDescribed, Form()],  # type: ignore[valid-type]  # made at run time
    content: Annotated[UploadedFile, File(description="A PNG or JPEG picture, at most 20 MB.")],
) -> Done:
    """Add a photo of the person. It is read in the guarded child; only a small copy is kept."""
    if (content.size or 0) > MOST:
        raise Invalid({"content": "The file is too large."})
    asked = request_of(PhotoGiven, described, content=content.read())
    return Done.of(add_photo(user_of(request), number, request=asked))


P = Permission
IDENTITY = P.IDENTITY_WRITE
add_verbs(
    router,
    Verb(address="", act=register_person, asked=Registration, permission=P.OFFICE_CASE_REGISTER, of_case=False),
    Verb(address="/{number}/names", act=add_name, asked=NameGiven, permission=IDENTITY),
    Verb(address="/{number}/names/{name}/withdraw", act=withdraw_name, asked=NameWithdrawn, permission=IDENTITY),
    Verb(address="/{number}/identity", act=correct_identity, asked=IdentityGiven, permission=IDENTITY),
    Verb(address="/{number}/journey", act=set_journey, asked=JourneyGiven, permission=IDENTITY),
    Verb(address="/{number}/nationalities", act=add_nationality, asked=NationalityGiven, permission=IDENTITY),
    Verb(address="/{number}/languages", act=add_language, asked=LanguageGiven, permission=IDENTITY),
    Verb(address="/{number}/documents", act=add_document, asked=DocumentGiven, permission=IDENTITY),
    Verb(address="/{number}/documents/{document}/end", act=end_document, asked=DocumentEnded, permission=IDENTITY),
    Verb(address="/{number}/contacts", act=add_contact, asked=ContactGiven, permission=IDENTITY),
    Verb(address="/{number}/contacts/{contact}/end", act=end_contact, asked=ContactEnded, permission=IDENTITY),
    Verb(address="/{number}/not-to-be-told", act=add_not_to_be_told, asked=NotToBeToldGiven, permission=IDENTITY),
    Verb(
        address="/{number}/not-to-be-told/{entry}/end",
        act=end_not_to_be_told,
        asked=NotToBeToldEnded,
        permission=IDENTITY,
    ),
    Verb(address="/{number}/photo/{photo}/remove", act=remove_photo, asked=PhotoRemoved, permission=IDENTITY),
    Verb(address="/{number}/earlier-claims", act=add_earlier_claim, asked=EarlierClaimGiven, permission=IDENTITY),
    Verb(address="/{number}/household", act=add_household_member, asked=MemberGiven, permission=IDENTITY),
    Verb(address="/{number}/relatives", act=link_relative, asked=RelativeGiven, permission=IDENTITY),
    Verb(address="/{number}/relatives/{relative}/end", act=end_relative, asked=RelativeEnded, permission=IDENTITY),
    Verb(address="/{number}/needs", act=note_specific_need, asked=NeedGiven, permission=P.NEEDS_WRITE),
    Verb(address="/{number}/needs/end", act=end_specific_need, asked=NeedEnded, permission=P.NEEDS_WRITE),
    Verb(address="/{number}/medical", act=note_medical, asked=MedicalNoteGiven, permission=P.MEDICAL_WRITE),
    Verb(address="/{number}/sources", act=protect_source, asked=SourceGiven, permission=P.SOURCES_WRITE),
    Verb(address="/{number}/consents", act=record_consent, asked=ConsentGiven, permission=P.CONSENT_RECORD),
    Verb(
        address="/{number}/consents/{consent}/withdraw",
        act=withdraw_consent,
        asked=ConsentWithdrawn,
        permission=P.CONSENT_RECORD,
    ),
)
