"""Reduced ordered decision diagrams against truth tables."""

from collections.abc import Hashable
from itertools import product

import pytest

from wellfounded.law.diagram import NO, YES, Diagram, DiagramTooLargeError

NAMES = ("a", "b", "c")


def assignments() -> list[dict[Hashable, bool]]:
    return [dict(zip(NAMES, values, strict=True)) for values in product((False, True), repeat=len(NAMES))]


def table(diagram: Diagram, root: int) -> list[bool]:
    return [diagram.answer(root, assignment) for assignment in assignments()]


@pytest.fixture
def diagram() -> Diagram:
    made = Diagram()
    for name in NAMES:
        made.variable(name)
    return made


def test_and_or_not_and_at_least_have_their_truth_tables(diagram: Diagram) -> None:
    parts = [diagram.variable(name) for name in NAMES]
    rows = [list(assignment.values()) for assignment in assignments()]
    assert table(diagram, diagram.all_of(parts)) == [all(row) for row in rows]
    assert table(diagram, diagram.any_of(parts)) == [any(row) for row in rows]
    assert table(diagram, diagram.negate(parts[0])) == [not row[0] for row in rows]
    assert table(diagram, diagram.at_least(2, parts)) == [sum(row) >= 2 for row in rows]


def test_the_same_answer_is_the_same_node(diagram: Diagram) -> None:
    a, b, _ = (diagram.variable(name) for name in NAMES)
    both = diagram.all_of([a, b])
    assert diagram.negate(diagram.any_of([diagram.negate(b), diagram.negate(a)])) == both
    assert diagram.any_of([a, diagram.negate(a)]) == YES
    assert diagram.differ(both, diagram.all_of([b, a])) == NO
    assert diagram.all_of([]) == YES
    assert diagram.any_of([]) == NO


def test_choosing_with_a_settled_test_needs_no_node(diagram: Diagram) -> None:
    a, b, _ = (diagram.variable(name) for name in NAMES)
    assert diagram.choose(YES, a, otherwise=b) == a
    assert diagram.choose(NO, a, otherwise=b) == b
    assert diagram.choose(a, b, otherwise=b) == b
    assert diagram.choose(a, YES, otherwise=NO) == a


def test_a_diagram_stops_at_its_limit() -> None:
    small = Diagram(limit=3)
    a = small.variable("a")
    with pytest.raises(DiagramTooLargeError):
        small.all_of([a, small.variable("b")])


def test_the_cheapest_way_names_only_what_it_needs(diagram: Diagram) -> None:
    a, b, c = (diagram.variable(name) for name in NAMES)
    root = diagram.any_of([diagram.all_of([a, b]), c])
    assert diagram.cheapest(root, goal=YES, price=lambda _, value: int(value)) == (1, {"a": False, "c": True})
    assert diagram.cheapest(root, goal=NO, price=lambda _, value: int(not value)) == (2, {"a": False, "c": False})
    assert diagram.cheapest(YES, goal=NO, price=lambda *_: 1) is None
    assert diagram.cheapest(YES, goal=YES, price=lambda *_: 1) == (0, {})


def test_a_variable_can_be_given_or_left_to_go_either_way(diagram: Diagram) -> None:
    a, b, c = (diagram.variable(name) for name in NAMES)
    root = diagram.choose(b, a, otherwise=c)
    assert diagram.given(root, "b", value=True) == a
    assert diagram.given(root, "b", value=False) == c
    assert diagram.given(a, "b", value=False) == a
    assert diagram.either_way(root, "b", goal=YES) == diagram.all_of([a, c])
    assert diagram.either_way(root, "b", goal=NO) == diagram.any_of([a, c])


def test_the_share_of_assignments_and_the_size_are_counted(diagram: Diagram) -> None:
    a, b, _ = (diagram.variable(name) for name in NAMES)
    root = diagram.all_of([a, b])
    assert diagram.share(root) == 0.25
    assert diagram.share(diagram.negate(root)) == 0.75
    assert (diagram.size(root), diagram.size(YES)) == (2, 0)
