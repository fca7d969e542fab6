from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellfounded.identity.dates.partial_date import ALWAYS, Calendar, NotADate, PartialDate, Precision, parse

U, L, J = Calendar.USUAL, Calendar.LUNAR, Calendar.JUCHE
DAY, MONTH, SEASON, YEAR, BETWEEN = (Precision(word) for word in ("day", "month", "season", "year", "between"))


@pytest.mark.parametrize(
    ("text", "calendar", "precision", "first", "last"),
    [
        ("1984", U, YEAR, "1984-01-01", "1984-12-31"),
        ("1984-03", U, MONTH, "1984-03-01", "1984-03-31"),
        ("1984-02", U, MONTH, "1984-02-01", "1984-02-29"),
        ("1984-03-05", U, DAY, "1984-03-05", "1984-03-05"),
        ("1984~", U, YEAR, "1981-12-31", "1987-01-01"),
        ("1984-03~", U, MONTH, "1983-11-30", "1984-07-01"),
        ("1984-03-05~", U, DAY, "1984-02-03", "1984-04-05"),
        ("1984-spring", U, SEASON, "1984-02-01", "1984-05-31"),
        ("1984-summer", U, SEASON, "1984-05-01", "1984-08-31"),
        ("1984-autumn", U, SEASON, "1984-08-01", "1984-11-30"),
        ("1984-winter", U, SEASON, "1983-11-01", "1985-03-01"),
        ("1984/1986", U, BETWEEN, "1984-01-01", "1986-12-31"),
        ("1984-03/1984-06", U, BETWEEN, "1984-03-01", "1984-06-30"),
        ("lunar:1984", L, YEAR, "1984-02-02", "1985-02-19"),
        ("lunar:1984-03", L, MONTH, "1984-04-01", "1984-04-30"),
        ("lunar:1997-01-01", L, DAY, "1997-02-07", "1997-02-08"),
        ("juche:73", J, YEAR, "1984-01-01", "1984-12-31"),
        ("juche:1", J, YEAR, "1912-01-01", "1912-12-31"),
        ("juche:73-03-05", J, DAY, "1984-03-05", "1984-03-05"),
        ("age:40@2024-03-02", Calendar.AGE, YEAR, "1983-03-03", "1984-03-02"),
        ("age:40@2024", Calendar.AGE, YEAR, "1983-01-02", "1984-12-31"),
        ("age:1@2024-02-29", Calendar.AGE, YEAR, "2022-03-01", "2023-02-28"),
        ("korean-age:41@2024-03-02", Calendar.KOREAN_AGE, YEAR, "1984-01-01", "1985-02-19"),
        ("korean-age:41@2024", Calendar.KOREAN_AGE, YEAR, "1983-02-13", "1985-02-19"),
        ("zodiac:horse@1980", Calendar.ZODIAC, YEAR, "1978-02-07", "1979-01-27"),
        ("zodiac:rat@1984", Calendar.ZODIAC, YEAR, "1984-02-02", "1985-02-19"),
    ],
)
def test_a_date_means_an_interval(text: str, calendar: Calendar, precision: Precision, first: str, last: str) -> None:
    found = parse(text)
    assert (found.calendar, found.precision) == (calendar, precision)
    assert (found.first, found.last) == (date.fromisoformat(first), date.fromisoformat(last))
    assert str(found) == text
    assert found.about == text.endswith("~")


