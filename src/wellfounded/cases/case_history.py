"""Who did what to a case, and when, read from the log without its contents.

What happened in a compartment is told only to those who may read it: that there is a medical note, or a protected
source, is a thing to keep as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from wellfounded.audit.events import Event
from wellfounded.audit.models import Detail
from wellfounded.cases.access import open_case
from wellfounded.cases.permissions import Permission, may

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case

LONGEST = 500
# The event is told only to those with the permission.
KEPT_APART: dict[Event, Permission] = {
    Event.MEDICAL_NOTED: Permission.MEDICAL_READ,
    Event.SOURCE_PROTECTED: Permission.SOURCES_READ,
    Event.FACT_FOUND: Permission.ASSESSMENT_READ,
    Event.FINDING_MADE: Permission.ASSESSMENT_READ,
    Event.RECEIPT_MADE: Permission.ASSESSMENT_READ,
    Event.RECOMMENDED: Permission.DECISION_READ,
    Event.RECOMMENDATION_WITHDRAWN: Permission.DECISION_READ,
    Event.REVIEWED: Permission.DECISION_READ,
    Event.DECISION_DRAFTED: Permission.DECISION_READ,
    Event.DECISION_EDITED: Permission.DECISION_READ,
    Event.DECISION_SENT_BACK: Permission.DECISION_READ,
    Event.QUALITY_MARKED: Permission.QUALITY_MARK,
    # Whoever knocked in vain is for oversight.
    Event.CASE_REFUSED: Permission.OFFICE_LOG_READ,
}


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of the history."""

    at: datetime
    by: str
    event: Event
    reading: bool


def history_of(user: User, number: str) -> list[Happened]:
    """The newest lines first.

    Raises:
        NotFound: there is no such case, or the user may not know that there is.
        NotAllowed: the user may open the case, but not read this.
    """
    case = open_case(user, number, permission=Permission.HISTORY_READ)
    hidden = [event for event, needed in KEPT_APART.items() if not may(user, needed, case=case)]
    known = Detail.objects.filter(subject=case.number, event__in=list(Event)).exclude(event__in=hidden)
    newest = known.select_related("entry").order_by("-entry_id")[:LONGEST]
    return [
        Happened(row.entry.time, row.actor, Event(row.event), reading=row.event == Event.CASE_OPENED) for row in newest
    ]


def last_change(case: Case) -> Happened | None:
    """The newest write, for a case that was opened. It is told without what was written."""
    reads = [Event.CASE_OPENED, Event.CASE_REFUSED, Event.INTERVIEW_READ]
    rows = Detail.objects.filter(subject=case.number, event__in=list(Event)).exclude(event__in=reads)
    row = rows.select_related("entry").order_by("-entry_id").first()
    return Happened(row.entry.time, row.actor, Event(row.event), reading=False) if row else None
