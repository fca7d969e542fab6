"""Odds and effort: what the ratio rule orders the questions by."""

import pytest

from tests.cast import beaten_walker
from tests.factories import SHAPE, blank, found, holding, law_of
from wellfounded.law.case_file import Case
from wellfounded.law.compile import compile_law
from wellfounded.law.evaluate import evaluate
from wellfounded.law.odds import FINDING, NOBODY, OFFICER, STAYS, Odds, estimate

PROGRAM = compile_law(law_of(), SHAPE)


def odds(case: Case) -> Odds:
    return estimate(evaluate(PROGRAM, case))


def at(criterion: str, entity: str = "AAA") -> int:
    return PROGRAM.nodes[PROGRAM.tops[criterion, entity, 1]].children[0]


def fact_at(place: int) -> str:
    return PROGRAM.leaves[PROGRAM.nodes[place].leaf].slot[1]


def leaf(name: str) -> int:
    return next(place for place, node in enumerate(PROGRAM.nodes) if node.leaf >= 0 and fact_at(place) == name)


def test_every_question_is_expected_to_go_either_way() -> None:
    chance = odds(blank()).chance
    assert (chance[leaf("beaten")], chance[at("harm")]) == (0.5, 0.75)
    assert (chance[at("marked")], chance[at("unprotected")]) == (0.5, 0.5)


def test_effort_is_dearer_where_it_hurts_and_where_others_must_look() -> None:
    effort = odds(blank()).effort
    assert effort[leaf("fears")] == 1.0
    assert effort[leaf("detained")] == 2 * 1.5
    assert effort[leaf("beaten")] == 4 * 3.0
    assert (effort[leaf("protected")], effort[leaf("risk_is_real")]) == (OFFICER, FINDING)
    assert effort[leaf("pact 7")] in {0.0, NOBODY}


def test_the_cheap_question_comes_first() -> None:
    order = odds(blank()).order
    assert order[at("harm")] == (leaf("detained"), leaf("beaten"))
    assert [fact_at(place) for place in order[at("marked")]] == ["fears", "detained", "beaten"]
    assert odds(blank()).effort[at("harm")] == pytest.approx(3 + 12 * 0.5)


def test_what_is_settled_costs_nothing() -> None:
    now = odds(beaten_walker())
    assert (now.chance[at("harm")], now.effort[at("harm")]) == (1.0, 0.0)
    assert now.chance[leaf("protected")] == 0.0


def test_at_least_counts_what_is_already_there() -> None:
    one = odds(holding(blank(), {"AAA.beaten": "established"}))
    assert one.chance[at("marked")] == 0.75
    assert "beaten" not in {fact_at(place) for place in one.order[at("marked")]}
    none = odds(holding(blank(), {"AAA.beaten": "refuted put"}))
    assert none.chance[at("marked")] == 0.25


def test_a_changed_record_gives_what_a_fresh_one_would() -> None:
    case = holding(blank(), {"AAA.beaten": "refuted put", "AAA.fears": "established"})
    assert odds(case) == odds(case)
    assert odds(case).order != odds(blank()).order


def test_an_adverse_answer_that_waits_to_be_put_is_expected_to_stand() -> None:
    fact = odds(holding(blank(), {"AAA.beaten": "refuted"}))
    finding = odds(holding(blank(), {"AAA.risk_is_real": found("not_established")}))
    assert fact.chance[leaf("beaten")] == finding.chance[leaf("risk_is_real")] == pytest.approx(1 - STAYS)
    crime = odds(holding(blank(), {"person.serious_crime": "established"}))
    assert crime.chance[leaf("serious_crime")] == STAYS
