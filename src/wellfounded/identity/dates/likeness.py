"""How much two birth dates speak for one person: by the days that both allow, and by the ways in which dates go wrong.

Two statements that allow the same days weigh the more, the fewer days each allows: if births spread over T days and the
statements allow a and b days, c of them in common, what they share is T * c / (a * b) times likelier for one person
than for two. Two exact days weigh ln T, two years ln 60, a day against "about 1984" 2.5 nats.

A date that differs is not at once another person's: papers write a lunar day as if it were a usual one, day and month
change places, Korean and Chinese ages run a year or two ahead. SHARES says how often each happens to one person. They
are judgements, stated in docs/explanation/weighing.md, until a register lets them be estimated.
"""

from __future__ import annotations

from datetime import date

from wellfounded.identity.dates import lunar_span
from wellfounded.identity.dates.day_span import Days
from wellfounded.identity.dates.partial_date import Calendar, PartialDate, Precision
from wellfounded.identity.weighing.comparison import Comparison
from wellfounded.identity.weighing.share import Share

YEAR_IN_DAYS = 365.25
SPREAD_IN_YEARS = 60
SPREAD = SPREAD_IN_YEARS * YEAR_IN_DAYS
DAYS_WRITTEN_FOR_UNKNOWN = {(1, 1)}  # papers say 1 January where only the year is known
MIDDLE = 15  # papers say the 15th where only the month is known, and a few people are born on it
_MONTH = 31
AGREES = 0.75  # of one person's two statements that both can be true at once
SHARES = {
    "calendars": Share(0.05, 4 / SPREAD, "One is the lunar date and the other the same day by the usual calendar."),
    "swapped": Share(0.005, 1 / SPREAD, "Day and month have changed places."),
    "same_month": Share(0.03, 1 / (12 * SPREAD_IN_YEARS), "The year and the month are the same, the day is not."),
    "same_year": Share(0.06, 1 / SPREAD_IN_YEARS, "The year is the same, the day is not."),
    "near": Share(0.08, 4 / SPREAD_IN_YEARS, "The dates lie at most two years apart, as ages are often counted."),
    "apart": Share(0.025, 1 - 5 / SPREAD_IN_YEARS, "The dates lie more than two years apart."),
}
NEAR = 2 * 366
_MONTHS_APART = 5  # a lunar day lies less than three months behind the same numbers of the usual calendar, leap or not


def compare_births(one: PartialDate | None, other: PartialDate | None) -> Comparison | None:
    """What two statements of a birth date say together; None when one of them says nothing that can be compared."""
    if one is None or other is None or not (one.bounded and other.bounded):
        return None
    level, nats, sentence = _seen(one, other)
    return Comparison("birth", level, nats, sentence, str(one), str(other))


def _seen(one: PartialDate, other: PartialDate) -> tuple[str, float, str]:
    mine, theirs = days_meant(one), days_meant(other)
    common = _common(mine, theirs)
    if common and _middle(one) and _middle(other):
        return "middle", MIDDLE_AGREES.nats, MIDDLE_AGREES.sentence
    if common:
        nats = agreeing(_length(mine), _length(theirs), common=common).nats
        exact = _length(mine) <= 2 and _length(theirs) <= 2  # noqa: PLR2004 - one day by either table
        sentence = "Both dates are the same day." if exact else "Both dates can be the same day."
        return ("same_day" if exact else "consistent"), nats, sentence
    level = _near_miss(one, other) or ("near" if _gap(mine, theirs) <= NEAR else "apart")
    return level, SHARES[level].nats, SHARES[level].sentence


def agreeing(one: float, other: float, *, common: float) -> Share:
    """The share of two statements that allow so many days each, and so many in common."""
    return Share(AGREES, one * other / (SPREAD * common))


MIDDLE_AGREES = Share(
    agreeing(_MONTH, _MONTH, common=_MONTH).same,
    agreeing(_MONTH, _MONTH, common=_MONTH).chance,
    "Both say the 15th of one month, as papers also do where the day is not known.",
)
"""Two records that both say the 15th agree on the month; that the day is the same may be the clerk's doing."""


def _middle(one: PartialDate) -> bool:
    written = written_numbers(one)
    return written is not None and written[2] == MIDDLE


def _near_miss(one: PartialDate, other: PartialDate) -> str | None:
    mine, theirs = written_numbers(one), written_numbers(other)
    if mine is None or theirs is None:
        return None
    if _of_other_calendar(one, theirs) or _of_other_calendar(other, mine):
        return "calendars"
    if mine[0] != theirs[0]:
        return None
    if mine[1:] == theirs[:0:-1]:
        return "swapped"
    return "same_month" if mine[1] == theirs[1] else "same_year"


def _of_other_calendar(one: PartialDate, written: tuple[int, int, int]) -> bool:
    """Whether the numbers of the other date, read as lunar, are this day, a leap month tried too."""
    year, month, day = written
    if abs(12 * (one.first.year - year) + one.first.month - month) > _MONTHS_APART:
        return False
    for leap in (False, True):
        try:
            meant = lunar_span.of_day(year, month, day=day, leap=leap)
        except ValueError:
            continue
        if _common(one.readings, meant):
            return True
    return False


def written_numbers(one: PartialDate) -> tuple[int, int, int] | None:
    """Year, month and day as they were written, in whatever calendar; None for less than a day."""
    if one.precision is not Precision.DAY or one.about:
        return None
    if one.calendar is Calendar.LUNAR:
        year, month, day = one.text.removeprefix("lunar:").replace("L", "").split("-")
        return int(year), int(month), int(day)
    return one.first.year, one.first.month, one.first.day


def days_meant(one: PartialDate) -> tuple[Days, ...]:
    """The days that count: a day that stands for an unknown one is the whole year."""
    if one.precision is Precision.DAY and (one.first.month, one.first.day) in DAYS_WRITTEN_FOR_UNKNOWN:
        return ((date(one.first.year, 1, 1), date(one.first.year, 12, 31)),)
    return one.readings


def _length(readings: tuple[Days, ...]) -> int:
    return sum((last - first).days + 1 for first, last in _united(readings))


def _common(mine: tuple[Days, ...], theirs: tuple[Days, ...]) -> int:
    return sum(max((min(a[1], b[1]) - max(a[0], b[0])).days + 1, 0) for a in _united(mine) for b in _united(theirs))


def _united(readings: tuple[Days, ...]) -> list[Days]:
    """The same days without an overlap, in order."""
    if len(readings) == 1:
        return [*readings]
    found: list[Days] = []
    for first, last in sorted(readings):
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found


def _gap(mine: tuple[Days, ...], theirs: tuple[Days, ...]) -> int:
    return min(max((a[0] - b[1]).days, (b[0] - a[1]).days) for a in mine for b in theirs)
