"""Exhibits: uploaded, read page by page as text, and their passages pinned to facts."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile

from wellfounded.api.body import body_of, request_of
from wellfounded.api.shapes import REFUSALS, CaseNumber, Done, Place, Word
from wellfounded.api.verbs import Verb, add_verbs, of_permission
from wellfounded.api.visitor import user_of
from wellfounded.cases.access import open_case
from wellfounded.cases.actions.add_exhibit import ExhibitAdded, add_exhibit
from wellfounded.cases.actions.note_custody import CustodyNoted, note_custody
from wellfounded.cases.actions.pin_passage import PassagePinned, pin_passage
from wellfounded.cases.errors import Invalid
from wellfounded.cases.exhibits import open_page
from wellfounded.cases.permissions import Permission
from wellfounded.vault.child import MOST_IN

router = Router(tags=["exhibits"])


class ExhibitShown(Schema):
    label: str
    title: str
    kind: str
    media: str
    language: str
    dated: date | None
    sha256: str
    size: int
    pages: int


class PageShown(Schema):
    number: int
    text: str


READ = of_permission(Permission.EVIDENCE_READ)
Described = body_of(ExhibitAdded, without=frozenset({"content"}))


@router.get(
    "/{number}/exhibits", response={200: list[ExhibitShown], **REFUSALS}, operation_id="exhibits", openapi_extra=READ
)
def exhibits(request: HttpRequest, number: CaseNumber) -> Any:
    """The exhibits of a case, without their content."""
    return list(open_case(user_of(request), number, permission=Permission.EVIDENCE_READ).exhibits.all())


@router.get(
    "/{number}/exhibits/{label}/pages/{page}",
    response={200: PageShown, **REFUSALS},
    operation_id="exhibit_page",
    openapi_extra=READ,
)
def page_of_exhibit(request: HttpRequest, number: CaseNumber, *, label: Word, page: Place) -> Any:
    """The text of a page. That it was opened is marked."""
    return open_page(user_of(request), number, label=label, page=page)


@router.post(
    "/{number}/exhibits",
    response={200: Done, **REFUSALS},
    operation_id="add_exhibit",
    openapi_extra=of_permission(Permission.EVIDENCE_ADD),
)
def upload(
    request: HttpRequest,
    number: CaseNumber,
    *,
    described: Annotated[Described, Form()],  # type: ignore[valid-type]  # made at run time
    content: Annotated[UploadedFile, File(description="The file, at most 50 MB.")],
) -> Done:
    """Add a paper, picture or recording. It is read in the guarded child; the name of the file is not kept."""
    if (content.size or 0) > MOST_IN:
        raise Invalid({"content": "The file is too large."})
    asked = request_of(ExhibitAdded, described, content=content.read())
    return Done.of(add_exhibit(user_of(request), number, request=asked))


P = Permission
add_verbs(
    router,
    Verb(address="/{number}/custody", act=note_custody, asked=CustodyNoted, permission=P.EVIDENCE_ADD),
    Verb(address="/{number}/passages", act=pin_passage, asked=PassagePinned, permission=P.ASSESSMENT_WRITE),
)
