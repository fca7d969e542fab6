"""Adds a paper of identity: held, lost, seized or left behind, and whether the office saw it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from wellfounded.audit.events import Event
from wellfounded.cases.entry import read_entry
from wellfounded.cases.permissions import Permission
from wellfounded.cases.saving import Saving
from wellfounded.persons.models import IdentityDocument

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentGiven:
    kind: str
    number: str = ""
    country: str = ""
    held: str = ""
    own: bool | None = None
    issued: str = ""
    expires: str = ""
    never_expires: bool = False
    note: str = ""
    seen: bool = False
    key: str = ""


@transaction.atomic
def add_document(user: User, number: str, *, request: DocumentGiven) -> IdentityDocument:
    """The paper. Whoever enters it as seen has seen it."""
    saving = Saving.begin(user, number, permission=Permission.IDENTITY_WRITE, request=request)
    if earlier := saving.earlier(IdentityDocument):
        return earlier
    given = read_entry(IdentityDocument, request, needed=("kind",))
    if request.seen:
        given |= {"seen_by": user, "seen_at": timezone.now()}
    made = IdentityDocument.objects.create(person=saving.case.person, added_by=user, **given)
    return saving.done(made, Event.IDENTITY_ADDED, what="document")
