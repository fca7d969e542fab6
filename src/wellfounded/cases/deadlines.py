"""Deadlines: the day on which a term ends, and writing and settling them.

Days are counted from the day after the event. A term whose last day is no working day ends with the next one.
Holidays are those of the State whose rules they are, or of the host where a profile names no State.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

import holidays
from django.utils import timezone

from wellfounded.cases.deadline_terms import Unit, rules_of
from wellfounded.cases.models.deadline import CountedFrom, Deadline, SettledHow

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.cases.deadline_terms import Length
    from wellfounded.cases.models import Case, DeadlineKind

DECEMBER = 12


def due_day(start: date, length: Length, *, state: str) -> date:
    """The last day of a term that runs from an event on `start`, by the holidays of a State."""
    return next_working_day(day_after(start, length, state=state), state=state)


def day_after(start: date, length: Length, *, state: str) -> date:
    """So long after a day, whether people work on it or not."""
    if length.unit is Unit.WORKING_DAYS:
        day = start
        for _ in range(length.count):
            day = next_working_day(day + timedelta(days=1), state=state)
        return day
    if length.unit is Unit.MONTHS:
        return _months_later(start, length.count)
    return start + timedelta(days=length.count * 7 if length.unit is Unit.WEEKS else length.count)


def next_working_day(day: date, *, state: str) -> date:
    """This day, or the next one on which people work."""
    closed = _holidays(state)
    while not closed.is_working_day(day):
        day += timedelta(days=1)
    return day


def _months_later(start: date, months: int) -> date:
    """The day of the same number; where the month is too short, its last day."""
    year, month = divmod(start.year * DECEMBER + start.month - 1 + months, DECEMBER)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


@cache
def _holidays(state: str) -> holidays.HolidayBase:
    """The public holidays of a State. Of one that is not known, only Saturdays and Sundays are kept."""
    try:
        return holidays.country_holidays(state)
    except NotImplementedError:
        return holidays.HolidayBase()


def set_deadline(case: Case, kind: DeadlineKind, *, start: date, by: User) -> Deadline | None:
    """Write a deadline by the rules of the case's profile; one of that kind that still runs is dropped.

    None when neither the profile nor UNHCR's rules know such a term.
    """
    rules = rules_of(case.profile)
    rule = rules.terms.get(kind)
    if rule is None:
        return None
    settle_deadline(case, kind, how=SettledHow.DROPPED, by=by)
    return Deadline.objects.create(
        case=case,
        kind=kind,
        profile=rules.profile,
        from_day=start,
        start=CountedFrom(rule.start.value),
        due_on=due_day(start, rule.length, state=rules.state or case.host),
        checked=rule.length.law.checked,
    )


def settle_deadline(case: Case, kind: DeadlineKind, *, how: SettledHow, by: User) -> None:
    """End a deadline of this kind, if one runs."""
    running = Deadline.objects.filter(case=case, kind=kind, settled_at=None)
    running.update(settled_how=how, settled_by=by, settled_at=timezone.now())
