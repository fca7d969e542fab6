"""The published decisions, assessed from their facts alone and compared with what the tribunals decided."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from wellfounded.law.agreement import Verdict
from wellfounded.law.agreement_run import CAUSES, Agreement, is_case_file, run_agreement
from wellfounded.law.case_file import Case
from wellfounded.law.case_reader import read_case
from wellfounded.law.library import load_library
from wellfounded.law.outcomes import read_outcomes

DECIDED = Path(__file__).parents[2] / "examples" / "decided"
CASES = sorted(path.stem for path in DECIDED.glob("*.yaml") if is_case_file(path))

# Written down so that a change of law that moves an element is seen, and can be explained in its commit.
PINNED = {
    Verdict.AGREES: 41,
    Verdict.DISAGREES: 0,
    Verdict.LEFT_TO_PERSON: 133,
    Verdict.FROM_FINDING: 8,
    Verdict.NOT_COMPARABLE: 24,
}


@cache
def agreement() -> Agreement:
    return run_agreement(DECIDED, load_library())


def case_of(name: str) -> Case:
    return read_case(DECIDED / f"{name}.yaml", load_library())


def test_every_outcome_has_a_case_file_and_every_case_file_an_outcome() -> None:
    assert agreement().without_file == ()
    assert set(CASES) == set(read_outcomes(DECIDED / "outcomes.yaml"))


def test_every_decision_is_assessed_and_every_element_compared() -> None:
    elements = [(case, name) for case, it in read_outcomes(DECIDED / "outcomes.yaml").items() for name in it.elements]
    assert [(row.case, row.element) for row in agreement().rows] == elements


def test_the_counts_are_as_pinned() -> None:
    assert Counter(PINNED) == Counter({verdict: agreement().overall().counts[verdict] for verdict in Verdict})


def test_no_element_that_rules_decide_disagrees_without_a_cause() -> None:
    unexplained = [f"{row.case} {row.element}: {row.criterion}" for row in agreement().disagreements() if not row.cause]
    assert not unexplained, f"Name their causes in {CAUSES}: {unexplained}"


def test_whatever_could_not_be_compared_or_was_left_says_why() -> None:
    silent = {Verdict.LEFT_TO_PERSON, Verdict.NOT_COMPARABLE}
    assert all(row.cause for row in agreement().rows if row.verdict in silent)


@pytest.mark.parametrize("name", CASES)
def test_a_case_takes_no_finding_from_its_outcome(name: str) -> None:
    words = {finding.word for _, entity in case_of(name).entities() for finding in entity.findings.values()}
    assert words <= {"conceded", "assumed"}


@pytest.mark.parametrize("name", CASES)
def test_a_case_is_a_published_digest_under_its_own_number(name: str) -> None:
    case = case_of(name)
    assert (case.number, case.material, case.digest, case.closed) == (name, "published", True, False)
    assert case.published["citation"]
    assert case.published["source"]


@pytest.mark.parametrize("name", CASES)
def test_every_fact_of_a_case_rests_on_a_line_of_its_decision(name: str) -> None:
    case = case_of(name)
    bare = [f"{place}.{item}" for place, it in case.entities() for item, fact in it.facts.items() if not fact.evidence]
    loose = {item.source for _, it in case.entities() for fact in it.facts.values() for item in fact.evidence}
    assert (bare, loose - case.exhibits.keys()) == ([], set())


def test_what_rests_on_a_finding_of_the_tribunal_agrees_with_it() -> None:
    rows = [row for row in agreement().rows if row.verdict is Verdict.FROM_FINDING]
    assert {row.cause for row in rows} == {"agrees"}
