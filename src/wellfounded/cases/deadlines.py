"""Deadlines: the rules of each profile as data, and the day on which a term ends.

Days are counted from the day after the event. A term whose last day is no working day ends with the next one.
Holidays are those of the State whose rules they are, or of the host where a profile names no State.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import holidays
from django.utils import timezone

from wellfounded.cases.models.deadline import Deadline, DeadlineKind, SettledHow
from wellfounded.law.citation import Checked
from wellfounded.law.document import read_document
from wellfounded.law.errors import LawError, Problem
from wellfounded.law.fields import Fields

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case

RULES = Path(__file__).parent / "deadline_rules"
BASE = "unhcr"
DECEMBER = 12


class Unit(StrEnum):
    CALENDAR_DAYS = "calendar_days"
    WORKING_DAYS = "working_days"
    WEEKS = "weeks"
    MONTHS = "months"


class From(StrEnum):
    """The event from which a term runs."""

    CLAIM = "claim"
    SERVED = "served"
    TOLD_OF_ABSENCE = "told_of_absence"
    APPEAL_PERIOD_OVER = "appeal_period_over"


@dataclass(frozen=True, slots=True)
class Rule:
    """One term of a profile, with its law and how far that was checked."""

    kind: DeadlineKind
    count: int
    unit: Unit
    start: From
    source: str
    at: str
    checked: Checked
    note: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """The terms of a profile. `state` is the State whose holidays count, empty for the host."""

    profile: str
    state: str
    terms: dict[DeadlineKind, Rule]


def rules_of(profile: str) -> Rules:
    """The terms of a profile; what it does not set is taken from UNHCR's."""
    base, own = all_rules()[BASE], all_rules().get(profile)
    if own is None:
        return Rules(profile, base.state, base.terms)
    return Rules(profile, own.state, base.terms | own.terms)


@cache
def all_rules() -> dict[str, Rules]:
    """What every file sets by itself. Raises `LawError` when one cannot be used."""
    return {rules.profile: rules for rules in map(read_rules, sorted(RULES.glob("*.yaml")))}


def read_rules(path: Path) -> Rules:
    document = read_document(path)
    problems: list[Problem] = []
    fields = Fields.of(document, (), value=document.data, problems=problems)
    fields.only({"profile", "state", "rules"})
    fields.child("rules").only(set(DeadlineKind.values))
    entries = {name: entry for name, entry in fields.children("rules").items() if name in DeadlineKind.values}
    terms = {DeadlineKind(name): _rule(name, entry) for name, entry in entries.items()}
    rules = Rules(fields.text("profile", required=True), fields.text("state"), terms)
    if problems:
        raise LawError(problems)
    return rules


def _rule(name: str, entry: Fields) -> Rule:
    entry.only({"count", "unit", "from", "cite", "note"})
    cite = entry.child("cite")
    cite.only({"source", "at", "checked", "via"})
    checked = Checked(cite.option("checked", set(Checked), default="unchecked", required=True))
    if checked is not Checked.UNCHECKED:
        cite.text("via", required=True)
    return Rule(
        kind=DeadlineKind(name),
        count=entry.whole("count", 1),
        unit=Unit(entry.option("unit", set(Unit), default="calendar_days", required=True)),
        start=From(entry.option("from", set(From), default="served", required=True)),
        source=cite.text("source", required=True),
        at=cite.text("at", required=True),
        checked=checked,
        note=entry.text("note"),
    )


def due_day(start: date, rule: Rule, *, state: str) -> date:
    """The last day of a term that runs from an event on `start`, by the holidays of a State."""
    if rule.unit is Unit.WORKING_DAYS:
        day = start
        for _ in range(rule.count):
            day = next_working_day(day + timedelta(days=1), state=state)
        return day
    if rule.unit is Unit.MONTHS:
        return next_working_day(_months_later(start, rule.count), state=state)
    days = rule.count * 7 if rule.unit is Unit.WEEKS else rule.count
    return next_working_day(start + timedelta(days=days), state=state)


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
        due_on=due_day(start, rule, state=rules.state or case.host),
        checked=rule.checked,
    )


def settle_deadline(case: Case, kind: DeadlineKind, *, how: SettledHow, by: User) -> None:
    """End a deadline of this kind, if one runs."""
    running = Deadline.objects.filter(case=case, kind=kind, settled_at=None)
    running.update(settled_how=how, settled_by=by, settled_at=timezone.now())
