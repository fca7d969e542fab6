"""Lunar dates as intervals of the usual calendar, wide enough to be true without a table of months.

The lunar new year of China and Korea falls between 20 January and 21 February (1645 to 2644); a year has twelve months
or, with a leap month, thirteen. The identity core brings exact tables later; until then a lunar day is an interval of
some weeks.
"""

from __future__ import annotations

from datetime import date, timedelta
from math import ceil, floor

from wellfounded.persons.day_span import Days

MONTHS, LONGEST = 12, 30
_MEAN_MONTH = 29.530589
# Months follow the true moon, which runs ahead of or behind the mean one; with the rounding to days, by less than this.
_UNEVEN = 2
_SHORTEST_LEAP_YEAR = timedelta(days=383)


def of_year(year: int) -> Days:
    """From the earliest new year to the day before the latest next one."""
    return _earliest_new_year(year), _latest_new_year(year + 1) - timedelta(days=1)


def of_month(year: int, month: int, *, leap: bool = False) -> Days:
    """A month; a leap month follows the one whose number it bears."""
    return of_day(year, month, day=1, leap=leap)[0], of_day(year, month, day=LONGEST, leap=leap)[1]


def of_day(year: int, month: int, *, day: int, leap: bool = False) -> Days:
    """A day, or ValueError when no lunar calendar has it."""
    if not (1 <= month <= MONTHS and 1 <= day <= LONGEST):
        raise ValueError(month, day)
    into = timedelta(days=day - 1)
    # Before a leap month, or any month after it, lie as many months as its number says; that year began early.
    with_leap = _latest_new_year(year + 1) - _SHORTEST_LEAP_YEAR + _at_most(month) + into
    if leap:
        return _earliest_new_year(year) + _at_least(month) + into, min(with_leap, of_year(year)[1])
    without = _latest_new_year(year) + _at_most(month - 1) + into
    return _earliest_new_year(year) + _at_least(month - 1) + into, min(max(without, with_leap), of_year(year)[1])


def of_counted_age(age: int, said: Days) -> Days:
    """The birth of somebody of this age as counted in Korea and China: one at birth, one more at each new year.

    Which new year is meant, the solar or the lunar one, is not known: the interval holds for both.
    """
    born = said[0].year - age + 1, said[1].year - age + 1
    before_lunar_new_year = said[0] < _latest_new_year(said[0].year)
    first = _earliest_new_year(born[0] - 1) if before_lunar_new_year else date(born[0], 1, 1)
    return first, of_year(born[1])[1]


def _at_least(months: int) -> timedelta:
    return timedelta(days=max(floor(_MEAN_MONTH * months) - _UNEVEN, 0))


def _at_most(months: int) -> timedelta:
    return timedelta(days=ceil(_MEAN_MONTH * months) + (_UNEVEN if months else 0))


def _earliest_new_year(year: int) -> date:
    return date(year, 1, 20)


def _latest_new_year(year: int) -> date:
    return date(year, 2, 21)
