"""The picture of a timeline: spans as bars, days as dots, in order, and the same in words."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree as ET

import pytest

from wellfounded.web.pictures.timeline import (
    LEFT,
    WIDTH,
    Moment,
    Scale,
    in_order,
    in_words,
    timeline_picture,
    years_of,
)

SVG = "{http://www.w3.org/2000/svg}"
FLIGHT = Moment("Flight", date(2019, 3, 1), date(2019, 3, 31), "2019-03", "journey")
CLAIM = Moment("Claim", date(2023, 11, 6), date(2023, 11, 6), "6 November 2023", "procedure")
CHILDHOOD = Moment("School closed", date(1996, 1, 1), date(1998, 12, 31), "1996/1998")


def drawn(*moments: Moment) -> ET.Element:
    return ET.fromstring(timeline_picture(moments, title="Time"))  # noqa: S314 - our own picture


def test_the_order_is_that_of_the_first_day_that_each_may_be() -> None:
    assert in_order([CLAIM, FLIGHT, CHILDHOOD]) == [CHILDHOOD, FLIGHT, CLAIM]
    assert in_words([CLAIM, FLIGHT]) == "2019-03: Flight; 6 November 2023: Claim."


def test_a_day_is_a_dot_and_what_is_known_roughly_is_a_bar_over_all_its_days() -> None:
    root = drawn(CHILDHOOD, FLIGHT, CLAIM)
    assert [group.attrib["class"] for group in root.iter(f"{SVG}g")] == [
        "moment account",
        "moment journey",
        "moment procedure",
    ]
    bars = list(root.iter(f"{SVG}rect"))
    assert len(list(root.iter(f"{SVG}circle"))) == 1
    assert int(bars[0].attrib["width"]) > int(bars[1].attrib["width"])


def test_everything_stands_inside_the_picture() -> None:
    root = drawn(CHILDHOOD, FLIGHT, CLAIM)
    for circle in root.iter(f"{SVG}circle"):
        assert 0 < int(circle.attrib["cx"]) < WIDTH
        assert int(circle.attrib["cy"]) < int(root.attrib["height"])
    for text in root.iter(f"{SVG}text"):
        assert 0 < int(text.attrib["x"]) <= WIDTH


def test_it_is_whole_escaped_and_told_in_words() -> None:
    root = drawn(Moment("<script>", date(2020, 1, 1), date(2020, 1, 1), "2020"))
    title, told = root[0], root[1]
    assert root.attrib["aria-labelledby"].split() == [title.attrib["id"], told.attrib["id"]]
    assert told.text == "2020: <script>."


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [
        (2019, 2021, [2019, 2020, 2021]),
        (1996, 2024, [2000, 2005, 2010, 2015, 2020]),
        (1950, 2024, [1950, 1960, 1970, 1980, 1990, 2000, 2010, 2020]),
        (1000, 2500, list(range(1000, 2501, 100))),
    ],
)
def test_years_are_marked_at_even_steps(first: int, last: int, years: list[int]) -> None:
    assert years_of(Scale(date(first, 1, 1), date(last, 1, 1))) == years


def test_a_scale_runs_from_edge_to_edge() -> None:
    scale = Scale(date(2020, 1, 1), date(2021, 1, 1))
    assert (scale.at(date(2020, 1, 1)), scale.at(date(2021, 1, 1))) == (LEFT, WIDTH - LEFT)
    assert Scale(date(2020, 1, 1), date(2020, 1, 1)).at(date(2020, 1, 1)) == LEFT


def test_the_last_year_that_there_is_does_not_break_it() -> None:
    drawn(Moment("Until ever", date(9999, 1, 1), date(9999, 12, 31), "9999"))
