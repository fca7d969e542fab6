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
    zodiac:horse       zodiac:horse@1980                   a year of the horse: any, or the nearest to that year
    (the year of the flood)                                words alone: no interval is known

Words in round brackets may follow any of them: `1998-spring (after the flood)`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from wellfounded.identity.dates import lunar_span
from wellfounded.identity.dates.day_span import Days, of_month, of_season, of_year, widened

FIRST_YEAR, LAST_YEAR = 1850, 2150
JUCHE_BEGINS = 1911  # Juche 1 is 1912
OLDEST = 130
ALWAYS: Days = (date.min, date.max)
SEASONS = ("spring", "summer", "autumn", "winter")
ANIMALS = ("rat", "ox", "tiger", "rabbit", "dragon", "snake", "horse", "goat", "monkey", "rooster", "dog", "pig")
A_YEAR_OF_THE_RAT = 1984
# Years of an animal without a year beside it: whoever is alive, and what is said of parents.
ANIMAL_YEARS = range(1880, 2041)


class Calendar(StrEnum):
    """How the date was counted by whoever said it."""

    USUAL = "usual"
    LUNAR = "lunar"
    JUCHE = "juche"
    AGE = "age"
    KOREAN_AGE = "korean-age"
    ZODIAC = "zodiac"


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
    """What is known of a date.

    Attributes:
        text: the stored form, without the words that were said.
        calendar: how it was counted.
        precision: how much of it is known.
        readings: the intervals of days that it may mean; more than one where calendars of two countries differ.
        about: whether it was said to be about then.
        said: the words.
    """

    text: str
    calendar: Calendar
    precision: Precision
    readings: tuple[Days, ...]
    about: bool = False
    said: str = ""

    def __str__(self) -> str:
        return f"{self.text} ({self.said})".strip() if self.said else self.text

    @property
    def first(self) -> date:
        """The first day that it may be."""
        return min(days[0] for days in self.readings)

    @property
    def last(self) -> date:
        """The last day that it may be."""
        return max(days[1] for days in self.readings)

    @property
    def bounded(self) -> bool:
        """Whether anything but words is known."""
        return self.readings != (ALWAYS,)

    def surely_before(self, other: PartialDate | date) -> bool:
        """Whether it lies before the other however both are read."""
        return self.last < (other if isinstance(other, date) else other.first)

    def surely_after(self, other: PartialDate | date) -> bool:
        """Whether it lies after the other however both are read."""
        return self.first > (other if isinstance(other, date) else other.last)


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
        return PartialDate("", Calendar.USUAL, Precision.WORDS, (ALWAYS,), said=said)
    calendar, precision, readings, about = _read(body)
    return PartialDate(body, calendar, precision, readings, about=about, said=said)


def _read(body: str) -> tuple[Calendar, Precision, tuple[Days, ...], bool]:
    about = body.endswith("~")
    name, colon, rest = body.removesuffix("~").rpartition(":")
    if colon and name not in set(Calendar) - {Calendar.USUAL}:
        known = "lunar, juche, age, korean-age and zodiac"
        raise NotADate("calendar", f"“{name}” is no calendar known here. Known are {known}.")
    calendar = Calendar(name) if colon else Calendar.USUAL
    readings: tuple[Days, ...]
    if calendar in {Calendar.AGE, Calendar.KOREAN_AGE}:
        precision, readings = Precision.YEAR, (_aged(rest, calendar=calendar),)
    elif calendar is Calendar.ZODIAC:
        precision, readings = Precision.YEAR, _of_animal(rest)
    elif "/" in rest and calendar is Calendar.USUAL:
        precision, readings = Precision.BETWEEN, (_between(rest),)
    else:
        precision, readings = _plain(rest, calendar=calendar)
    return calendar, precision, tuple(widened(days, precision) if about else days for days in readings), about


def _of_animal(rest: str) -> tuple[Days, ...]:
    name, at, year = rest.partition("@")
    if name not in ANIMALS or (at and not re.fullmatch(r"\d{4}", year)):
        raise NotADate("animal", f"Write zodiac:horse or zodiac:horse@1980. The animals are {', '.join(ANIMALS)}.")
    own = (A_YEAR_OF_THE_RAT + ANIMALS.index(name)) % len(ANIMALS)
    years = [one for one in ANIMAL_YEARS if one % len(ANIMALS) == own]
    if at:
        _within(int(year), first=ANIMAL_YEARS[0], last=ANIMAL_YEARS[-1])
        years = [min(years, key=lambda one: (abs(one - int(year)), one))]
    return tuple(days for one in years for days in lunar_span.of_year(one))


def _between(rest: str) -> Days:
    start, _, end = rest.partition("/")
    first, last = _plain(start)[1][0][0], _plain(end)[1][0][1]
    if first > last:
        raise NotADate("order", "The earlier date comes first: 1984/1986.")
    return first, last


def _plain(rest: str, *, calendar: Calendar = Calendar.USUAL) -> tuple[Precision, tuple[Days, ...]]:
    found = _PLAIN.fullmatch(rest)
    if found is None or (len(found["year"]) != 4 and calendar is not Calendar.JUCHE):  # noqa: PLR2004 - a year
        raise NotADate("form", "Write a year, a month or a day, year first: 1984, 1984-03 or 1984-03-05.")
    if found["leap"] and calendar is not Calendar.LUNAR:
        raise NotADate("leap", "Only the lunar calendar has leap months: lunar:1984-10L.")
    if found["season"] and calendar is Calendar.LUNAR:
        raise NotADate("season", "Write a season without naming the lunar calendar: 1984-spring.")
    year = _year(found, calendar)
    try:
        if calendar is Calendar.LUNAR:
            return _lunar(found, year)
        precision, days = _usual(found, year)
    except ValueError:
        raise NotADate("no_such_day", "That day is not in the calendar. Leave out what is not known.") from None
    return precision, (days,)


def _year(found: re.Match[str], calendar: Calendar) -> int:
    year = int(found["year"]) + (JUCHE_BEGINS if calendar is Calendar.JUCHE else 0)
    lowest = JUCHE_BEGINS + 1 if calendar is Calendar.JUCHE else FIRST_YEAR
    return _within(year, first=lowest, last=lunar_span.LAST_YEAR if calendar is Calendar.LUNAR else LAST_YEAR)


def _within(year: int, *, first: int, last: int) -> int:
    if not first <= year <= last:
        raise NotADate("year", f"The year must lie between {first} and {last}.")
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


def _lunar(found: re.Match[str], year: int) -> tuple[Precision, tuple[Days, ...]]:
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
    if calendar is Calendar.AGE:
        return _counted_from_birthdays(age, said)
    try:
        return lunar_span.of_counted_age(age, said)
    except ValueError:
        raise NotADate("year", f"They would be born before {FIRST_YEAR}. Write the words instead.") from None


def _counted_from_birthdays(age: int, said: Days) -> Days:
    """Born after the day that would make them a year older, and at the latest this many years before."""
    return _years_before(said[0], age + 1) + timedelta(days=1), _years_before(said[1], age)


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return date(day.year - years, 2, 28)
