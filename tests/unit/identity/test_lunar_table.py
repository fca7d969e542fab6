from datetime import date, timedelta
from itertools import pairwise

import pytest

from wellfounded.identity.dates.lunar_span import of_day, of_month, of_year
from wellfounded.identity.dates.lunar_table import lunar_years, readings_of


@pytest.mark.parametrize("country", ["KOR", "CHN"])
def test_each_year_begins_the_day_after_the_one_before(country: str) -> None:
    years = lunar_years()[country]
    assert list(years) == list(range(1850, 2050 if country == "KOR" else 2150))
    for one, other in pairwise(years.values()):
        assert other.new_year == one.last + timedelta(days=1)
        assert len(one.lengths) == 12 + bool(one.leap_month)
        assert [month for month, _, _ in one.months()] == sorted(month for month, _, _ in one.months())


def test_where_the_tables_differ_a_day_has_two_readings() -> None:
    assert of_day(1997, 1, day=1) == ((date(1997, 2, 8),) * 2, (date(1997, 2, 7),) * 2)
    assert of_day(1984, 3, day=5) == ((date(1984, 4, 5),) * 2,)


def test_a_day_that_one_table_alone_has_keeps_that_reading() -> None:
    only = [
        (year, month)
        for year in range(1930, 2010)
        for month in range(1, 13)
        if len({days[1] - days[0] for days in of_month(year, month)}) == 2
    ]
    assert only  # a month of 30 days in one country and of 29 in the other
    year, month = only[0]
    assert len(of_day(year, month, day=30)) == 1


def test_outside_the_tables_there_is_nothing() -> None:
    assert readings_of(1849) == ()
    with pytest.raises(ValueError, match="no such lunar date"):
        of_year(2150)
