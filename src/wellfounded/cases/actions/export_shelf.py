"""Let the open shelf out in the shape of another program: sources, and statements that people confirmed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.errors import Invalid
from wellfounded.cases.permissions import Permission
from wellfounded.cases.shelf import shelf_gate, statements_behind
from wellfounded.evidence.exchange.said import Said
from wellfounded.evidence.search.index.reach import Gate
from wellfounded.evidence.statements.statement import Kind, Mode
from wellfounded.library.models import Shelf
from wellfounded.library.models.statement import Standing
from wellfounded.library.models.tie import Decided
from wellfounded.library.reading import sources_in
from wellfounded.library.withdrawn import is_withdrawn

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.evidence.documents.source_record import SourceRecord
    from wellfounded.library.models import ShelfStatement

EXPORTS = ("csv", "ftm", "statements", "uwazi")


@dataclass(frozen=True, slots=True)
class ShelfExport:
    """What leaves, before it is written: nothing restricted, nothing that nobody confirmed."""

    kind: str
    records: tuple[SourceRecord, ...]
    statements: tuple[Said, ...]


@transaction.atomic
def export_shelf(user: User, kind: str) -> ShelfExport:
    """Everything on the open shelf; restricted sources stay in the house, whoever asks, and withdrawn ones too."""
    shelf_gate(user, permission=Permission.OFFICE_LIBRARY_WRITE)
    if kind not in EXPORTS:
        raise Invalid({"kind": _("Choose one of the words that are offered.")})
    opened = Gate.of([str(Shelf.OPEN)])
    records = tuple(source.record() for source in sources_in(opened).exclude(is_withdrawn("pk")))
    standing = statements_behind(opened).exclude(is_withdrawn("text__document__source"))
    confirmed = standing.filter(standing=Standing.CONFIRMED).prefetch_related("ties")
    given = ShelfExport(kind, records, tuple(said_of(one) for one in confirmed))
    detail = {"kind": kind, "sources": len(records), "statements": len(given.statements)}
    record(Event.LIBRARY_EXPORTED, actor=user.username, detail=detail)
    return given


def said_of(one: ShelfStatement) -> Said:
    """A statement for other programs."""
    source = one.text.document.source
    return Said(
        id=str(one.pk),
        source=source.record().id,
        content=one.content,
        speaker=one.speaker,
        kind=Kind(one.kind),
        role=one.role,
        organisation=one.organisation,
        state=one.state,
        mode=Mode(one.mode),
        stance=one.stance,
        when=one.said_when,
        where=one.said_where,
        relayed_by=(*one.relayed_by, *source.relays),
        language=one.language,
        confirmed_by=one.decided_by.username if one.decided_by else "",
        confirmed_on=timezone.localdate(one.decided_at) if one.decided_at else None,
        bears_on=tuple(f"{tie.about}: {tie.direction}" for tie in one.ties.all() if tie.state == Decided.ACCEPTED),
    )
