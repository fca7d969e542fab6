"""A date put together from parts reads as the same date that somebody would type."""

from datetime import date

import pytest

from wellfounded.identity.dates.partial_date import NotADate
from wellfounded.persons.date_entry import read_date
from wellfounded.web.forms.said_date import as_said

TODAY = date(2024, 3, 2)


@pytest.mark.parametrize(
    ("parts", "about", "text"),
    [
        ({}, False, ""),
        ({}, True, ""),
        ({"year": "1984"}, False, "1984"),
        ({"year": "1984", "month": "3"}, True, "1984-03~"),
        ({"year": "1984", "month": "3", "day": "5"}, False, "1984-03-05"),
        ({"year": "1984", "season": "spring"}, False, "1984-spring"),
        ({"calendar": "lunar", "year": "1984", "month": "10L"}, False, "lunar:1984-10L"),
        ({"calendar": "juche", "year": "73"}, False, "juche:73"),
        ({"calendar": "age", "year": "40"}, False, "age:40@2024-03-02"),
        ({"calendar": "korean-age", "year": "41"}, True, "korean-age:41@2024~"),
        ({"calendar": "age"}, False, ""),
        ({"said": "the year of the flood"}, False, "(the year of the flood)"),
        ({"year": "1995", "said": "after the flood"}, False, "1995 (after the flood)"),
    ],
)
def test_parts_become_the_text_of_the_date(parts: dict[str, str], about: bool, text: str) -> None:  # noqa: FBT001 - a column
    said = as_said(parts, today=TODAY, about=about)
    assert said == text
    if text:
        assert read_date(said) is not None


@pytest.mark.parametrize(
    "parts",
    [{"year": "1984", "day": "5"}, {"month": "3"}, {"calendar": "lunar", "year": "1984", "season": "spring"}],
)
def test_what_is_missing_is_told_and_never_guessed(parts: dict[str, str]) -> None:
    with pytest.raises(NotADate):
        read_date(as_said(parts, today=TODAY))
