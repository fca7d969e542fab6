"""The time to appeal. Where the law counts from the sending, the day on which a letter arrived begins nothing.

What is not known never makes the day that is shown a later one: the earliest is shown, with what it rests on. And it
never counts against the person: an appeal is late only after the last day that may be the right one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellfounded.cases.deadline_terms import From, rules_of
from wellfounded.cases.deadlines import day_after, due_day, settle_deadline
from wellfounded.cases.models.deadline import CountedFrom, Deadline, DeadlineKind, Doubt, SettledHow
from wellfounded.law.citation import Checked

if TYPE_CHECKING:
    from datetime import date

    from wellfounded.accounts.models import User
    from wellfounded.cases.deadline_terms import Law, Length, Rule
    from wellfounded.cases.models import Decision

_SURER = (Checked.UNCHECKED, Checked.QUOTED, Checked.READ)


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """How a decision reached the person. Whether the profile's shorter term is theirs is None where nobody noted it."""

    letter_date: date
    served_on: date
    how: str
    sent_on: date | None = None
    shorter_applies: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """The day to keep, and the latest that may be the last one where something is not known."""

    from_day: date
    start: CountedFrom
    due_on: date
    checked: Checked
    latest_on: date | None = None
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class _Start:
    """The earliest and the latest day from which the term may run."""

    earliest: date
    latest: date
    event: CountedFrom
    doubts: tuple[Doubt, ...] = ()
    law: Law | None = None


def term_after(service: Service, rule: Rule, *, state: str) -> Term:
    """The time to appeal after a service, by the holidays of a State."""
    start = _sending(service, rule) if rule.start is From.SENT else _arrival(service, rule, state=state)
    short, long, doubts = _lengths(service, rule)
    doubts = (*start.doubts, *doubts)
    laws = [law for law in (short.law, long.law, start.law) if law is not None]
    return Term(
        from_day=start.earliest,
        start=start.event,
        due_on=due_day(start.earliest, short, state=state),
        checked=min((law.checked for law in laws), key=_SURER.index),
        latest_on=due_day(start.latest, long, state=state) if doubts else None,
        doubts=doubts,
    )


def set_appeal_term(decision: Decision, *, by: User) -> Deadline | None:
    """Write the time to appeal against a decision that was served. None when no rules know such a term."""
    rules = rules_of(decision.case.profile)
    rule, service = rules.terms.get(DeadlineKind.APPEAL), service_of(decision)
    if rule is None or service is None:
        return None
    term = term_after(service, rule, state=rules.state or decision.case.host)
    settle_deadline(decision.case, DeadlineKind.APPEAL, how=SettledHow.DROPPED, by=by)
    return Deadline.objects.create(
        case=decision.case, kind=DeadlineKind.APPEAL, profile=rules.profile, **columns_of(term)
    )


def columns_of(term: Term) -> dict[str, object]:
    """A term as it stands in its row."""
    return {
        "from_day": term.from_day,
        "start": term.start.value,
        "due_on": term.due_on,
        "latest_on": term.latest_on,
        "doubts": " ".join(doubt.value for doubt in term.doubts),
        "checked": term.checked.value,
    }


def service_of(decision: Decision) -> Service | None:
    """What the record says of a service; None before there was one."""
    if decision.served_on is None or decision.letter_date is None:
        return None
    return Service(
        letter_date=decision.letter_date,
        served_on=decision.served_on,
        how=decision.served_how,
        sent_on=decision.sent_on,
        shorter_applies=decision.shorter_applies,
    )


def _sending(service: Service, rule: Rule) -> _Start:
    """A letter is sent on its own date or later, and before it arrives."""
    known = service.served_on if service.letter_date == service.served_on else service.sent_on
    if known is not None:
        return _Start(known, known, CountedFrom.SENT, law=rule.start_law)
    unknown = (Doubt.SENDING,)
    return _Start(service.letter_date, service.served_on, CountedFrom.LETTER, unknown, rule.start_law)


def _arrival(service: Service, rule: Rule, *, state: str) -> _Start:
    """The day on which it reached the person, or an earlier one on which the law may count it as arrived."""
    presumption = rule.presumed.get(service.how)
    arrived = _Start(service.served_on, service.served_on, CountedFrom.SERVED, law=rule.start_law)
    if presumption is None:
        return arrived
    dated = presumption.after_its_date
    base = service.letter_date if dated or service.sent_on is None else service.sent_on
    day = day_after(base, presumption.length, state=state)
    if day >= service.served_on:
        return arrived
    doubts = (Doubt.PRESUMED,) if dated or service.sent_on is not None else (Doubt.SENDING, Doubt.PRESUMED)
    return _Start(day, service.served_on, CountedFrom.PRESUMED, doubts, presumption.length.law)


def _lengths(service: Service, rule: Rule) -> tuple[Length, Length, tuple[Doubt, ...]]:
    """The shortest and the longest that the term may be."""
    shorter = rule.shorter
    if shorter is None or service.shorter_applies is False:
        return rule.length, rule.length, ()
    if service.shorter_applies:
        return shorter.length, shorter.length, ()
    return shorter.length, rule.length, (Doubt(shorter.when.value),)
