"""Tests of dates, quantities and choices, in three values: what is not known precisely enough stays open."""

from __future__ import annotations

from datetime import date, timedelta
from operator import ge, gt, le, lt
from typing import TYPE_CHECKING, Any

from wellfounded.law.case_file import Case, FactState, Slot, Span
from wellfounded.law.rule import Bound, Choice, Compare, Years
from wellfounded.law.truth import Truth, truth_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from wellfounded.law.law import Law

ONE_DAY = timedelta(days=1)
_NUMBER: dict[str, Callable[[float, float], bool]] = {"at_least": ge, "at_most": le, "more_than": gt, "less_than": lt}


def measured(test: Any, case: Case, *, slot: Slot) -> Truth:
    """The truth of a test on the fact at `slot`; open while a value is missing or too vague."""
    value = _value(case, slot)
    match test:
        case Choice():
            return _choice(test, value)
        case Years():
            start, end = _span(test.start, case, slot=slot), _span(test.end, case, slot=slot)
            return _years(test, start, end=end)
        case Compare(test=word, other=other) if word in _NUMBER:
            if not isinstance(value, (int, float)) or not isinstance(other, (int, float)):
                return Truth.OPEN
            return truth_of(_NUMBER[word](value, other))
    return _dates(test.test, value, right=_span(test.other, case, slot=slot))


def binding_value(law: Law, test: Bound, *, host: str, day: date) -> int:
    """0, 1 or 2: whether the host State is bound by an article, as recorded; open without a record."""
    found = law.binding(host, test.instrument, article=test.article, day=day)
    return int(Truth.OPEN if found is None else found.truth)


def _value(case: Case, slot: Slot) -> Any:
    record = case.fact(slot)
    settled = record is not None and record.state in {FactState.ESTABLISHED, FactState.POSSIBLE}
    return record.value if record is not None and settled else None


def _span(word: Any, case: Case, *, slot: Slot) -> Span | None:
    """A day, a case date or a date fact as a span; None while unknown."""
    if isinstance(word, date):
        return Span(word, word)
    if word == "claim_date":
        return Span(case.claim, case.claim)
    if word == "decision_date":
        return Span(case.decision, case.decision)
    record = case.fact((slot[0], str(word))) or case.fact(("person", str(word)))
    doubtful = record is not None and record.state is FactState.POSSIBLE and record.benefit_of_doubt is not None
    settled = doubtful or (record is not None and record.state is FactState.ESTABLISHED)
    value = record.value if record is not None and settled else None
    return value if isinstance(value, Span) else None


def _dates(test: str, left: Any, *, right: Span | None) -> Truth:
    if not isinstance(left, Span) or right is None:
        return Truth.OPEN
    if test in {"after", "on_or_after"}:
        return _earlier(right, left, touching=test == "on_or_after")
    return _earlier(left, right, touching=test == "on_or_before")


def _earlier(left: Span, right: Span, *, touching: bool) -> Truth:
    """Whether `left` is before `right` (or on the same day, with `touching`); open where the spans overlap."""
    surely = left.last <= right.first if touching else left.last < right.first
    never = left.first > right.last if touching else left.first >= right.last
    return truth_of(True if surely else False if never else None)


def _years(test: Years, start: Span | None, *, end: Span | None) -> Truth:
    if start is None or end is None:
        return Truth.OPEN
    answers = {_passed(test, start.last, end=end.first), _passed(test, start.first, end=end.last)}
    return truth_of(answers.pop()) if len(answers) == 1 else Truth.OPEN


def _passed(test: Years, start: date, *, end: date) -> bool:
    """Whether so much time lies between two days: more than a year only from the day after the anniversary."""
    if test.test in {"more_than", "at_most"}:
        late = whole_years(start, end - ONE_DAY) >= test.count
        return late is (test.test == "more_than")
    return _NUMBER[test.test](whole_years(start, end), test.count)


def whole_years(start: date, end: date) -> int:
    """Completed years from one day to another; a birthday on 29 February counts on 1 March in other years."""
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


def _choice(test: Choice, value: Any) -> Truth:
    if value is None or value == ():
        return Truth.OPEN
    chosen = set(value) if isinstance(value, tuple) else {value}
    return truth_of(bool(chosen & set(test.options)))
