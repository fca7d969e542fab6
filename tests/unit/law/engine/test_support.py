"""Which facts a criterion can depend on, and in which direction."""

from tests.factories import SHAPE, law_of
from wellfounded.law.compile import compile_law
from wellfounded.law.program import LeafKind, Op
from wellfounded.law.support import support_of, variable_of

PROGRAM = compile_law(law_of(), SHAPE)
SUPPORT = support_of(PROGRAM)


def facts_under(criterion: str, entity: str, sign: int = 1) -> set[str]:
    return {slot[1] for slot, _ in SUPPORT.of(PROGRAM.tops[criterion, entity, sign])}


def test_a_criterion_depends_on_what_its_rule_reaches() -> None:
    assert facts_under("danger", "AAA") == {"beaten", "detained", "protected", "risk_is_real"}
    assert facts_under("onward_danger", "BBB>AAA") == {"sent_onward", *facts_under("danger", "AAA")}


def test_a_not_turns_the_direction() -> None:
    top = PROGRAM.tops["unprotected", "AAA", 1]
    bit = 1 << SUPPORT.index[("AAA", "protected"), None]
    assert (SUPPORT.plain[top] & bit, SUPPORT.negated[top] & bit) == (0, bit)


def test_what_stands_both_ways_is_mixed() -> None:
    top = PROGRAM.tops["either_way", "person", 1]
    assert SUPPORT.mixed(top) == 1 << SUPPORT.index[("AAA", "crossed"), None]
    assert top in SUPPORT.mixed_criteria
    assert SUPPORT.mixed(PROGRAM.tops["danger", "AAA", 1]) == 0
    assert {PROGRAM.leaves[PROGRAM.nodes[place].leaf].slot for place, _ in SUPPORT.mixed_leaves} == {("AAA", "crossed")}
    assert all(PROGRAM.nodes[place].op is not Op.LEAF for place in SUPPORT.above_mixed)


def test_a_treaty_is_no_variable() -> None:
    kinds = {leaf.kind: variable_of(leaf) for leaf in PROGRAM.leaves}
    assert kinds[LeafKind.BOUND] is None
    assert kinds[LeafKind.EMPTY] is None
    assert kinds[LeafKind.HUMAN] is not None
    assert support_of(PROGRAM) == SUPPORT, "the support of a program does not depend on when it is asked"
