"""Facts on the assessment's pages: values, what people did about them, evidence with its links, and the timeline."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.casework.cast import Cast
from tests.casework.decisions import GRANTED, OPEN, case_in_assessment, hear
from tests.casework.pages import signed_in
from wellfounded.cases.models import Case, Exhibit, FactEntry, InterviewLine
from wellfounded.persons.date_entry import read_date
from wellfounded.persons.models import Journey, JourneyStage
from wellfounded.web.assessment.places import entity_of, evidence_address, slug_of


def record(case: Case, cast: Cast, fact: str, **told: Any) -> None:
    """A further version of a fact about North Korea, as the case file has it."""
    version = FactEntry.objects.filter(case=case, entity="PRK", fact=fact).count() + 1
    FactEntry.objects.create(
        case=case, entity="PRK", fact=fact, version=version, record=told, state=told["state"], by=cast.adjudicator
    )


def page_of(client: Client, case: Case, criterion: str, *, entity: str = "PRK", find: bool = False) -> str:
    route = "assessment_find" if find else "assessment_finding"
    answer = client.get(reverse(route, args=[case.number, entity, criterion]), {"show": "all"})
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_fact_tells_what_people_did_about_it(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, OPEN)
    evidence = [
        {"source": "interview-1", "at": "line 3", "weight": "strong", "note": "Told freely"},
        {"source": "witness-1", "at": "page 2", "kind": "witness", "direction": "rebuts"},
    ]
    record(
        case,
        cast,
        "past_harm_suffered",
        state="possible",
        by="adjudicator",
        reason="Told in detail, and yet",
        benefit_of_doubt={"by": "adjudicator", "reason": "The account holds together"},
        put={"by": "interviewer", "reply": "It was in winter"},
        answered="yes",
        evidence=evidence,
        credibility={
            "result": "accepted",
            "indicators": [{"indicator": "detail", "direction": "supports", "rests_on": "line 3"}],
            "distorting": ["trauma"],
        },
    )
    page = page_of(signed_in(client, cast.adjudicator), case, "past_harm")
    for words in [
        "Told in detail, and yet",
        "Benefit of the doubt given by adjudicator: The account holds together",
        "Reply: “It was in winter”",
        "The applicant said yes.",
        "Material evidence stands on both sides.",
        "Indicators: detail supports (line 3).",
        "What may distort: trauma.",
        "For:",
        "Against:",
        "rests on a fact accepted as possible",
        "rests on a fact with evidence both ways",
    ]:
        assert words in page, words


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"state": "possible"}, "only once a person gives the benefit of the doubt"),
        ({"state": "unknown", "answered": "wont_say"}, "The applicant does not want to say. That is not a “no”."),
        ({"state": "unknowable"}, "cannot be known here"),
        ({"state": "established", "credibility": {"result": "unresolved"}}, "Credibility not resolved."),
        ({"state": "established", "put": {"on": "2024-02-08"}}, "Put to the applicant (8 February 2024)."),
    ],
)
def test_a_fact_is_never_told_as_more_or_less_than_it_is(
    client: Client, cast: Cast, told: dict[str, Any], words: str
) -> None:
    case = case_in_assessment(cast, OPEN)
    record(case, cast, "past_harm_suffered", **told)
    assert words in page_of(signed_in(client, cast.adjudicator), case, "past_harm")


def test_evidence_leads_to_the_line_and_to_the_page(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, OPEN)
    interview = hear(case, cast)
    InterviewLine.objects.create(
        interview=interview, number=1, kind="narrative", speaker="applicant", text="They beat us", by=cast.interviewer
    )
    Exhibit.objects.create(
        case=case,
        label="E-1",
        title="Note of a doctor",
        kind="medical",
        media="pdf",
        sha256="c" * 64,
        size=1,
        pages=2,
        added_by=cast.registrar,
    )
    evidence = [{"source": f"interview-{interview.number}", "at": "line 1"}, {"source": "E-1", "at": "page 2"}]
    record(case, cast, "past_harm_suffered", state="established", evidence=evidence)
    page = page_of(signed_in(client, cast.reviewer), case, "past_harm")
    there = reverse("interview", args=[case.number, interview.number])
    assert f'href="{there}#line-1"' in page
    assert f'href="{reverse("exhibit_page", args=[case.number, "E-1", 2])}"' in page
    assert 'id="line-1"' in client.get(there).content.decode()


def test_what_lies_elsewhere_has_no_link() -> None:
    none: frozenset[str] = frozenset()
    assert evidence_address("C-1", "witness-1", at="page 2", exhibits=none) == ""
    assert evidence_address("C-1", "E-1", at="", exhibits=frozenset({"E-1"})).endswith("/E-1/page/1/")
    assert "#" not in evidence_address("C-1", "interview-2", at="", exhibits=none)


@pytest.mark.parametrize("entity", ["person", "PRK", "CHN>PRK"])
def test_an_entity_comes_back_from_its_address(entity: str) -> None:
    assert entity_of(slug_of(entity)) == entity
    assert ">" not in slug_of(entity)


def test_a_person_may_find_what_a_rule_answers_and_sees_the_facts_that_it_names(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, GRANTED)
    signed_in(client, cast.adjudicator)
    page = page_of(client, case, "past_harm", find=True)
    assert "A rule answers this." in page
    assert "Beaten and starved in the holding centre" in page
    address = reverse("assessment_find", args=[case.number, "PRK", "past_harm"])
    typed = {"seen": "0", "word": "conceded", "reason": "The office does not dispute it"}
    assert client.post(address, typed).status_code == 302
    assert "The office does not dispute it" in page_of(client, case, "past_harm")


def test_the_timeline_tells_every_date_as_precisely_as_it_is_known(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, OPEN)
    fled, words = read_date("2019-03"), read_date("(the winter after the flood)")
    journey = Journey.objects.create(person=case.person, origin="PRK", fled=fled, arrived=read_date("2019-spring"))
    JourneyStage.objects.create(journey=journey, position=1, country="CHN", place="Yanji", arrived=words)
    record(
        case,
        cast,
        "departure_date",
        state="possible",
        value="2019-03",
        evidence=[{"source": "interview-1", "at": "line 3"}],
    )
    page = signed_in(client, cast.adjudicator).get(reverse("assessment_timeline", args=[case.number])).content.decode()
    for told in ["Left North Korea", "Reached China, Yanji", "Arrived here", "Claim made", "Interview 1", "words only"]:
        assert told in page, told
    listed = page.partition("The same as a list")[2]
    assert listed.index("Left North Korea") < listed.index("Claim made") < listed.index("Reached China, Yanji")
    assert "possible" in listed
    picture = page.partition("<svg")[2].partition("</svg>")[0]
    assert "Left North Korea" in picture
    assert "Yanji" not in picture  # no interval of days is known


def test_a_case_with_no_more_than_its_claim_has_a_timeline(client: Client, cast: Cast) -> None:
    case = case_in_assessment(cast, OPEN, heard=False, claim_date=date(2024, 3, 2))
    page = signed_in(client, cast.adjudicator).get(reverse("assessment_timeline", args=[case.number])).content.decode()
    assert "Claim made" in page
