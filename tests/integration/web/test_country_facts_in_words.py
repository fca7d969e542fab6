"""Wherever a person reads of a country fact it stands in its own words, with where and when it was published.

Its id is a small reference behind them and never stands alone.
"""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.casework.cast import Cast
from tests.casework.decisions import case_in_assessment, to_state
from tests.casework.pages import signed_in
from wellfounded.cases.models import Case
from wellfounded.cases.models.decision import current_decision
from wellfounded.cases.screening import screen
from wellfounded.law.library import load_library
from wellfounded.letters.assessment.page import view_of
from wellfounded.letters.decision.letter import letter_of

FACTS = {fact.id: fact for fact in load_library().country_facts}
KNOWN = FACTS["prk-interrogation"]
IDS = re.compile("|".join(FACTS))
# Attributes are not read; a reference stands in a code element or in square brackets.
REFERENCE = re.compile(rf"<code>({IDS.pattern})</code>|\[({IDS.pattern})\]")


def read_aloud(page: str) -> str:
    return re.sub(r"<[^>]+>", " ", REFERENCE.sub(" ", page))


@pytest.fixture
def case(cast: Cast) -> Case:
    return case_in_assessment(cast)


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize(
    "page",
    [
        ("facts",),
        ("fact", "PRK", "exit_is_crime"),
        ("assessment_finding", "PRK", "objective_risk"),
        ("assessment_find", "PRK", "objective_risk"),
        ("assessment_remarks",),
        ("assessment_timeline",),
    ],
    ids=lambda page: page[0],
)
def test_no_page_names_a_country_fact_by_its_id(
    client: Client, cast: Cast, case: Case, *, page: tuple[str, ...], language: str
) -> None:
    signed_in(client, cast.adjudicator)
    client.post(reverse("set_language"), {"language": language})
    answer = client.get(reverse(page[0], args=[case.number, *page[1:]]))
    assert answer.status_code == 200
    assert IDS.findall(read_aloud(answer.content.decode())) == []


def test_the_facts_of_a_case_say_what_is_known_where_and_of_which_day(client: Client, cast: Cast, case: Case) -> None:
    signed_in(client, cast.adjudicator)
    page = client.get(reverse("fact", args=[case.number, "PRK", "exit_is_crime"])).content.decode()
    known = FACTS["prk-exit-ban"]
    assert f'<span lang="en">{known.statement}</span>' in page
    assert f"{known.cited}, 7 February 2014" in page
    assert f"<code>{known.id}</code>" in page


def test_the_decision_and_its_letter_say_on_what_of_the_country_they_rest(client: Client, cast: Cast) -> None:
    case = to_state(case_in_assessment(cast), cast, "decided")
    decision = current_decision(case)
    assert decision is not None
    page = signed_in(client, cast.adjudicator).get(reverse("decision", args=[case.number])).content.decode()
    assert IDS.findall(read_aloud(page)) == []
    for language, day in (("en", "7 February 2014"), ("ko", "2014년 2월 7일")):
        rests = letter_of(decision, language=language, dated=date(2026, 3, 2)).rests
        told = {rest.source: rest.place for rest in rests}
        known = FACTS["prk-exit-ban"]
        assert told[known.statement] == f"{known.cited}, {day} [{known.id}]"
        assert not set(told) & set(FACTS)


def test_the_printed_assessment_says_it_too(case: Case) -> None:
    shown = str(view_of(screen(case)))
    assert f"{KNOWN.statement} ({KNOWN.cited}, " in shown
    assert IDS.findall(REFERENCE.sub(" ", shown)) == []
