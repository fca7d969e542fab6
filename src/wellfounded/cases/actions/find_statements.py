"""Look for statements in a document: candidates only, which count when a person confirms them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.errors import NotNow
from wellfounded.cases.permissions import Permission
from wellfounded.cases.shelf import document_behind, refuse_withdrawn, shelf_gate
from wellfounded.evidence.statements.annotation import annotation
from wellfounded.evidence.statements.extract import statements_of
from wellfounded.library.models import ShelfStatement

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.evidence.statements.statement import Statement
    from wellfounded.library.models import DocumentText

# A report of some hundred pages; a longer one is read in parts by people.
LONGEST = 400_000


def find_statements(user: User, pk: int) -> int:
    """How many candidates are new. What people decided stays; candidates that nobody decided on are found anew."""
    document = document_behind(shelf_gate(user, permission=Permission.OFFICE_LIBRARY_WRITE), pk)
    refuse_withdrawn(document.source)
    taken = document.text
    if len(taken.text) > LONGEST:
        raise NotNow(_("This document is too long for it. Add the part that matters as a document of its own."))
    found = statements_of(taken.text)
    entries = annotation(document.sha256, taken.text, statements=found)["statements"]
    with transaction.atomic():
        ShelfStatement.objects.filter(text__document=document, standing="candidate").delete()
        decided = set(ShelfStatement.objects.filter(text__document=document).values_list("content", flat=True))
        rows = (_row(item, taken, entry=entry) for item, entry in zip(found, entries, strict=True))
        fresh = [row for row in rows if row.content not in decided]
        ShelfStatement.objects.bulk_create(fresh)
        detail = {"document": document.pk, "found": len(fresh)}
        record(Event.LIBRARY_STATEMENTS_FOUND, actor=user.username, subject=document.source.label, detail=detail)
    return len(fresh)


def _row(item: Statement, taken: DocumentText, *, entry: dict[str, object]) -> ShelfStatement:
    speaker, told = item.speaker, item.circumstance
    return ShelfStatement(
        text=taken,
        first=item.start,
        content=item.words(taken.text),
        cue=" ".join(span.of(taken.text) for span in item.cue)[:200],
        speaker=speaker.name[:300],
        resolved=speaker.resolved,
        kind=speaker.kind.value,
        role=speaker.role[:300],
        organisation=speaker.organisation[:300],
        state=speaker.state,
        mode=item.mode.value,
        stance=item.stance[:40],
        said_when=told.when[:200],
        said_where=told.where[:200],
        relayed_by=list(told.relayed_by),
        language=item.language,
        rule=item.rule[:100],
        found=entry,
    )
