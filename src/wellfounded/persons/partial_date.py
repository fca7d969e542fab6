"""A date as it was said: as precise as it is known, in the calendar that was named, with the words.

It is kept as one short text and means an interval of days that is wide enough to be true. A day is never made up.

    1984            1984-03            1984-03-05          the usual calendar
    1984~           1984-03~                               about
    1984-spring                                            a season, loosely
    1984/1986       1984-03/1984-06                        between
    lunar:1984-03-05   lunar:1984-04L   lunar:1984         the lunar calendar; L marks a leap month
    juche:73        juche:73-03-05                         years counted from 1912
    age:40@2024-03-02                                      aged 40 on that day
    korean-age:41@2024                                     aged 41 as counted in Korea and China in that year
    (the year of the flood)                                words alone: no interval is known

Words in round brackets may follow any of them: `1998-spring (after the flood)`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from wellfounded.law.case_file import Span
from wellfounded.persons import lunar_span
from wellfounded.persons.day_span import Days, of_month, of_season, of_year, widened

FIRST_YEAR, LAST_YEAR = 1850, 2150
JUCHE_BEGINS = 1911  # Juche 1 is 1912
OLDEST = 130
ALWAYS: Days = (date.min, date.max)
SEASONS = ("spring", "summer", "autumn", "winter")


class Calendar(StrEnum):
    """How the date was counted by whoever said it."""

    USUAL = "usual"
    LUNAR = "lunar"
    JUCHE = "juche"
    AGE = "age"
    KOREAN_AGE = "korean-age"


class Precision(StrEnum):
    """How much of the date is known."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    BETWEEN = "between"
    WORDS = "words"


class NotADate(ValueError):  # noqa: N818 - said to a person, not to a programmer
    """The text is no date in this form. The message says what to write instead; `code` says what is wrong."""

    def __init__(self, code: str, message: str) -> None:
        """Keep the code beside the message, so that a screen can say it in another language."""
        self.code = code
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """What is known of a date. `first` and `last` are the first and last day that it may be."""

    text: str
    calendar: Calendar
    precision: Precision
    first: date
    last: date
    about: bool = False
    said: str = ""

    def __str__(self) -> str:
        return f"{self.text} ({self.said})".strip() if self.said else self.text

    @property
    def bounded(self) -> bool:
        """Whether anything but words is known."""
        return (self.first, self.last) != ALWAYS

    @property
    def span(self) -> Span | None:
        """The same for the law; None when only words are known."""
        return Span(self.first, self.last, str(self)) if self.bounded else None

    def surely_before(self, other: PartialDate | date) -> bool:
        """Whether it lies before the other however both are read."""
        return self.last < (other if isinstance(other, date) else other.first)

    def surely_after(self, other: PartialDate | date) -> bool:
        """Whether it lies after the other however both are read."""
        return self.first > (other if isinstance(other, date) else other.last)

    def may_overlap(self, other: PartialDate) -> bool:
        """Whether both may be the same day."""
        return self.first <= other.last and other.first <= self.last


_WHOLE = re.compile(r"(?P<date>[^()]*?)\s*(?:\((?P<said>[^()]*)\))?")
_PLAIN = re.compile(
    r"(?P<year>\d{1,4})(?:-(?:(?P<season>spring|summer|autumn|winter)|(?P<month>\d{2})(?P<leap>L?)(?:-(?P<day>\d{2}))?))?"
)
_AGE = re.compile(r"(?P<age>\d{1,3})@(?P<when>\d{4}(?:-\d{2}-\d{2})?)")


def parse(text: str) -> PartialDate:
    """Read the stored form.

    Raises:
        NotADate: the text is in none of the forms above, or names a day that does not exist.
    """
    whole = _WHOLE.fullmatch(text.strip())
    if whole is None:
        raise NotADate("brackets", "Write the words that were said in one pair of round brackets, at the end.")
    said = (whole["said"] or "").strip()
    body = whole["date"].strip()
    if not body:
        if not said:
            raise NotADate("empty", "Write at least a year, or the words that were said in round brackets.")
        return PartialDate("", Calendar.USUAL, Precision.WORDS, *ALWAYS, said=said)
    calendar, precision, days, about = _read(body)
    return PartialDate(body, calendar, precision, *days, about=about, said=said)


