"""The paragraphs of a decision: what they say, in which order, and what each rests on."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.factories import real
from wellfounded.cases.deadline_terms import Circumstance
from wellfounded.cases.decision_text import Course, Link, Paragraph, appeal_told, decision_text
from wellfounded.cases.decision_wording import MESSAGES, PARTS, TERMS, term, worded
from wellfounded.cases.outcomes import Outcome
from wellfounded.law.assess import Assessment, assess
from wellfounded.law.case_file import Value
from wellfounded.law.case_reader import read_case
from wellfounded.law.whatif import with_fact

EXAMPLES = {path.stem: path for path in sorted((Path(__file__).parents[3] / "examples").glob("*/*.yaml"))}
del EXAMPLES["outcomes"]
LANGUAGES = ("en", "ko", "zh-hans")


def assessed(name: str) -> Assessment:
    return assess(read_case(EXAMPLES[name], real()), real())


def told(name: str, outcome: Outcome, **course: object) -> tuple[Paragraph, ...]:
    return decision_text(assessed(name), Course(outcome, **course))  # type: ignore[arg-type] # fields by name


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_finding_and_fact_of_a_text_is_one_of_the_record(name: str) -> None:
    assessment = assessed(name)
    for outcome in (Outcome.REFUGEE, Outcome.COMPLEMENTARY, Outcome.REFUSED):
        paragraphs = decision_text(assessment, Course(outcome, appeal_days=30, appeal_unit="calendar_days"))
        assert paragraphs == decision_text(assessment, Course(outcome, appeal_days=30, appeal_unit="calendar_days"))
        links = [link for paragraph in paragraphs for link in paragraph.links]
        assert {(link.item, link.entity) for link in links if link.kind == "finding"} <= set(assessment.findings)
        assert {link.item for link in links if link.kind in {"fact", "evidence", "line"}} <= set(assessment.law.facts)
        goals = {(goal.entity, goal.criterion.id) for goal in assessment.goals()}
        concluded = {
            (paragraph.links[0].entity, paragraph.links[0].item)
            for paragraph in paragraphs
            if paragraph.message.startswith("conclusion")
        }
        assert concluded == goals, "every conclusion is told, return to each destination among them"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_paragraph_has_words_in_each_language(name: str, language: str) -> None:
    for paragraph in told(name, Outcome.REFUSED, reasons="So."):
        text = worded(paragraph, language)
        assert text.strip()
        assert "%(" not in text


def test_an_open_conclusion_is_never_told_as_no() -> None:
    for paragraph in told("ex-01-hunger-first-crossing", Outcome.REFUGEE):
        if paragraph.message.startswith("conclusion"):
            assert paragraph.message == "conclusion_open"
            assert "neither way" in worded(paragraph, "en")


def test_a_grant_names_nothing_that_nobody_raised() -> None:
    facts = [paragraph for paragraph in told("ex-02-repeat-returnee", Outcome.REFUGEE) if "fact" in paragraph.message]
    named = {link.item for paragraph in facts for link in paragraph.links}
    assert "is_outside" in named
    assert not named & {"served_in_police", "ordinary_crime_serious"}
    assert "facts_not_established" not in {paragraph.message for paragraph in facts}


def test_what_the_closing_left_open_is_not_held_to_be_untrue() -> None:
    paragraphs = {paragraph.message: paragraph for paragraph in told("ex-10-child-born-in-china", Outcome.REFUSED)}
    assert "None of it is held to be untrue" in worded(paragraphs["facts_not_established"], "en")
    assert "nothing is concluded" in worded(
        next(one for one in told("ex-01-hunger-first-crossing", Outcome.REFUGEE) if one.message == "facts_open"), "en"
    )


def test_facts_come_first_then_findings_then_conclusions_then_the_outcome() -> None:
    messages = [
        paragraph.message.partition("_")[0]
        for paragraph in told(
            "ex-10-child-born-in-china",
            Outcome.REFUSED,
            reasons="So.",
            heard_on=(date(2024, 2, 1), date(2024, 2, 8)),
            appeal_days=30,
            appeal_unit="calendar_days",
        )
    ]
    order = [
        "opening",
        "heard",
        "closed",
        "fact",
        "facts",
        "finding",
        "nothing",
        "conclusion",
        "reasons",
        "outcome",
        "appeal",
    ]
    assert sorted(messages, key=order.index) == messages
    assert messages.count("outcome") == messages.count("appeal") == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sending", [False, True])
@pytest.mark.parametrize("shorter", ["", *Circumstance])
def test_the_time_to_appeal_is_told_from_its_right_day_with_the_shorter_one(
    language: str, shorter: str, *, sending: bool
) -> None:
    course = Course(
        Outcome.REFUSED,
        appeal_days=14,
        appeal_unit="calendar_days",
        from_sending=sending,
        shorter_when=shorter,
        shorter_days=5,
        shorter_unit="working_days",
    )
    told = list(appeal_told(course))
    assert [one.message for one in told] == [
        "appeal_sent" if sending else "appeal",
        *([f"appeal_{shorter}"] if shorter else []),
    ]
    for one, days in zip(told, ("14", "5"), strict=False):
        assert days in worded(one, language)
    assert not list(appeal_told(replace(course, outcome=Outcome.REFUGEE)))
    assert not list(appeal_told(replace(course, appeal_days=0)))


def test_a_grant_of_refugee_status_tells_its_own_reasons_and_no_appeal() -> None:
    granted = told("ex-02-repeat-returnee", Outcome.REFUGEE, appeal_days=30, appeal_unit="calendar_days")
    assert granted[-1].message == "outcome_refugee"
    assert granted[1].message == "not_heard"
    # a grant of less also tells why refugee status was not met
    lesser = told("ex-08-prison-guard", Outcome.COMPLEMENTARY)
    items = {link.item for paragraph in lesser for link in paragraph.links if link.kind == "finding"}
    assert {"exclusion", "exclusion_1fa", "torture_risk"} <= items


def test_a_paragraph_links_to_evidence_lines_and_law_with_how_far_each_was_checked() -> None:
    links = [link for paragraph in told("ex-02-repeat-returnee", Outcome.REFUGEE) for link in paragraph.links]
    assert {link.kind for link in links} == {"finding", "fact", "evidence", "line", "citation"}
    assert all(link.checked in {"read", "quoted", "unchecked"} for link in links if link.kind == "citation")
    assert Link("fact", "PRK", "x").as_data() == {"kind": "fact", "entity": "PRK", "item": "x"}


@pytest.mark.parametrize(
    ("paragraph", "text"),
    [
        (
            Paragraph(
                "fact_refuted",
                {"entity": "PRK", "fact": "Ran", "value": "201", "reason": "So.", "reply": "No"},
            ),
            "It is not accepted: Ran (North Korea) – 201. Reason: So. This was put to the applicant, who replied: “No”",
        ),
        (Paragraph("fact_established", {"entity": "person", "fact": "Served"}), "It is accepted: Served."),
        (
            Paragraph("heard", {"days": ["2024-02-01", "2024-02-08"]}),
            "The applicant was heard in person on 1 February 2024, 8 February 2024.",
        ),
        (
            Paragraph("nothing_against", {"criteria": []}),
            "Nothing on the record establishes what would speak against the applicant.",
        ),
        (
            Paragraph("finding_met", {"entity": "CHN>PRK", "criterion": "Sent on"}),
            "“Sent on” (China → North Korea): this is met.",
        ),
    ],
    ids=lambda value: value.message if isinstance(value, Paragraph) else "",
)
def test_a_paragraph_reads_like_this(paragraph: Paragraph, text: str) -> None:
    assert worded(paragraph, "en") == text


def test_days_stand_in_the_form_of_the_language() -> None:
    closed = Paragraph("closed", {"on": "2024-02-01"})
    assert "2024년 2월 1일" in worded(closed, "ko")
    assert "2024年2月1日" in worded(closed, "zh-hans")


@pytest.mark.parametrize(
    ("count", "unit", "words"),
    [
        (1, "calendar_days", "1 day"),
        (30, "calendar_days", "30 days"),
        (10, "working_days", "10 working days"),
        (2, "weeks", "2 weeks"),
        (1, "months", "1 month"),
    ],
)
def test_a_term_in_words(count: int, unit: str, words: str) -> None:
    assert term(count, unit) == words


def test_every_message_that_the_text_may_use_has_words() -> None:
    states = {"established", "possible", "refuted"}
    labels = {"met", "not_met", "not_established", "open", "contradicted"}
    used = {f"fact_{state}" for state in states} | {
        f"{kind}_{label}" for kind in ("finding", "conclusion") for label in labels
    }
    used |= {f"outcome_{outcome.value}" for outcome in Outcome}
    used |= {"opening", "heard", "not_heard", "closed", "facts_not_established", "facts_open", "nothing_against"}
    assert set(MESSAGES) == used | {"nothing_against_bare", "reasons"} | TERMS
    assert {f"appeal_{circumstance}" for circumstance in Circumstance} | {"appeal", "appeal_sent"} == TERMS
    assert set(PARTS) == {"place", "value", "reason", "reply"}


@pytest.mark.parametrize(
    ("value", "words"), [(("river", "night"), "river, night"), (3.0, "3"), ("by night", "by night")], ids=str
)
def test_a_value_is_told_plainly(value: Value, words: str) -> None:
    law_case = read_case(EXAMPLES["ex-02-repeat-returnee"], real())
    record = replace(law_case.countries["PRK"].facts["left_without_permission"], value=value)
    changed = with_fact(law_case, ("PRK", "left_without_permission"), record=record)
    paragraphs = decision_text(assess(changed, real()), Course(Outcome.REFUGEE))
    assert any(paragraph.values.get("value") == words for paragraph in paragraphs)
