"""Put a document on the shelf: kept byte for byte, read only in the guarded child, found from then on."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.errors import Invalid
from wellfounded.cases.permissions import Permission
from wellfounded.cases.shelf import document_behind, refuse_withdrawn, shelf_gate, source_behind
from wellfounded.cases.shelf_refusals import why_not_taken
from wellfounded.evidence.documents.refusal import DocumentRefused
from wellfounded.library.models import ShelfDocument
from wellfounded.library.taking_in import take_in
from wellfounded.vault.documents import read_document

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.evidence.documents.extraction import Extraction
    from wellfounded.library.models import DocumentText


def shelve_document(user: User, pk: int, *, content: bytes) -> ShelfDocument:
    """Read the file first, so that no lock waits for it; then write everything at once."""
    gate = shelf_gate(user, permission=Permission.OFFICE_LIBRARY_WRITE)
    source = source_behind(gate, pk)
    refuse_withdrawn(source)
    digest = hashlib.sha256(content).hexdigest()
    if ShelfDocument.objects.filter(sha256=digest).exists():
        raise Invalid({"content": _("This very file is on the shelf already.")})
    extraction = _read(content)
    with transaction.atomic():
        made = ShelfDocument.objects.create(
            source=source, sha256=digest, size=len(content), original=content, added_by=user
        )
        take_in(made, extraction)
        detail = {"document": made.pk, "sha256": digest}
        record(Event.LIBRARY_DOCUMENT_ADDED, actor=user.username, subject=source.label, detail=detail)
    return made


def read_document_anew(user: User, pk: int) -> DocumentText:
    """Take the text of a document again, as with a newer reader; what people tied is found again by its words."""
    document = document_behind(shelf_gate(user, permission=Permission.OFFICE_LIBRARY_WRITE), pk)
    extraction = _read(bytes(document.original))
    with transaction.atomic():
        made = take_in(document, extraction)
        detail = {"document": document.pk, "method": made.method}
        record(Event.LIBRARY_DOCUMENT_READ_ANEW, actor=user.username, subject=document.source.label, detail=detail)
    return made


def _read(content: bytes) -> Extraction:
    try:
        return read_document(content)
    except DocumentRefused as refused:
        raise Invalid({"content": str(why_not_taken(refused.reason))}) from None
