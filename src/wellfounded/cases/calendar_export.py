"""The deadlines of a user's cases as a calendar: a day and a case number, and not one word more.

A calendar is copied to telephones and other people's servers. So it says neither what is due nor what the office is.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

import icalendar
from django.db import transaction
from django.db.models import Exists, OuterRef

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.access import cases_of
from wellfounded.cases.models import Deadline

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@transaction.atomic
def calendar_of(user: User) -> bytes:
    """The calendar as a file. That it was made is logged."""
    own = Exists(cases_of(user).filter(pk=OuterRef("case")))
    running = Deadline.objects.filter(own, settled_at=None).order_by("due_on", "id")
    rows = list(running.values_list("pk", "case__number", "due_on"))
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//calendar//EN")
    calendar.add("version", "2.0")
    for key, number, day in rows:
        event = icalendar.Event()
        event.add("uid", f"{number}-{key}")
        event.add("summary", number)
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        # Not the moment at which it was made: the same deadlines always give the same file.
        event.add("dtstamp", datetime.combine(day, time.min, tzinfo=UTC))
        calendar.add_component(event)
    record(Event.CALENDAR_EXPORTED, actor=user.username, detail={"deadlines": len(rows)})
    return bytes(calendar.to_ical())
