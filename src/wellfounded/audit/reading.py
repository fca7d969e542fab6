"""The log as oversight reads it: newest first, a page at a time. It counts nothing and joins nothing.

A subject is a case number or an account: who stands behind a number, oversight does not learn here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import BooleanField, Count, F, Func, Max, QuerySet

from wellfounded.audit.events import ALERTS
from wellfounded.audit.models import Detail, Entry

PAGE = 50
# Written out: SQLite uses an index of some rows only where the statement itself names them, and not its parameters.
NAMED = ", ".join(f"'{event}'" for event in ALERTS)
IS_ALERT = Func(F("event"), template=f"%(expressions)s IN ({NAMED})", output_field=BooleanField())


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """Which entries: all, unless something is given. `since` counts, `until` no longer does."""

    event: str = ""
    actor: str = ""
    subject: str = ""
    since: datetime | None = None
    until: datetime | None = None

    def given(self) -> dict[str, str]:
        """What was asked for, as the log tells of the reading."""
        moments = {"since": self.since, "until": self.until}
        texts = {"event": self.event, "actor": self.actor, "subject": self.subject}
        written = {name: moment.isoformat() for name, moment in moments.items() if moment is not None}
        return {name: text for name, text in texts.items() if text} | written


@dataclass(frozen=True, slots=True)
class Line:
    """One entry. When it was erased, only number and time are left."""

    number: int
    time: datetime
    event: str = ""
    actor: str = ""
    subject: str = ""
    detail: dict[str, Any] | None = None

    @property
    def erased(self) -> bool:
        return self.detail is None


@dataclass(frozen=True, slots=True)
class Alert:
    """An account, what happened to it, how often, and when last."""

    actor: str
    event: str
    times: int
    last: datetime


@dataclass(frozen=True, slots=True)
class Page:
    lines: tuple[Line, ...]
    older: int | None  # give it as `before` for the page after this one; None when this is the last


def page_of_log(sought: Sought, *, before: int | None = None, size: int = PAGE) -> Page:
    """The newest entries that were sought, those from number `before` on left out."""
    entries = _sought(sought)
    if before is not None:
        entries = entries.filter(number__lt=before)
    found = list(entries.select_related("detail").order_by("-number")[: size + 1])
    lines = tuple(_line(entry) for entry in found[:size])
    return Page(lines, lines[-1].number if len(found) > size else None)


def alerts_of_log(since: datetime) -> list[Alert]:
    """What oversight should ask about: limits, other devices, what was changed past the program. The newest first."""
    rows = Detail.objects.filter(IS_ALERT, entry__time__gte=since).order_by()
    found = rows.values_list("actor", "event").annotate(times=Count("pk"), last=Max("entry__time"))
    return sorted((Alert(*row) for row in found), key=lambda alert: alert.last, reverse=True)


def _sought(sought: Sought) -> QuerySet[Entry]:
    exact = {"event": sought.event, "actor": sought.actor, "subject": sought.subject}
    entries = Entry.objects.filter(**{f"detail__{name}": value for name, value in exact.items() if value})
    if sought.since is not None:
        entries = entries.filter(time__gte=sought.since)
    if sought.until is not None:
        entries = entries.filter(time__lt=sought.until)
    return entries


def _line(entry: Entry) -> Line:
    try:
        detail = entry.detail
    except ObjectDoesNotExist:
        return Line(entry.number, entry.time)
    told = json.loads(bytes(detail.payload))
    return Line(entry.number, entry.time, detail.event, detail.actor, detail.subject, told)
