"""The exact reading of a program, by decision diagrams: arguments by cases, and the graph as a diagram."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellfounded.law.diagram import NO, YES, Diagram, DiagramTooLargeError
from wellfounded.law.evaluate import FALSE, OPEN, TRUE, Evaluation, combine
from wellfounded.law.program import Op, Program
from wellfounded.law.support import support_of, variable_of

if TYPE_CHECKING:
    from collections.abc import Callable

BY_CASES_LIMIT = 20_000
ENDS = {FALSE: NO, TRUE: YES}


def diagram_of(program: Program, top: int, *, diagram: Diagram, known: Callable[[int], int] = lambda _: OPEN) -> int:
    """The node of `diagram` that answers like node `top` of the program.

    `known(node)` gives the value of a leaf that is settled; open leaves become variables, and leaves that nobody can answer (a
    treaty without a record) become variables of their own. Raises `DiagramTooLargeError`.
    """
    made: dict[int, int] = {}
    for place in _cone(program, top):
        node = program.nodes[place]
        if node.op is Op.LEAF:
            value = known(place)
            leaf = program.leaves[node.leaf]
            made[place] = ENDS[value] if value in ENDS else diagram.variable(variable_of(leaf) or (leaf.slot, leaf.test))
            continue
        parts = [made[child] for child in node.children]
        if node.op is Op.ALL:
            made[place] = diagram.all_of(parts)
        elif node.op is Op.ANY:
            made[place] = diagram.any_of(parts)
        elif node.op is Op.NOT:
            made[place] = diagram.negate(parts[0])
        else:
            made[place] = diagram.at_least(node.count, parts)
    return made[top]


def settle_by_cases(evaluation: Evaluation) -> dict[int, int]:
    """Criteria that are open by Kleene logic but come out the same whichever way the open facts go, with that value.

    The values of `evaluation` are brought up to date. Only nodes under which an open variable stands both plain and negated can
    hide such an argument, so most cases cost one bit operation a node.
    """
    program = evaluation.program
    support = support_of(program)
    open_bits = _open_bits(evaluation)
    settled: dict[int, int] = {}
    if not any(support.mixed(place) & open_bits for place in program.criterion_at):
        return settled
    values = evaluation.values
    for place, node in enumerate(program.nodes):
        if node.op is Op.LEAF or place in evaluation.supposed:
            continue
        if settled:
            values[place], evaluation.decisive[place] = combine(node, values)
        if place in program.criterion_at and values[place] == OPEN and support.mixed(place) & open_bits:
            value = _by_cases(evaluation, place)
            if value != OPEN:
                settled[place] = values[place] = value
                evaluation.marks[place] = 0
    return settled


def _by_cases(evaluation: Evaluation, top: int) -> int:
    try:
        end = diagram_of(evaluation.program, top, diagram=Diagram(BY_CASES_LIMIT), known=lambda place: evaluation.values[place])
    except DiagramTooLargeError:
        return OPEN
    return {NO: FALSE, YES: TRUE}.get(end, OPEN)


def _open_bits(evaluation: Evaluation) -> int:
    support = support_of(evaluation.program)
    bits = 0
    for place, node in enumerate(evaluation.program.nodes):
        if node.op is Op.LEAF and evaluation.values[place] == OPEN:
            bits |= support.plain[place]
    return bits


def _cone(program: Program, top: int) -> list[int]:
    """Every node under `top`, children first."""
    seen: set[int] = set()
    stack = [top]
    while stack:
        place = stack.pop()
        if place not in seen:
            seen.add(place)
            stack.extend(program.nodes[place].children)
    return sorted(seen)
