"""The exact reading of a program, by decision diagrams: arguments by cases, and the graph as a diagram."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellfounded.law.diagram import NO, YES, Diagram, DiagramTooLargeError
from wellfounded.law.evaluate import FALSE, OPEN, TRUE, Evaluation, propagate
from wellfounded.law.program import Node, Op, Program
from wellfounded.law.support import support_of, variable_of

if TYPE_CHECKING:
    from collections.abc import Callable

BY_CASES_LIMIT = 20_000
ENDS = {FALSE: NO, TRUE: YES}

Lanes = tuple[int, int]
WIDTH = 60
ALL_LANES = (1 << WIDTH) - 1
SETTLED: dict[int, Lanes] = {FALSE: (0, ALL_LANES), OPEN: (0, 0), TRUE: (ALL_LANES, 0)}


def diagram_of(program: Program, top: int, *, diagram: Diagram, known: Callable[[int], int] = lambda _: OPEN) -> int:
    """The node of `diagram` that answers like node `top` of the program.

    `known(node)` gives the value of a leaf that is settled; open leaves become variables, and leaves that nobody can
    answer (a treaty without a record) become variables of their own. Raises `DiagramTooLargeError`.
    """
    made: dict[int, int] = {}
    for place in _cone(program, top):
        node = program.nodes[place]
        if node.op is Op.LEAF:
            value = known(place)
            leaf = program.leaves[node.leaf]
            made[place] = (
                ENDS[value] if value in ENDS else diagram.variable(variable_of(leaf) or (leaf.slot, leaf.test))
            )
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

    The values of `evaluation` are brought up to date. Only open variables that stand both plain and negated can hide
    such an argument; with all of them set, Kleene logic is exact. So a few trial assignments, computed side by side,
    leave the rare candidates that a decision diagram must confirm.
    """
    settled: dict[int, int] = {}
    for place in _candidates(evaluation):
        value = _by_cases(evaluation, place)
        if value != OPEN and evaluation.values[place] == OPEN:
            settled[place] = evaluation.values[place] = value
            evaluation.marks[place] = 0
            propagate(evaluation, [parent for parent in evaluation.program.parents[place] if parent not in settled])
    return settled


def lane_of(variable: int) -> int:
    """In which trials a variable is true.

    Not in trial 0, in trial 1, and in about half of the others, spread without a pattern.
    """
    spread = (variable + 1) * 0x9E37_79B9_7F4A_7C15
    spread ^= spread >> 29
    return (spread * 0xBF58_476D_1CE4_E5B9 >> 3) & ALL_LANES & ~0b11 | 0b10


def _candidates(evaluation: Evaluation) -> list[int]:
    """The open criteria that every trial settles alike, in order."""
    support, values = support_of(evaluation.program), evaluation.values
    lanes = {place: lane_of(number) for place, number in support.mixed_leaves if values[place] == OPEN}
    if not lanes:
        return []
    nodes = evaluation.program.nodes
    trials = {place: (lane, ALL_LANES ^ lane) for place, lane in lanes.items()}
    for place in support.above_mixed:
        if values[place] == OPEN:
            trials[place] = _in_lanes(
                nodes[place], [trials.get(child) or SETTLED[values[child]] for child in nodes[place].children]
            )
    return [place for place in support.mixed_criteria if values[place] == OPEN and ALL_LANES in trials[place]]


def _in_lanes(node: Node, parts: list[Lanes]) -> Lanes:
    """A node's value in every trial at once: a bit set of the trials where it is true, and one where it is false."""
    if node.op is Op.NOT:
        return parts[0][1], parts[0][0]
    true, false = (ALL_LANES, 0) if node.op is Op.ALL else (0, ALL_LANES)
    if node.op is Op.AT_LEAST:
        return _count_in_lanes(node, parts)
    for part_true, part_false in parts:
        true = true & part_true if node.op is Op.ALL else true | part_true
        false = false | part_false if node.op is Op.ALL else false & part_false
    return true, false


def _count_in_lanes(node: Node, parts: list[Lanes]) -> Lanes:
    true = false = 0
    for trial in range(ALL_LANES.bit_length()):
        yes = sum(part[0] >> trial & 1 for part in parts)
        no = sum(part[1] >> trial & 1 for part in parts)
        true |= int(yes >= node.count) << trial
        false |= int(len(parts) - no < node.count) << trial
    return true, false


def _by_cases(evaluation: Evaluation, top: int) -> int:
    try:
        end = diagram_of(
            evaluation.program, top, diagram=Diagram(BY_CASES_LIMIT), known=lambda place: evaluation.values[place]
        )
    except DiagramTooLargeError:
        return OPEN
    return {NO: FALSE, YES: TRUE}.get(end, OPEN)


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
