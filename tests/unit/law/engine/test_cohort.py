"""Caseloads: the codes of a cell, the rows as cases, and what a change does to them."""

import numpy as np
import pytest

from tests.factories import DECISION, SHAPE, law_of
from tests.property.laws import COMMON, law_of_entries
from wellfounded.law.case_file import Answer, FactState, FindingWord, Slot
from wellfounded.law.cohort import Caseload, plan_for, unpacked
from wellfounded.law.cohort_codes import ASKED, PUT, CellState, code_of, finding_of, record_of
from wellfounded.law.cohort_findings import Changed, case_of_row, changes, cohort_findings, evaluation_of_row
from wellfounded.law.compile import compile_law
from wellfounded.law.evaluate import Standing
from wellfounded.law.program import LeafKind
from wellfounded.law.rule import Compare

PROGRAM = compile_law(law_of(), SHAPE)
WALKED = {"fact": "days_walked", "at_least": 3}
PERMIT = {"fact": "paper", "is": "permit"}
OPEN_RECORD = Standing(closed=False, everything_put=False, host="HHH", decision=DECISION)


def column(*words: str) -> "np.typing.NDArray[np.uint8]":
    return np.array([code_of(word) for word in words], dtype=np.uint8)


def values(columns: "dict[Slot, np.typing.NDArray[np.uint8]]", key: tuple[str, str, int]) -> list[int]:
    caseload = Caseload(len(next(iter(columns.values()))), columns)
    return [
        int(value) for value in cohort_findings(PROGRAM, caseload, standing=OPEN_RECORD, wanted=(PROGRAM.tops[key],))[0]
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", 0),
        ("unknown", 0),
        ("established", CellState.ESTABLISHED),
        ("refuted put", CellState.REFUTED | PUT),
        ("unknown asked", ASKED),
        ("possible asked put", CellState.POSSIBLE | ASKED | PUT),
        ("benefit_of_doubt", CellState.BENEFIT),
        ("not_established", CellState.REFUTED),
        ("left_open", 0),
        ("yes", None),
        ("refuted often", None),
        ("put", None),
    ],
)
def test_a_cell_is_a_state_with_what_was_put_and_asked(text: str, code: int | None) -> None:
    assert code_of(text) == code


@pytest.mark.parametrize("state", CellState)
def test_every_cell_stands_for_a_record(state: CellState) -> None:
    fact = record_of(int(state) | PUT | ASKED)
    assert (fact.put is not None, fact.answered) == (True, Answer.DONT_KNOW)
    assert fact.state in FactState
    assert (fact.benefit_of_doubt is not None) is (state is CellState.BENEFIT)
    assert record_of(int(state)).put is None


def test_a_cell_of_a_criterion_is_a_person_s_finding() -> None:
    met, not_met = (finding_of(int(state) | PUT) for state in (CellState.ESTABLISHED, CellState.REFUTED))
    assert met is not None
    assert not_met is not None
    assert (met.word, not_met.word) == (FindingWord.ESTABLISHED, FindingWord.NOT_ESTABLISHED)
    assert not_met.put is not None
    assert finding_of(int(CellState.UNKNOWN)) is None


def test_a_column_is_found_person_by_person() -> None:
    words = ("established", "refuted", "refuted put", "", "contradicted", "benefit_of_doubt", "possible")
    harm = values(
        {("AAA", "beaten"): column(*words), ("AAA", "detained"): column(*["refuted put"] * 7)}, ("harm", "AAA", 1)
    )
    assert harm == [2, 1, 0, 1, 1, 2, 1]
    risk = values(
        {("AAA", "risk_is_real"): column("established", "refuted", "refuted put", "")}, ("risk_is_real", "AAA", 1)
    )
    assert risk == [2, 1, 0, 1]


