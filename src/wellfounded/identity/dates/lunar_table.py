"""Lunar years as counted in Korea and in China: when each began, how long its months were, which was doubled.

The two tables differ: the moon is new at an instant, and an hour between two capitals can lie across midnight. Of the
200 years that both tables hold, 61 differ by a day somewhere or in the place of a leap month. Nobody says by which of
them a birthday was counted, so that a lunar date always has both readings.

Source: `lunar_years.csv`, written by `tools/identity/lunar_years.py` from two packages, both MIT: the tables of
korean_lunar_calendar (1850 to 2049) and the computation of lunar_python (1850 to 2149).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

LONG_MONTH, SHORT_MONTH = 30, 29
Month = tuple[int, bool]


@dataclass(frozen=True, slots=True)
class LunarYear:
    """One lunar year of one country.

    Attributes:
        new_year: the first day of its first month.
        leap_month: the number of the month that came twice, or 0.
        lengths: days of each month, in order, the doubled one after the one whose number it bears.
    """

    new_year: date
    leap_month: int
    lengths: tuple[int, ...]

    def months(self) -> Iterator[tuple[Month, date, int]]:
        """Each month with whether it is the doubled one, its first day, and its length."""
        first = self.new_year
        for place, length in enumerate(self.lengths, start=1):
            after = bool(self.leap_month) and place > self.leap_month
            yield (place - after, after and place == self.leap_month + 1), first, length
            first += timedelta(days=length)

    @property
    def last(self) -> date:
        """The day before the next new year."""
        return self.new_year + timedelta(days=sum(self.lengths) - 1)


@cache
def lunar_years() -> Mapping[str, Mapping[int, LunarYear]]:
    """The years by country (`KOR`, `CHN`) and number."""
    tables: dict[str, dict[int, LunarYear]] = {}
    text = files(__package__).joinpath("lunar_years.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        lengths = tuple(LONG_MONTH if letter == "L" else SHORT_MONTH for letter in row["months"])
        year = LunarYear(date.fromisoformat(row["new_year"]), int(row["leap_month"]), lengths)
        tables.setdefault(row["counted_in"], {})[int(row["year"])] = year
    return tables


def readings_of(year: int) -> tuple[LunarYear, ...]:
    """The year as each country counted it; empty outside the tables."""
    return tuple(table[year] for table in lunar_years().values() if year in table)


@cache
def months_of(year: int) -> Mapping[Month, tuple[tuple[date, date], ...]]:
    """First and last day of each month, once for each country; a register looks some hundred up for one question."""
    found: dict[Month, tuple[tuple[date, date], ...]] = {}
    for one in readings_of(year):
        for month, first, length in one.months():
            found[month] = (*found.get(month, ()), (first, first + timedelta(days=length - 1)))
    return found