def _read(body: str) -> tuple[Calendar, Precision, Days, bool]:
    about = body.endswith("~")
    name, colon, rest = body.removesuffix("~").rpartition(":")
    if colon and name not in set(Calendar) - {Calendar.USUAL}:
        raise NotADate("calendar", f"“{name}” is no calendar known here. Known are lunar, juche, age and korean-age.")
    calendar = Calendar(name) if colon else Calendar.USUAL
    if calendar in {Calendar.AGE, Calendar.KOREAN_AGE}:
        precision, days = Precision.YEAR, _aged(rest, calendar=calendar)
    elif "/" in rest and calendar is Calendar.USUAL:
        precision, days = Precision.BETWEEN, _between(rest)
    else:
        precision, days = _plain(rest, calendar=calendar)
    return calendar, precision, widened(days, precision) if about else days, about


def _between(rest: str) -> Days:
    start, _, end = rest.partition("/")
    (first, _), (_, last) = _plain(start)[1], _plain(end)[1]
    if first > last:
        raise NotADate("order", "The earlier date comes first: 1984/1986.")
    return first, last


def _plain(rest: str, *, calendar: Calendar = Calendar.USUAL) -> tuple[Precision, Days]:
    found = _PLAIN.fullmatch(rest)
    if found is None or (len(found["year"]) != 4 and calendar is not Calendar.JUCHE):  # noqa: PLR2004 - a year
        raise NotADate("form", "Write a year, a month or a day, year first: 1984, 1984-03 or 1984-03-05.")
    if found["leap"] and calendar is not Calendar.LUNAR:
        raise NotADate("leap", "Only the lunar calendar has leap months: lunar:1984-10L.")
    if found["season"] and calendar is Calendar.LUNAR:
        raise NotADate("season", "Write a season without naming the lunar calendar: 1984-spring.")
    year = _year(found, calendar)
    try:
        return _lunar(found, year) if calendar is Calendar.LUNAR else _usual(found, year)
    except ValueError:
        raise NotADate("no_such_day", "That day is not in the calendar. Leave out what is not known.") from None


def _year(found: re.Match[str], calendar: Calendar) -> int:
    year = int(found["year"]) + (JUCHE_BEGINS if calendar is Calendar.JUCHE else 0)
    if not FIRST_YEAR <= year <= LAST_YEAR or (calendar is Calendar.JUCHE and year == JUCHE_BEGINS):
        raise NotADate("year", f"The year must lie between {FIRST_YEAR} and {LAST_YEAR}.")
    return year


def _usual(found: re.Match[str], year: int) -> tuple[Precision, Days]:
    if found["season"]:
        return Precision.SEASON, of_season(year, found["season"])
    if not found["month"]:
        return Precision.YEAR, of_year(year)
    month = int(found["month"])
    if not found["day"]:
        return Precision.MONTH, of_month(year, month)
    day = date(year, month, int(found["day"]))
    return Precision.DAY, (day, day)


def _lunar(found: re.Match[str], year: int) -> tuple[Precision, Days]:
    if not found["month"]:
        return Precision.YEAR, lunar_span.of_year(year)
    month, leap = int(found["month"]), bool(found["leap"])
    if found["day"]:
        return Precision.DAY, lunar_span.of_day(year, month, day=int(found["day"]), leap=leap)
    return Precision.MONTH, lunar_span.of_month(year, month, leap=leap)


def _aged(rest: str, *, calendar: Calendar) -> Days:
    found = _AGE.fullmatch(rest)
    if found is None:
        raise NotADate("age", "Write the age and when it was that: age:40@2024-03-02, or korean-age:41@2024.")
    age = int(found["age"])
    try:
        day = date.fromisoformat(found["when"]) if "-" in found["when"] else None
    except ValueError:
        raise NotADate("no_such_day", "That day is not in the calendar. Leave out what is not known.") from None
    year = int(found["when"][:4])
    if not FIRST_YEAR <= year <= LAST_YEAR or age > OLDEST:
        raise NotADate(
            "year", f"The year must lie between {FIRST_YEAR} and {LAST_YEAR}, and the age be at most {OLDEST}."
        )
    said = (day, day) if day else of_year(year)
    return _counted_from_birthdays(age, said) if calendar is Calendar.AGE else lunar_span.of_counted_age(age, said)


def _counted_from_birthdays(age: int, said: Days) -> Days:
    """Born after the day that would make them a year older, and at the latest this many years before."""
    return _years_before(said[0], age + 1) + timedelta(days=1), _years_before(said[1], age)


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return date(day.year - years, 2, 28)
