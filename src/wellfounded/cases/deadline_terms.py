"""The terms of each profile as data: how long, from which event, what makes one shorter, what is presumed of a letter.

A lawyer reads them in `deadline_rules/`; nothing of a term stands in code. Every one names its law and how far that was
checked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from wellfounded.cases.models.deadline import DeadlineKind
from wellfounded.cases.models.decision import ServedHow
from wellfounded.law.citation import Checked
from wellfounded.law.document import read_document
from wellfounded.law.errors import LawError, Problem
from wellfounded.law.fields import Fields

if TYPE_CHECKING:
    from collections.abc import Mapping

RULES = Path(__file__).parent / "deadline_rules"
BASE = "unhcr"
LETTER, SENT = "letter", "sent"


class Unit(StrEnum):
    CALENDAR_DAYS = "calendar_days"
    WORKING_DAYS = "working_days"
    WEEKS = "weeks"
    MONTHS = "months"


class From(StrEnum):
    """The event from which a term runs."""

    CLAIM = "claim"
    SERVED = "served"
    SENT = "sent"
    TOLD_OF_ABSENCE = "told_of_absence"
    APPEAL_PERIOD_OVER = "appeal_period_over"


class Circumstance(StrEnum):
    """What makes a term shorter. Where nobody noted whether it holds, the shorter term is the one to keep."""

    IN_DETENTION = "in_detention"
    ACCELERATED = "accelerated"


@dataclass(frozen=True, slots=True)
class Law:
    """Where it stands, and how far that was checked."""

    source: str
    at: str
    checked: Checked


@dataclass(frozen=True, slots=True)
class Length:
    """So many days, weeks or months, by a law."""

    count: int
    unit: Unit
    law: Law


@dataclass(frozen=True, slots=True)
class Shorter:
    """The term of those to whom a circumstance applies."""

    when: Circumstance
    length: Length


@dataclass(frozen=True, slots=True)
class Presumption:
    """So long after it was sent, or after its own date, the law may count a letter as arrived, though it was not."""

    length: Length
    after_its_date: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """One term of a profile. `start_law` says from when it runs where the law of its length does not."""

    kind: DeadlineKind
    length: Length
    start: From
    start_law: Law | None = None
    shorter: Shorter | None = None
    # By the way in which a decision is served (`ServedHow`).
    presumed: Mapping[str, Presumption] = field(default_factory=dict)
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
    entry.only({"count", "unit", "from", "from_cite", "cite", "shorter", "presumed", "note"})
    entry.child("presumed").only(set(ServedHow.values))
    return Rule(
        kind=DeadlineKind(name),
        length=_length(entry),
        start=From(entry.option("from", set(From), default="served", required=True)),
        start_law=_law(entry.child("from_cite")) if "from_cite" in entry.values else None,
        shorter=_shorter(entry.child("shorter")) if "shorter" in entry.values else None,
        presumed={how: _presumption(one) for how, one in entry.children("presumed").items()},
        note=entry.text("note"),
    )


def _shorter(entry: Fields) -> Shorter:
    entry.only({"when", "count", "unit", "cite"})
    when = entry.option("when", set(Circumstance), default="in_detention", required=True)
    return Shorter(Circumstance(when), _length(entry))


def _presumption(entry: Fields) -> Presumption:
    entry.only({"count", "unit", "after", "cite"})
    after = entry.option("after", {LETTER, SENT}, default=SENT, required=True)
    return Presumption(_length(entry), after_its_date=after == LETTER)


def _length(entry: Fields) -> Length:
    unit = entry.option("unit", set(Unit), default="calendar_days", required=True)
    return Length(entry.whole("count", 1), Unit(unit), _law(entry.child("cite")))


def _law(cite: Fields) -> Law:
    cite.only({"source", "at", "checked", "via"})
    checked = Checked(cite.option("checked", set(Checked), default="unchecked", required=True))
    if checked is not Checked.UNCHECKED:
        cite.text("via", required=True)
    return Law(cite.text("source", required=True), cite.text("at", required=True), checked)
