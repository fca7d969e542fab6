"""What leaves the house: asked for, agreed to by a second person where many are in it, and let out through the gate."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router, Schema

from wellfounded.accounts.reauthentication import proved_recently
from wellfounded.api.shapes import REFUSALS, Done, Place
from wellfounded.api.verbs import Verb, add_verbs, of_permission
from wellfounded.api.visitor import user_of
from wellfounded.cases.actions.add_recipient import RecipientGiven, add_recipient
from wellfounded.cases.actions.approve_export import approve_export
from wellfounded.cases.actions.ask_export import ExportAsked, ask_export
from wellfounded.cases.actions.confirm_recipient import RecipientConfirmed, confirm_recipient
from wellfounded.cases.actions.end_recipient import RecipientEnded, end_recipient
from wellfounded.cases.errors import NotAllowed
from wellfounded.cases.exports import exports_of
from wellfounded.cases.permissions import Permission
from wellfounded.cases.recipient_keys import recipients_of_office
from wellfounded.letters.gate import let_out

router = Router(tags=["exports"])
EXPORT = of_permission(Permission.CASE_EXPORT)


class ExportShown(Schema):
    id: int
    kind: str
    recipient_kind: str
    recipient: str
    recipient_state: str
    purpose: str
    numbers: list[str]
    people: int
    asked_at: datetime
    approved_at: datetime | None
    left_at: datetime | None
    sha256: str
    returning: bool
    informed: str
    sealed_how: str


class Agreement(Schema):
    """`informed` is counsel or unhcr, where somebody is named to a State that could send them back."""

    informed: str = ""


class Seal(Schema):
    """What is no paper and has no key of a recipient leaves under a passphrase."""

    passphrase: str = ""


@router.get(
    "", response={200: list[ExportShown], **REFUSALS}, operation_id="exports", openapi_extra=of_permission(None)
)
def exports(request: HttpRequest) -> Any:
    """What I asked for, the newest first."""
    return list(exports_of(user_of(request)))


@router.post("/{export}/approve", response={200: Done, **REFUSALS}, operation_id="approve_export", openapi_extra=EXPORT)
def approve(request: HttpRequest, export: Place, *, body: Agreement | None = None) -> Done:
    """Agree that something leaves which needs two. Never whoever asked."""
    return Done.of(approve_export(user_of(request), export, informed=body.informed if body else ""))


@router.post(
    "/{export}/file",
    response=REFUSALS,
    operation_id="let_out",
    openapi_extra={**EXPORT, "responses": {200: {"description": "The file, once."}}},
)
def file(request: HttpRequest, export: Place, *, body: Seal | None = None) -> HttpResponse:
    """Let it out, once, a moment after passphrase or second factor were given again in the browser."""
    if not proved_recently(request):
        raise NotAllowed(_("Prove in the browser that it is you, then send this again within five minutes."))
    return let_out(user_of(request), export, passphrase=body.passphrase if body else "").response()


class RecipientShown(Schema):
    id: int
    name: str
    kind: str
    state: str
    key: str
    in_force: bool
    added_at: datetime
    confirmed_at: datetime | None
    ended_at: datetime | None


@router.get(
    "/recipients",
    response={200: list[RecipientShown], **REFUSALS},
    operation_id="recipients",
    openapi_extra=of_permission(Permission.OFFICE_RECIPIENTS_KEEP),
)
def recipients(request: HttpRequest) -> Any:
    """To whom exports may be sealed, those that were ended too."""
    return recipients_of_office(user_of(request))


KEEP = Permission.OFFICE_RECIPIENTS_KEEP
add_verbs(
    router,
    Verb(address="", act=ask_export, asked=ExportAsked, permission=Permission.CASE_EXPORT, of_case=False),
    Verb(address="/recipients", act=add_recipient, asked=RecipientGiven, permission=KEEP, of_case=False),
    Verb(
        address="/recipients/{recipient}/confirm",
        act=confirm_recipient,
        asked=RecipientConfirmed,
        permission=KEEP,
        of_case=False,
    ),
    Verb(
        address="/recipients/{recipient}/end", act=end_recipient, asked=RecipientEnded, permission=KEEP, of_case=False
    ),
)
