"""Comparisons for the checks of quality. Each holds only when it is sure: what is not known never makes a warning."""

from __future__ import annotations

from datetime import date

from wellfounded.identity.dates.partial_date import PartialDate

Day = PartialDate | date | None


def before(one: PartialDate | None, other: Day) -> bool:
    """Whether both are known and the first surely comes first."""
    return one is not None and other is not None and one.surely_before(other)


def after(one: PartialDate | None, other: Day) -> bool:
    """Whether both are known and the first surely comes later."""
    return one is not None and other is not None and one.surely_after(other)


def surely_at_least(years: int, birth: PartialDate | None, *, on: date) -> bool:
    """Whether the person has surely had this birthday."""
    return birth is not None and birth.last <= _years_before(on, years)


def surely_under(years: int, birth: PartialDate | None, *, on: date) -> bool:
    """Whether the person has surely not had this birthday yet."""
    return birth is not None and birth.first > _years_before(on, years)


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return date(day.year - years, 2, 28)
