"""A law becomes a graph: children before parents, one leaf for each way in which a fact counts."""

from dataclasses import replace
from typing import Any

import pytest

from tests.factories import SHAPE, blank, holding, judged, law_of
from tests.property.laws import COMMON, law_of_entries
from wellfounded.law.compile import compile_law
from wellfounded.law.errors import Code, LawError
from wellfounded.law.law import Law
from wellfounded.law.program import LeafKind, Op, Program, Shape


def entry(scope: str = "person", **fields: Any) -> dict[str, Any]:
    return {**COMMON, "scope": scope, "favours": "applicant", "standard": "risk", "burden": "applicant", **fields}


def law(**entries: dict[str, Any]) -> Law:
    return law_of_entries(entries)


def compiled(**entries: dict[str, Any]) -> Program:
    return compile_law(law(**entries), SHAPE)


def leaf_ways(program: Program, fact: str) -> set[tuple[int, int, bool]]:
    return {(leaf.helps, leaf.closes_to, leaf.admits_possible) for leaf in program.leaves if leaf.slot[1] == fact}


def test_children_stand_before_their_parents_and_know_them() -> None:
    program = compile_law(law_of(), SHAPE)
    for place, node in enumerate(program.nodes):
        assert all(child < place for child in node.children)
        assert all(place in program.parents[child] for child in node.children)
    assert program.criterion_at == {place: key for key, place in program.tops.items()}


def test_a_program_is_kept_for_its_law_and_shape() -> None:
    resolved = law_of()
    assert compile_law(resolved, SHAPE) is compile_law(resolved, SHAPE)
    assert compile_law(resolved, Shape((), ())) is not compile_law(resolved, SHAPE)


@pytest.mark.parametrize(
    ("burden", "rule", "ways"),
    [
        ("applicant", "serious_crime", (1, 0)),
        ("shared", "serious_crime", (1, 0)),
        ("state", "serious_crime", (1, 2)),
        ("none", "serious_crime", (1, 1)),
        ("applicant", {"not": "serious_crime"}, (-1, 2)),
        ("state", {"not": "serious_crime"}, (-1, 0)),
        ("state", {"not": {"not": "serious_crime"}}, (1, 2)),
    ],
)
def test_burden_and_direction_decide_where_an_open_fact_closes(burden: str, rule: Any, ways: tuple[int, int]) -> None:
    program = compiled(goal=entry(goal=True, burden=burden, rule=rule))
    assert leaf_ways(program, "serious_crime") == {(*ways, True)}


def test_what_favours_the_state_counts_the_other_way() -> None:
    program = compiled(goal=entry(goal=True, favours="state", burden="state", rule="serious_crime"))
    assert leaf_ways(program, "serious_crime") == {(-1, 0, True)}


def test_a_fact_has_a_leaf_for_each_standard_that_treats_doubt_otherwise() -> None:
    program = compiled(
        soft=entry(standard="risk", rule="serious_crime"),
        hard=entry(standard="past_fact", rule="serious_crime"),
        goal=entry(goal=True, rule={"all": ["soft", "hard"]}),
    )
    assert leaf_ways(program, "serious_crime") == {(1, 0, True), (1, 0, False)}


def test_a_criterion_is_read_once_in_each_direction_that_is_used() -> None:
    program = compiled(
        crime=entry(rule="serious_crime"),
        again=entry(rule={"same_as": "crime"}),
        goal=entry(goal=True, rule={"all": ["again"], "unless": ["crime"]}),
    )
    assert len(program.readings("crime", "person")) == 2
    assert program.readings("crime", "person") == (
        program.tops["crime", "person", 1],
        program.tops["crime", "person", -1],
    )
    assert program.readings("crime", "AAA") == ()


def test_a_group_is_every_or_some_of_its_members_and_open_when_it_is_empty() -> None:
    some = compiled(goal=entry(goal=True, rule={"for_each": "country", "some": "crossed"}))
    every = compiled(goal=entry(goal=True, rule={"for_each": "destination", "every": "crossed"}))
    none = compiled(goal=entry(goal=True, rule={"for_each": "former_residence", "every": "crossed"}))
    assert [
        program.nodes[program.nodes[program.tops["goal", "person", 1]].children[0]].op for program in (some, every)
    ] == [Op.ANY, Op.ALL]
    assert [leaf.kind for leaf in none.leaves] == [LeafKind.EMPTY]


def test_return_is_asked_for_destinations_and_for_every_country_of_the_person() -> None:
    shape = Shape((("AAA", ("nationality",), False), ("BBB", (), True), ("CCC", (), False)), ())
    program = compile_law(law_of(), shape)
    assert {entity for name, entity, _ in program.tops if name == "no_return"} == {"AAA", "BBB"}
    assert {entity for name, entity, _ in program.tops if name == "harm"} == {"AAA", "BBB", "CCC"}


def test_a_route_looks_at_its_own_facts_and_at_the_country_where_it_ends() -> None:
    program = compile_law(law_of(), SHAPE)
    slots = {leaf.slot for leaf in program.leaves}
    assert ("BBB>AAA", "sent_onward") in slots
    assert ("onward_danger", "BBB>AAA", 1) in program.tops
    assert ("danger", "AAA", 1) in program.tops


def test_a_test_of_two_dates_is_found_by_either() -> None:
    program = compile_law(law_of(), SHAPE)
    one, other = (set(program.leaf_nodes["person", name]) for name in ("departure_date", "return_date"))
    assert other <= one
    assert other


def test_an_unread_transition_and_an_evaluative_criterion_are_leaves() -> None:
    resolved = law(judged=entry(evaluative=True), goal=entry(goal=True, rule="judged"))
    resolved = replace(
        resolved, criteria={**resolved.criteria, "judged": replace(resolved.criteria["judged"], transition_open=True)}
    )
    assert [leaf.kind for leaf in compile_law(resolved, SHAPE).leaves] == [LeafKind.TRANSITION]
    assert LeafKind.HUMAN in {leaf.kind for leaf in compiled(goal=entry(goal=True, evaluative=True)).leaves}


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("nobody_knows", Code.LAW_NAME),
        ({"fact": "nobody_knows", "at_least": 3}, Code.LAW_NAME),
        ({"years_between": ["claim_date", "nobody_knows"], "at_least": 3}, Code.LAW_NAME),
        ("crossed", Code.WRONG_SCOPE),
        ("sent_onward", Code.WRONG_SCOPE),
        ("goal", Code.LAW_CIRCLE),
        ({"not": {"same_as": "goal"}}, None),
        ("inherited", Code.LAW_RULE),
    ],
)
def test_a_rule_that_cannot_be_compiled_says_why(rule: Any, code: Code | None) -> None:
    with pytest.raises(LawError) as caught:
        compiled(goal=entry(goal=True, rule=rule))
    assert code is None or caught.value.problems[0].code is code
    assert caught.value.problems[0].file == "random.yaml"


@pytest.mark.parametrize(
    ("rule", "words", "value"),
    [
        ({"every": "crossed"}, "established put", "met"),
        ({"some": "crossed"}, "established put", "not_met"),
        ({"every": "crossed"}, "refuted put", "open"),
        ({"some": "crossed"}, "unknown", "open"),
    ],
)
def test_a_fact_may_say_that_a_group_is_empty(rule: dict[str, Any], words: str, value: str) -> None:
    whole = {"for_each": "former_residence", "none_when": "crime_hinted", **rule}
    case = holding(blank(), {"person.crime_hinted": words})
    assert str(judged(case, law=law(goal=entry(goal=True, rule=whole)))["goal", "person"].label) == value
