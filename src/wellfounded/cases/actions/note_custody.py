"""Note where an exhibit went: copied, handed on, returned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from wellfounded.audit.events import Event
from wellfounded.cases.exhibits import exhibit_of
from wellfounded.cases.models import CustodyEvent, CustodyKind
from wellfounded.cases.permissions import Permission
from wellfounded.cases.saving import Saving
from wellfounded.cases.typed_text import clean, one_of, refuse, required

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyNoted:
    """`party` is from whom or to whom."""

    key: str = ""
    label: str = ""
    kind: str = ""
    on: date | None = None
    party: str = ""
    note: str = ""


@transaction.atomic
def note_custody(user: User, number: str, *, request: CustodyNoted) -> CustodyEvent:
    """Add a line to the custody history; lines are never changed."""
    saving = Saving.begin(user, number, permission=Permission.EVIDENCE_ADD, request=request)
    if (earlier := saving.earlier(CustodyEvent)) is not None:
        return earlier
    exhibit = exhibit_of(saving.case, request.label)
    problems = required({"kind": request.kind, "party": request.party})
    refuse(problems | one_of("kind", request.kind, known=CustodyKind.values))
    made = CustodyEvent.objects.create(
        exhibit=exhibit,
        kind=request.kind,
        on=request.on or timezone.localdate(),
        party=clean(request.party),
        note=clean(request.note),
        by=user,
    )
    return saving.done(made, Event.EXHIBIT_CUSTODY_NOTED, exhibit=exhibit.label, kind=made.kind)
