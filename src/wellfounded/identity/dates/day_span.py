"""Intervals of days of the usual calendar: a year, a month, a season, and what “about” adds."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

Days = tuple[date, date]

# Seasons as people use the words in the north of the world, from the traditional calendar's beginning to the weather's
# end. “Winter 1984” may be either end of that year.
_SEASONS = {
    "spring": ((0, 2, 1), (0, 5, 31)),
    "summer": ((0, 5, 1), (0, 8, 31)),
    "autumn": ((0, 8, 1), (0, 11, 30)),
    "winter": ((-1, 11, 1), (1, 3, 1)),
}
# What “about” adds on each side. A convention, not knowledge: it only ever makes the interval wider.
_ABOUT = {
    "day": timedelta(days=31),
    "month": timedelta(days=92),
    "season": timedelta(days=183),
    "year": timedelta(days=731),
    "between": timedelta(days=731),
}


def of_year(year: int) -> Days:
    """From New Year's Day to the last of December."""
    return date(year, 1, 1), date(year, 12, 31)


def of_month(year: int, month: int) -> Days:
    """A month, or ValueError when there is none of that number."""
    first = date(year, month, 1)
    return first, date(year, month, monthrange(year, month)[1])


def of_season(year: int, season: str) -> Days:
    """A season, loosely."""
    (start_year, *start), (end_year, *end) = _SEASONS[season]
    return date(year + start_year, *start), date(year + end_year, *end)


def widened(days: Days, precision: str) -> Days:
    """The interval of “about” that date."""
    return days[0] - _ABOUT[precision], days[1] + _ABOUT[precision]