def test_words_are_kept_beside_a_date_and_may_stand_alone() -> None:
    beside, alone = parse("1998-spring (after the flood)"), parse("(홍수가 난 해)")
    assert (beside.said, beside.precision, str(beside)) == ("after the flood", SEASON, "1998-spring (after the flood)")
    assert (alone.said, alone.precision, str(alone)) == ("홍수가 난 해", Precision.WORDS, "(홍수가 난 해)")
    assert not alone.bounded
    assert (alone.first, alone.last) == ALWAYS
    assert (beside.bounded, beside.first) == (True, date(1998, 2, 1))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("()", "empty"),
        ("84", "form"),
        ("1984-3-5", "form"),
        ("5/3/1984", "form"),
        ("1984-13", "no_such_day"),
        ("1984-02-30", "no_such_day"),
        ("lunar:1984-13", "no_such_day"),
        ("lunar:1984-01-31", "no_such_day"),
        ("lunar:1984-00", "no_such_day"),
        ("lunar:1984-03L", "no_such_day"),
        ("lunar:2150", "year"),
        ("korean-age:41@1851", "year"),
        ("zodiac:cat", "animal"),
        ("zodiac:horse@80", "animal"),
        ("zodiac:horse@1700", "year"),
        ("lunar:1984-spring", "season"),
        ("1984-03L", "leap"),
        ("moon:1984", "calendar"),
        ("usual:1984", "calendar"),
        ("juche:0", "year"),
        ("1849", "year"),
        ("2151", "year"),
        ("age:131@2024", "year"),
        ("age:40@1800", "year"),
        ("age:40", "age"),
        ("korean-age:x@2024", "age"),
        ("age:1@2024-02-31", "no_such_day"),
        ("1986/1984", "order"),
        ("1984/1985/1986", "form"),
        ("juche:73/74", "form"),
        ("1984 (a) b", "brackets"),
        ("1984 (a", "brackets"),
    ],
)
def test_what_is_no_date_says_why(text: str, code: str) -> None:
    with pytest.raises(NotADate) as refused:
        parse(text)
    assert refused.value.code == code


def test_only_what_is_sure_is_said_to_be_before_or_after() -> None:
    year, spring, words = parse("1984"), parse("1984-spring"), parse("(long ago)")
    assert not year.surely_before(spring)
    assert not spring.surely_after(year)
    assert not words.surely_before(date(2024, 1, 1))
    assert not words.surely_after(date(1900, 1, 1))
    assert year.surely_before(parse("1985"))
    assert parse("1985").surely_after(year)
    assert year.surely_before(date(1985, 1, 1))
    assert year.surely_after(date(1983, 12, 31))


# New years and days whose equivalent is published in every almanac.
@pytest.mark.parametrize(
    ("lunar", "usual"),
    [
        ("lunar:1985-01-01", date(1985, 2, 20)),
        ("lunar:1966-01-01", date(1966, 1, 21)),
        ("lunar:2024-01-01", date(2024, 2, 10)),
        ("lunar:1984-03-05", date(1984, 4, 5)),
        ("lunar:1984-10L-01", date(1984, 11, 23)),
        ("lunar:1984-12-30", date(1985, 2, 19)),
        ("lunar:2023-02L-01", date(2023, 3, 22)),
        ("lunar:2023-08-15", date(2023, 9, 29)),
        ("lunar:2023-12-30", date(2024, 2, 9)),
    ],
)
def test_a_lunar_day_lies_in_its_interval_and_month_and_year(lunar: str, usual: date) -> None:
    for text in (lunar, lunar.rpartition("-")[0], lunar.split("-", maxsplit=1)[0]):
        found = parse(text)
        assert found.first <= usual <= found.last, text
    assert (parse(lunar).last - parse(lunar).first).days <= 1


@given(st.dates(date(1850, 1, 1), date(2150, 12, 31)))
def test_less_known_is_wider(day: date) -> None:
    known = [parse(text) for text in (f"{day}", f"{day:%Y-%m}", f"{day:%Y}", f"{day:%Y}~", "(some time)")]
    for narrow, wide in pairwise(known):
        assert wide.first <= narrow.first <= narrow.last <= wide.last


@given(st.integers(1900, 2100), st.integers(1, 12), st.integers(1, 29))
def test_a_lunar_day_lies_in_its_month_and_its_year(year: int, month: int, day: int) -> None:
    stem = f"lunar:{year}-{month:02}"
    inner, middle, outer = parse(f"{stem}-{day:02}"), parse(stem), parse(f"lunar:{year}")
    assert outer.first <= middle.first <= inner.first <= inner.last <= middle.last <= outer.last


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        found = parse(text)
    except NotADate:
        return
    assert parse(str(found)) == found
    assert found.first <= found.last


def test_always_is_all_days() -> None:
    assert PartialDate("", U, Precision.WORDS, (ALWAYS,)).bounded is False