def test_what_no_column_reaches_is_as_on_an_empty_record() -> None:
    plan = plan_for(PROGRAM, Caseload(2, {}), standing=OPEN_RECORD, wanted=(PROGRAM.tops["harm", "AAA", 1],))
    assert (plan.leaves, plan.inner) == ((), ())
    assert plan.values({}, size=2).tolist() == [[1, 1]]
    assert unpacked(np.array([128], np.uint8), np.array([64], np.uint8), size=3).tolist() == [2, 0, 1]


def test_a_row_is_a_case_of_its_own() -> None:
    slots: list[Slot] = [("AAA", "beaten"), ("person", "serious_crime"), ("BBB>AAA", "sent_onward")]
    columns = {slot: column("refuted put", "") for slot in slots} | {("AAA", "risk_is_real"): column("established", "")}
    caseload = Caseload(2, columns)
    full, empty = (case_of_row(PROGRAM, caseload, row=row, standing=OPEN_RECORD) for row in (0, 1))
    assert all(full.fact(slot) == record_of(CellState.REFUTED | PUT) for slot in slots)
    assert full.finding(("AAA", "risk_is_real")) is not None
    assert all(empty.fact(slot) is None for slot in slots)
    assert (full.countries["AAA"].links, full.countries["BBB"].destination) == (frozenset({"nationality"}), True)


def test_a_row_that_is_worked_through_alone_keeps_the_truths_of_its_tests() -> None:
    leaf = next(leaf for leaf in PROGRAM.leaves if leaf.kind is LeafKind.TEST and isinstance(leaf.test, Compare))
    caseload = Caseload(1, {leaf.slot: column("established put")}, {(leaf.slot, leaf.test): np.array([2], np.uint8)})
    evaluation = evaluation_of_row(PROGRAM, caseload, row=0, standing=OPEN_RECORD)
    truths = {
        PROGRAM.leaves[node.leaf].test: evaluation.values[place]
        for place, node in enumerate(PROGRAM.nodes)
        if node.leaf >= 0
    }
    assert truths[leaf.test] == 2
    assert sorted(set(truths.values())) == [1, 2]


def test_a_change_names_the_row_and_both_values() -> None:
    before, after = np.array([0, 1, 2], np.uint8), np.array([0, 2, 1], np.uint8)
    assert changes(before, after) == (Changed(1, 1, 2), Changed(2, 2, 1))
    assert changes(before, before) == ()


def test_an_argument_by_cases_needs_no_column_for_the_doubtful_fact() -> None:
    helped = {("AAA", "detained"): column("established", ""), ("AAA", "fears"): column("established", "established")}
    assert values(helped, ("either_way", "person", 1)) == [2, 1]


def test_a_criterion_above_one_that_was_settled_by_cases_follows_it() -> None:
    common = {**COMMON, "scope": "person"}
    sure = {**common, "rule": {"any": ["serious_crime", {"not": "serious_crime"}]}}
    goal = {**common, "rule": {"all": ["sure", "crime_hinted"]}, "goal": True}
    program = compile_law(law_of_entries({"sure": sure, "goal": goal}), SHAPE)
    caseload = Caseload(2, {("person", "crime_hinted"): column("established", "")})
    wanted = (program.tops["goal", "person", 1],)
    assert cohort_findings(program, caseload, standing=OPEN_RECORD, wanted=wanted).tolist() == [[2, 1]]


def test_two_arguments_by_cases_are_settled_each_for_itself() -> None:
    common = {**COMMON, "scope": "person", "goal": True}
    open_ways = [{"all": ["crime_hinted", WALKED]}, {"all": [{"not": "crime_hinted"}, PERMIT]}]
    sure = {**common, "rule": {"any": ["serious_crime", {"not": "serious_crime"}]}}
    program = compile_law(law_of_entries({"sure": sure, "doubted": {**common, "rule": {"any": open_ways}}}), SHAPE)
    caseload = Caseload(1, {("person", "own_words"): column("")})
    wanted = tuple(program.tops[name, "person", 1] for name in ("sure", "doubted"))
    assert cohort_findings(program, caseload, standing=OPEN_RECORD, wanted=wanted).tolist() == [[2], [1]]
