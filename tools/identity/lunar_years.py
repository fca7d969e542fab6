"""Writes the table of lunar years that the identity core reads: when each began, its months, its leap month.

    python tools/identity/lunar_years.py > src/wellfounded/identity/dates/lunar_years.csv

Needs two packages that the product does not (both MIT): `korean_lunar_calendar`, which carries the Korean tables, and
`lunar_python`, which computes the Chinese ones. Only facts are taken from them: day numbers and lengths of months.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import groupby

from korean_lunar_calendar import KoreanLunarCalendar
from lunar_python import Solar

FIRST, LAST_KOREAN, LAST_CHINESE = 1849, 2049, 2150
LONG_MONTH = 30
LunarMonth = tuple[int, int, bool]


def korean(day: date) -> LunarMonth:
    """Year, month and whether it is a leap month, as counted in Korea."""
    calendar = KoreanLunarCalendar()
    calendar.setSolarDate(day.year, day.month, day.day)
    return calendar.lunarYear, calendar.lunarMonth, bool(calendar.isIntercalation)


def chinese(day: date) -> LunarMonth:
    """The same as counted in China."""
    lunar = Solar.fromYmd(day.year, day.month, day.day).getLunar()
    return lunar.getYear(), abs(lunar.getMonth()), lunar.getMonth() < 0


def years(month_of: Callable[[date], LunarMonth], last: int) -> Iterator[tuple[int, date, int, str]]:
    """Each year: first day, number of the leap month or 0, and a letter a month, `L`ong (30 days) or `s`hort."""
    end = date(last + 1, 2, 28) if last < LAST_KOREAN + 1 else date(last, 12, 31)
    every = (date(FIRST, 1, 1) + timedelta(days=count) for count in range((end - date(FIRST, 1, 1)).days))
    months = [(month, list(days)) for month, days in groupby(every, key=month_of)]
    for year, group in groupby(months[1:-1], key=lambda one: one[0][0]):
        held = list(group)
        if not FIRST < year <= last or held[0][0][1:] != (1, False) or held[-1][0][1] != 12:  # noqa: PLR2004 - months
            continue
        leap = next((number for (_, number, is_leap), _ in held if is_leap), 0)
        yield year, held[0][1][0], leap, "".join("L" if len(days) == LONG_MONTH else "s" for _, days in held)


def main() -> None:
    """Write the table."""
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(["counted_in", "year", "new_year", "leap_month", "months"])
    for name, month_of, last in (("KOR", korean, LAST_KOREAN), ("CHN", chinese, LAST_CHINESE)):
        table.writerows([name, *row] for row in years(month_of, last))


if __name__ == "__main__":
    main()
