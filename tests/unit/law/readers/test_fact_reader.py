"""One fact or finding, in its short or its long form; what was not said never counts as said."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.factories import case_of, case_text, day
from tests.unit.law.readers.refusals import Place, refusal, refused_case
from wellfounded.law.case_file import (
    Act,
    Answer,
    Credibility,
    Direction,
    Evidence,
    FactRecord,
    FactState,
    HumanFinding,
    Indicator,
    Put,
    Span,
    Weight,
)
from wellfounded.law.errors import Code

EST = FactState.ESTABLISHED


def with_facts(facts: str) -> str:
    return case_text(person=f"{{facts: {{{facts}}}}}")


def fact(facts: str) -> FactRecord:
    (found,) = case_of(with_facts(facts)).person.facts.values()
    return found


@pytest.mark.parametrize("state", list(FactState))
def test_the_short_form_is_the_state(state: FactState) -> None:
    assert fact(f"serious_crime: {state}") == FactRecord(state)
    assert fact(f"serious_crime: {{state: {state}}}") == FactRecord(state)


VALUES: dict[str, Any] = {
    "departure_date: 1991": Span(date(1991, 1, 1), date(1991, 12, 31), "1991"),
    "departure_date: 1992-02": Span(date(1992, 2, 1), date(1992, 2, 29), "1992-02"),
    "departure_date: 1992-02-29": day("1992-02-29"),
    "departure_date: '1992-02-29'": day("1992-02-29"),
    "days_walked: 9": 9.0,
    "days_walked: 2.5": 2.5,
    "paper: permit": "permit",
    "paper: [permit]": "permit",
    "motives: hunger": ("hunger",),
    "motives: [hunger, faith]": ("hunger", "faith"),
    "own_words: Nothing more": "Nothing more",
    "own_words: 7": "7",
}


@pytest.mark.parametrize("text", VALUES)
def test_a_value_is_read_short_and_long(text: str) -> None:
    name, _, value = text.partition(": ")
    assert fact(text) == FactRecord(EST, VALUES[text])
    assert fact(f"{name}: {{value: {value}}}") == FactRecord(EST, VALUES[text])
    assert fact(f"{name}: {{state: possible, value: {value}}}").state is FactState.POSSIBLE


@pytest.mark.parametrize("name", ["departure_date", "days_walked", "paper", "motives", "own_words"])
@pytest.mark.parametrize("state", ["possible", "unknown", "unknowable", "contradicted"])
def test_a_fact_with_a_value_may_be_unsettled_without_one(name: str, state: str) -> None:
    assert fact(f"{name}: {state}") == fact(f"{name}: {{state: {state}}}") == FactRecord(FactState(state))


def test_the_long_form_is_read_whole() -> None:
    found = fact(
        "serious_crime: {state: possible, answered: dont_know, by: a, on: 2012-04-01, reason: r, "
        "benefit_of_doubt: {by: b, reason: s}, put: {on: 2012-04-02, by: c, at: line 1, reply: No}, "
        "evidence: [{source: map, at: p, on: 2012-01-01, direction: rebuts, kind: document, weight: weak, note: n}], "
        "credibility: {result: accepted, indicators: [{indicator: detail, direction: rebuts, rests_on: x}], "
        "distorting: [time], by: d}}"
    )
    assert (found.answered, found.act) == (Answer.DONT_KNOW, Act("a", date(2012, 4, 1), "r"))
    assert (found.benefit_of_doubt, found.put) == (Act("b", None, "s"), Put(date(2012, 4, 2), "c", "line 1", "No"))
    day_of = date(2012, 1, 1)
    assert found.evidence == (Evidence("map", "p", day_of, Direction.REBUTS, "document", Weight.WEAK, "n"),)
    assert found.credibility == Credibility("accepted", (Indicator("detail", Direction.REBUTS, "x"),), ("time",), "d")


def test_what_evidence_does_not_say_is_assumed_mildly() -> None:
    assert fact("serious_crime: {evidence: [{source: map}], credibility: {}}") == FactRecord(
        evidence=(Evidence("map"),), credibility=Credibility()
    )


@pytest.mark.parametrize("put", ["", "null", "{}"])
def test_an_empty_line_puts_nothing_to_anybody(put: str) -> None:
    assert fact(f"serious_crime: {{state: established, put: {put}}}").put is None
    finding = f"{{finding: established, by: a, reason: r, put: {put}}}"
    assert case_of(case_text(person=f"{{findings: {{status: {finding}}}}}")).person.findings["status"].put is None


def test_a_finding_is_read_whole() -> None:
    entry = (
        "{finding: conceded, by: a, on: 2012-04-01, reason: r, put: {at: x}, rests_on: [serious_crime], standard: s}"
    )
    found = case_of(case_text(person=f"{{findings: {{status: {entry}}}}}")).person.findings["status"]
    assert found == HumanFinding(
        word=found.word,
        act=Act("a", date(2012, 4, 1), "r"),
        put=Put(at="x"),
        rests_on=("serious_crime",),
        standard="s",
    )
    assert found.word == "conceded"


REFUSED: dict[str, tuple[Code, str]] = {
    "serious_crime: ": (Code.WRONG_VALUE, ""),
    "own_words: ": (Code.WRONG_VALUE, ""),
    "serious_crime: yes": (Code.WRONG_OPTION, ""),
    "serious_crime: estalbished": (Code.WRONG_OPTION, ""),
    "serious_crime: 3": (Code.WRONG_OPTION, ""),
    "serious_crime: [established]": (Code.WRONG_OPTION, ""),
    "serious_crime: {state: perhaps}": (Code.WRONG_OPTION, ".state"),
    "serious_crime: {value: 3}": (Code.WRONG_VALUE, ".value"),
    "serious_crime: {answered: maybe}": (Code.WRONG_OPTION, ".answered"),
    "serious_crime: {on: soon}": (Code.BAD_DATE, ".on"),
    "serious_crime: {sate: established}": (Code.UNKNOWN_KEY, ".sate"),
    "serious_crime: {benefit_of_doubt: {by: a}}": (Code.UNSIGNED, ".benefit_of_doubt"),
    "serious_crime: {benefit_of_doubt: }": (Code.UNSIGNED, ".benefit_of_doubt"),
    "serious_crime: {put: yes}": (Code.NOT_A_MAPPING, ".put"),
    "serious_crime: {put: {to: x}}": (Code.UNKNOWN_KEY, ".put.to"),
    "serious_crime: {evidence: x}": (Code.WRONG_TYPE, ".evidence"),
    "serious_crime: {evidence: [{at: x}]}": (Code.MISSING_KEY, ".evidence.0.source"),
    "serious_crime: {evidence: [{source: a, kind: rumour}]}": (Code.WRONG_OPTION, ".evidence.0.kind"),
    "serious_crime: {evidence: [{source: a, weight: 3}]}": (Code.WRONG_OPTION, ".evidence.0.weight"),
    "serious_crime: {credibility: {result: liar}}": (Code.WRONG_OPTION, ".credibility.result"),
    "serious_crime: {credibility: {distorting: tme}}": (Code.WRONG_OPTION, ".credibility.distorting"),
    "serious_crime: {credibility: {distorting: [zzz]}}": (Code.WRONG_OPTION, ".credibility.distorting"),
    "serious_crime: {credibility: {indicators: [{}]}}": (Code.MISSING_KEY, ".credibility.indicators.0.indicator"),
    "departure_date: established": (Code.WRONG_VALUE, ""),
    "departure_date: {state: refuted}": (Code.WRONG_VALUE, ".state"),
    "departure_date: spring": (Code.BAD_DATE, ""),
    "departure_date: 1998-13": (Code.BAD_DATE, ""),
    "departure_date: 1998-00": (Code.BAD_DATE, ""),
    "departure_date: 1998-03-00": (Code.BAD_DATE, ""),
    "departure_date: 2023-02-29": (Code.BAD_DATE, ""),
    "departure_date: {value: 98}": (Code.BAD_DATE, ".value"),
    "days_walked: refuted": (Code.WRONG_VALUE, ""),
    "days_walked: many": (Code.WRONG_VALUE, ""),
    "days_walked: true": (Code.WRONG_VALUE, ""),
    "days_walked: {state: established}": (Code.WRONG_VALUE, ".state"),
    "paper: visa": (Code.WRONG_OPTION, ""),
    "paper: pasport": (Code.WRONG_OPTION, ""),
    "paper: [permit, passport]": (Code.WRONG_VALUE, ""),
    "paper: []": (Code.WRONG_VALUE, ""),
    "motives: [hunger, gold]": (Code.WRONG_OPTION, ""),
    "own_words: [x]": (Code.WRONG_TYPE, ""),
}


@pytest.mark.parametrize("text", REFUSED)
def test_a_fact_that_cannot_be_meant_is_refused_where_it_stands(text: str) -> None:
    code, below = REFUSED[text]
    assert refused_case(with_facts(text)) == [(code, 7, f"person.facts.{text.partition(':')[0]}{below}")]


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("serious_crime: estalbished", "Did you mean “established”?"),
        (
            "serious_crime: no",
            "Write established for yes and refuted for no: a person found it, it was not merely said.",
        ),
        (
            "serious_crime: true",
            "Write established for yes and refuted for no: a person found it, it was not merely said.",
        ),
        ("departure_date: refuted", "Write a year, month or day: 1998, 1998-03 or 1998-03-15."),
        ("days_walked: many", "Write a number (days)."),
        ("paper: established", "Options: permit, passport, nothing."),
        ("paper: visa", "Options: permit, passport, nothing."),
        ("paper: pasport", "Did you mean “passport”?"),
        ("serious_crime: {credibility: {distorting: tme}}", "Did you mean “time”?"),
    ],
)
def test_a_refusal_shows_how_to_write_it(text: str, mend: str) -> None:
    (problem,) = refusal(lambda: case_of(with_facts(text)))
    assert problem.mend == mend


UNSIGNED: dict[str, list[Place]] = {
    "{finding: established}": [(Code.UNSIGNED, 7, "person.findings.status")],
    "{finding: established, by: a}": [(Code.UNSIGNED, 7, "person.findings.status")],
    "{finding: sure, reason: r}": [
        (Code.WRONG_OPTION, 7, "person.findings.status.finding"),
        (Code.UNSIGNED, 7, "person.findings.status"),
    ],
    "{}": [(Code.MISSING_KEY, 7, "person.findings.status.finding"), (Code.UNSIGNED, 7, "person.findings.status")],
}


@pytest.mark.parametrize("entry", UNSIGNED)
def test_a_finding_is_a_person_s_and_says_who_and_why(entry: str) -> None:
    assert refused_case(case_text(person=f"{{findings: {{status: {entry}}}}}")) == UNSIGNED[entry]


def test_two_wrong_facts_are_told_together() -> None:
    assert [code for code, _, _ in refused_case(with_facts("paper: visa, days_walked: many"))] == [
        Code.WRONG_OPTION,
        Code.WRONG_VALUE,
    ]
