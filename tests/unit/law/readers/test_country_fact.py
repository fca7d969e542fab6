"""Country information is dated, cited and tied to what it bears on; its age alone never takes it away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.factories import fields_of, mini
from tests.unit.law.readers.refusals import Place, places
from wellfounded.law.country_fact import read_country_facts
from wellfounded.law.errors import Code

BEATINGS = mini().country_facts[0]
SOUND = "id: a\n    statement: x\n    published: 2010-01-01\n    cite: [{source: guide, at: x, checked: unchecked}]\n"


def read(text: str) -> list[Place]:
    fields = fields_of(text)
    read_country_facts(fields, mini().sources)
    return places(fields.problems)


def test_a_country_fact_is_read_whole() -> None:
    assert (BEATINGS.id, BEATINGS.country, BEATINGS.direction) == ("aaa-beatings", "AAA", "supports")
    assert BEATINGS.statement == "Officials beat those who cross."
    assert (BEATINGS.period_from, BEATINGS.period_to) == (date(2008, 1, 1), date(2009, 12, 31))
    assert BEATINGS.bears_on == ("risk_is_real",)
    assert BEATINGS.cite[0].source.id == "guide"


@pytest.mark.parametrize(
    ("day", "known", "due"),
    [
        (date(2009, 12, 31), False, False),
        (date(2010, 1, 1), True, False),
        (date(2015, 1, 1), True, False),
        (date(2015, 1, 2), True, True),
    ],
)
def test_it_is_known_from_its_publication_and_reviewed_after_its_day(day: date, *, known: bool, due: bool) -> None:
    assert BEATINGS.known_on(day) is known
    assert BEATINGS.due_for_review(day) is due


def test_without_dates_it_was_always_known_and_is_never_due() -> None:
    undated = replace(BEATINGS, published=None, review_after=None)
    assert undated.known_on(date.min)
    assert not undated.due_for_review(date.max)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"country: AAA\nfacts:\n  - {SOUND}", []),
        (f"facts:\n  - {SOUND}", [(Code.MISSING_KEY, 1, "country")]),
        (f"country: AAA\nfacts:\n  - {SOUND}    direction: both", [(Code.WRONG_OPTION, 7, "facts.0.direction")]),
        (f"country: AAA\nfacts:\n  - {SOUND}    review_after: soon", [(Code.BAD_DATE, 7, "facts.0.review_after")]),
        (f"country: AAA\nfacts:\n  - {SOUND}    period: 2010", [(Code.NOT_A_MAPPING, 7, "facts.0.period")]),
        (f"country: AAA\nfacts:\n  - {SOUND}    bears_on: {{a: b}}", [(Code.WRONG_TYPE, 7, "facts.0.bears_on")]),
        (f"country: AAA\nfacts:\n  - {SOUND}    author: x", [(Code.UNKNOWN_KEY, 7, "facts.0.author")]),
        ("country: AAA\nfacts: {}", [(Code.WRONG_TYPE, 2, "facts")]),
    ],
)
def test_a_broken_country_fact_is_refused_at_its_line(text: str, expected: list[Place]) -> None:
    assert read(text) == expected


def test_everything_that_a_country_fact_lacks_is_told_at_once() -> None:
    assert {path for _, _, path in read("country: AAA\nfacts:\n  - {}\n")} == {
        "facts.0.id",
        "facts.0.statement",
        "facts.0.published",
        "facts.0.cite",
    }
