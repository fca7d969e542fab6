from datetime import date
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellfounded.identity.dates.likeness import SHARES, SPREAD, compare_births
from wellfounded.identity.dates.partial_date import PartialDate, parse


@pytest.mark.parametrize(
    ("one", "other", "level", "nats"),
    [
        ("1984-03-05", "1984-03-05", "same_day", 9.7),
        ("1984-03-05", "juche:73-03-05", "same_day", 9.7),
        ("lunar:1984-03-05", "1984-04-05", "same_day", 9.7),
        ("lunar:1984-03-05", "lunar:1984-03-05", "same_day", 9.7),
        ("lunar:1997-01-01", "1997-02-07", "same_day", 9.0),  # Korea and China begin that year on different days
        ("lunar:1997-01-01", "1997-02-08", "same_day", 9.0),
        ("1984", "1984", "consistent", 3.8),
        ("1984-01-01", "1984-03-05", "consistent", 3.8),  # the day that papers write for an unknown one
        ("1984-01-01", "1984-01-01", "consistent", 3.8),
        ("1984-03-15", "1984-03-15", "middle", 6.3),  # the day that papers write where only the month is known
        ("1984-03-15", "juche:73-03-15", "middle", 6.3),
        ("1984-03-15", "1984-03", "consistent", 6.3),
        ("1984-03-15", "1984-03-20", "same_month", 3.1),
        ("1984~", "1984-03-05", "consistent", 2.2),
        ("1984-spring", "1984", "consistent", 3.8),
        ("age:40@2024-03-02", "1984-01-05", "consistent", 3.8),
        ("zodiac:rat", "1984-03-05", "consistent", 1.2),
        ("zodiac:rat@1984", "1984-03-05", "consistent", 3.8),
        ("1984-03-05", "1984-04-05", "calendars", 5.6),
        ("1984-04-05", "1984-03-05", "calendars", 5.6),
        ("lunar:1984-03-05", "1984-03-05", "calendars", 5.6),
        ("1984-10-01", "1984-11-23", "calendars", 5.6),  # the doubled tenth month
        ("1984-05-09", "1984-09-05", "swapped", 4.7),
        ("1984-05-09", "1984-05-19", "same_month", 3.1),
        ("1984-05-09", "1984-08-19", "same_year", 1.3),
        ("1984-05-09", "1985-08-19", "near", 0.2),
        ("1984", "1986", "near", 0.2),
        ("1984", "1987", "near", 0.2),  # from the end of one year to the beginning of the other
        ("1984", "1990", "apart", -3.6),
        ("zodiac:rat", "1978-06-01", "apart", -3.6),
    ],
)
def test_what_two_dates_say(one: str, other: str, level: str, nats: float) -> None:
    found = compare_births(parse(one), parse(other))
    assert found is not None
    assert (found.level, round(found.nats, 1)) == (level, nats)
    assert (found.one, found.other) == (one, other)
    mirrored = compare_births(parse(other), parse(one))
    assert mirrored is not None
    assert (mirrored.level, mirrored.nats) == (found.level, found.nats)


@pytest.mark.parametrize(("one", "other"), [(None, "1984"), ("1984", None), ("(long ago)", "1984"), (None, None)])
def test_a_missing_date_says_nothing(one: str | None, other: str | None) -> None:
    assert compare_births(parse(one) if one else None, parse(other) if other else None) is None


def test_the_more_is_known_the_more_it_weighs() -> None:
    day = parse("1984-03-05")
    weights = [compare_births(parse(text), day) for text in ("1984-03-05", "1984-03", "1984-spring", "1984", "1984~")]
    nats = [found.nats for found in weights if found]
    assert nats == sorted(nats, reverse=True)
    assert nats[0] < log(SPREAD)


@given(st.dates(date(1900, 1, 1), date(2020, 12, 31)), st.dates(date(1900, 1, 1), date(2020, 12, 31)))
def test_no_pair_of_days_weighs_more_than_the_same_day(one: date, other: date) -> None:
    mine, theirs = parse(one.isoformat()), parse(other.isoformat())
    found, mirrored = compare_births(mine, theirs), compare_births(theirs, mine)
    assert found
    assert mirrored
    assert found.nats == mirrored.nats <= log(SPREAD)
    assert found.nats >= SHARES["apart"].nats


def test_words_alone_are_no_interval() -> None:
    words = parse("(the year of the flood)")
    assert isinstance(words, PartialDate)
    assert compare_births(words, words) is None
