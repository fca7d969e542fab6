"""Lunar dates as days of the usual calendar: one reading by the Korean table, one by the Chinese, where they differ."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from wellfounded.identity.dates.day_span import Days
from wellfounded.identity.dates.lunar_table import months_of, readings_of

FIRST_YEAR, LAST_YEAR = 1850, 2149


def of_year(year: int) -> tuple[Days, ...]:
    """From each new year to the day before the next.

    Raises:
        ValueError: the tables end before that year.
    """
    return _distinct((one.new_year, one.last) for one in readings_of(year))


def of_month(year: int, month: int, *, leap: bool = False) -> tuple[Days, ...]:
    """A month; a leap month follows the one whose number it bears.

    Raises:
        ValueError: neither table has such a month in that year.
    """
    return _distinct(months_of(year).get((month, leap), ()))


def of_day(year: int, month: int, *, day: int, leap: bool = False) -> tuple[Days, ...]:
    """A day.

    Raises:
        ValueError: neither table has such a day.
    """
    months = months_of(year).get((month, leap), ())
    starts = (first for first, last in months if 1 <= day <= (last - first).days + 1)
    return _distinct((day_meant, day_meant) for day_meant in (start + timedelta(days=day - 1) for start in starts))


def of_counted_age(age: int, said: Days) -> Days:
    """The birth of somebody of this age as counted in Korea and China: one at birth, one more at each new year.

    Which new year is meant, the solar or the lunar one, is not known: the interval holds for both.

    Raises:
        ValueError: the tables end before that year.
    """
    born = said[0].year - age + 1, said[1].year - age + 1
    before_lunar_new_year = said[0] < max(one[0] for one in of_year(said[0].year))
    first = min(one[0] for one in of_year(born[0] - 1)) if before_lunar_new_year else date(born[0], 1, 1)
    return first, max(one[1] for one in of_year(born[1]))


def _distinct(readings: Iterable[Days]) -> tuple[Days, ...]:
    found = tuple(dict.fromkeys(readings))
    if not found:
        raise ValueError("no such lunar date")
    return found
