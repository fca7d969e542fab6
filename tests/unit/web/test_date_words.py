"""A date as it was said, in the language of the reader."""

from datetime import date

import pytest
from django.utils.translation import override

from wellfounded.identity.dates.partial_date import ANIMALS, SEASONS, parse
from wellfounded.law.case_file import Span
from wellfounded.web import date_words as said
from wellfounded.web.date_words import date_words, span_words


@pytest.mark.parametrize(
    ("text", "english", "korean", "chinese"),
    [
        ("1984", "1984", "1984년", "1984年"),
        ("1984-03", "March 1984", "1984년 3월", "1984年3月"),
        ("1984-03-05", "5 March 1984", "1984년 3월 5일", "1984年3月5日"),
        ("1984~", "about 1984", "1984년 무렵", "1984年前后"),
        ("1984-spring", "spring of 1984", "1984년 봄", "1984年春"),
        ("1984/1986-02", "between 1984 and February 1986", "1984년에서 1986년 2월 사이", "1984年至1986年2月之间"),
        ("lunar:1984", "1984 of the lunar calendar", "음력 1984년", "农历1984年"),
        ("lunar:1984-03", "month 3, 1984 of the lunar calendar", "음력 1984년 3월", "农历1984年3月"),
        ("lunar:1984-10L", "leap month 10, 1984 of the lunar calendar", "음력 1984년 윤10월", "农历1984年闰10月"),
        ("lunar:1984-03-05", "day 5 of month 3, 1984 of the lunar calendar", "음력 1984년 3월 5일", "农历1984年3月5日"),
        (
            "lunar:1984-10L-05",
            "day 5 of leap month 10, 1984 of the lunar calendar",
            "음력 1984년 윤10월 5일",
            "农历1984年闰10月5日",
        ),
        ("juche:73", "1984 (Juche 73)", "1984년(주체 73년)", "1984年（主体73年）"),
        ("juche:73-03-05", "5 March 1984 (Juche 73)", "1984년 3월 5일(주체 73년)", "1984年3月5日（主体73年）"),
        ("age:40@2024-03-02", "aged 40 on 2 March 2024", "2024년 3월 2일에 만 40세", "2024年3月2日时40周岁"),
        ("age:40@2024", "aged 40 in 2024", "2024년에 만 40세", "2024年时40周岁"),
        (
            "korean-age:41@2024~",
            "about aged 41 in 2024, as counted in Korea and China",
            "2024년에 세는나이 41세 무렵",
            "2024年时虚岁41岁前后",
        ),
        ("zodiac:horse", "a year of the horse", "말띠 해", "马年"),
        (
            "zodiac:horse@1980",
            "year of the horse nearest to 1980",
            "1980년에 가장 가까운 말띠 해",
            "离1980年最近的马年",
        ),
        (
            "1998-spring (after the flood)",
            "spring of 1998 (“after the flood”)",
            "1998년 봄(“after the flood”)",
            "1998年春（“after the flood”）",
        ),
        ("(the year of the flood)", "“the year of the flood”", "“the year of the flood”", "“the year of the flood”"),
    ],
)
def test_each_form_in_each_language(text: str, english: str, korean: str, chinese: str) -> None:
    for language, expected in {"en": english, "ko": korean, "zh-hans": chinese}.items():
        with override(language):
            assert date_words(parse(text)) == expected


def test_no_date_says_nothing() -> None:
    assert date_words(None) == ""


def test_every_season_and_animal_has_its_word() -> None:
    assert tuple(said.SEASONS) == SEASONS
    assert tuple(said.ANIMALS) == ANIMALS


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        (Span(date(1998, 1, 1), date(1998, 12, 31), "1998"), "1998년"),
        (Span(date(1998, 3, 1), date(1998, 3, 31), "1998-03"), "1998년 3월"),
        (Span(date(1998, 3, 15), date(1998, 3, 15)), "1998년 3월 15일"),
        # Longer ago than a date of registration may lie, and words that are no date: shown, never a fault.
        (Span(date(1500, 1, 1), date(1500, 12, 31), "1500"), "1500년"),
        (Span(date(1998, 3, 1), date(1999, 3, 1)), "1998-03-01 to 1999-03-01"),
    ],
)
def test_dates_of_a_case_file(span: Span, expected: str) -> None:
    with override("ko"):
        assert span_words(span) == expected
