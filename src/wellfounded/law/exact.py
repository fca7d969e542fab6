"""The exact reading of a program, by decision diagrams: arguments by cases, and the graph as a diagram."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from wellfounded.law.diagram import NO, YES, Diagram, DiagramTooLargeError
from wellfounded.law.evaluate import CLOSED, FALSE, OPEN, TRUE, UNASKED, UNPUT, UNRAISED, Evaluation, propagate
from wellfounded.law.program import Node, Op, Program, cone_of
from wellfounded.law.support import support_of, variable_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

BY_CASES_LIMIT = 20_000
ENDS = {FALSE: NO, TRUE: YES}
SILENT = CLOSED | UNRAISED
_ALL, _NOT, _AT_LEAST = Op.ALL, Op.NOT, Op.AT_LEAST  # by themselves: see `evaluate`

Lanes = tuple[int, int]
WIDTH = 60
ALL_LANES = (1 << WIDTH) - 1
SETTLED: dict[int, Lanes] = {FALSE: (0, ALL_LANES), OPEN: (0, 0), TRUE: (ALL_LANES, 0)}


def diagram_of(
    program: Program,
    top: int,
    *,
    diagram: Diagram,
    known: Callable[[int], int] = lambda _: OPEN,
    pinned: Mapping[int, int] = MappingProxyType({}),
) -> int:
    """The node of `diagram` that answers like node `top` of the program.

    `known(node)` gives the value of a leaf that is settled; open leaves become variables, and leaves that nobody can
    answer (a treaty without a record) become variables of their own. `pinned` holds inner nodes that a person conceded
    or assumed. Raises `DiagramTooLargeError`.
    """
    made: dict[int, int] = {}
    for place in sorted(cone_of(program, (top,))):
        node = program.nodes[place]
        if place in pinned:
            made[place] = ENDS[pinned[place]]
            continue
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
    """Criteria that come out the same whichever way the open facts go, unseen by Kleene logic, with that value.

    The values of `evaluation` are brought up to date. Only open variables that stand both plain and negated can hide
    such an argument; with all of them set, Kleene logic is exact. So a few trial assignments, computed side by side,
    leave the rare candidates that a decision diagram must confirm.
    """
    settled: dict[int, int] = {}
    readings = _readings(evaluation)
    hopes = {place: value for free in readings for place, value in _hopes(evaluation, free)}
    for place in sorted(hopes):
        if evaluation.values[place] == hopes[place]:
            continue
        value, marks = _by_cases(evaluation, place, readings=readings)
        if value != OPEN:
            settled[place] = evaluation.values[place] = value
            evaluation.marks[place] = marks
            evaluation.touched.add(place)
            propagate(evaluation, list(evaluation.program.parents[place]))
    return settled


def _readings(evaluation: Evaluation) -> tuple[frozenset[int], ...]:
    """The leaves that an argument by cases varies.

    Those of a fact that is open, or that only silence settles: closing says who loses, not which way the fact went. A
    fact that was found but not put is open on one side: it is read as found and, besides, as unknown, so that finding
    a fact does not undo what held whichever way it went.
    """
    values, marks = evaluation.values, evaluation.marks
    leaves = support_of(evaluation.program).mixed_leaves
    silent = {number for place, number in leaves if _says_nothing(values[place], marks[place])}
    unknown = silent | {number for place, number in leaves if values[place] == OPEN}
    as_found = frozenset(place for place, number in leaves if number in silent or values[place] == OPEN)
    as_unknown = frozenset(place for place, number in leaves if number in unknown)
    return (as_found,) if as_found == as_unknown else (as_found, as_unknown)


def _says_nothing(value: int, marks: int) -> bool:
    """Whether the record is silent at a leaf, and not kept back by fairness though something was found."""
    return bool(marks & (SILENT | UNASKED)) or (value == OPEN and not marks & UNPUT)


def lane_of(variable: int) -> int:
    """In which trials a variable is true.

    Not in trial 0, in trial 1, and in about half of the others, spread without a pattern.
    """
    spread = (variable + 1) * 0x9E37_79B9_7F4A_7C15
    spread ^= spread >> 29
    return (spread * 0xBF58_476D_1CE4_E5B9 >> 3) & ALL_LANES & ~0b11 | 0b10


def _hopes(evaluation: Evaluation, free: frozenset[int]) -> list[tuple[int, int]]:
    """The criteria that every trial of the free leaves settles alike, with that value."""
    support, nodes, values = support_of(evaluation.program), evaluation.program.nodes, evaluation.values
    if not free:
        return []
    lanes = {place: lane_of(number) for place, number in support.mixed_leaves if place in free}
    trials: dict[int, Lanes] = {place: (lane, ALL_LANES ^ lane) for place, lane in lanes.items()}
    for place in support.above_mixed:
        children = nodes[place].children
        if place not in evaluation.supposed and not trials.keys().isdisjoint(children):
            trials[place] = _in_lanes(nodes[place], [trials.get(child) or SETTLED[values[child]] for child in children])
    found = ((place, trials[place]) for place in support.mixed_criteria if place in trials)
    return [(place, TRUE if trial[0] else FALSE) for place, trial in found if ALL_LANES in trial]


def _in_lanes(node: Node, parts: list[Lanes]) -> Lanes:
    """A node's value in every trial at once: a bit set of the trials where it is true, and one where it is false."""
    if node.op is _NOT:
        return parts[0][1], parts[0][0]
    if node.op is _AT_LEAST:
        return _count_in_lanes(node, parts)
    every = node.op is _ALL
    true, false = (ALL_LANES, 0) if every else (0, ALL_LANES)
    for part_true, part_false in parts:
        if every:
            true, false = true & part_true, false | part_false
        else:
            true, false = true | part_true, false & part_false
    return true, false


def _count_in_lanes(node: Node, parts: list[Lanes]) -> Lanes:
    true = false = 0
    for trial in range(ALL_LANES.bit_length()):
        yes = sum(part[0] >> trial & 1 for part in parts)
        no = sum(part[1] >> trial & 1 for part in parts)
        true |= int(yes >= node.count) << trial
        false |= int(len(parts) - no < node.count) << trial
    return true, false


def _by_cases(evaluation: Evaluation, top: int, *, readings: tuple[frozenset[int], ...]) -> tuple[int, int]:
    """The value of a criterion whichever way the free leaves go, and what it takes from silence on other facts."""
    program, values, marks = evaluation.program, evaluation.values, evaluation.marks
    pinned = dict.fromkeys(evaluation.supposed, TRUE)
    for free in readings:
        known = [OPEN if place in free else value for place, value in enumerate(values)]
        try:
            end = diagram_of(program, top, diagram=Diagram(BY_CASES_LIMIT), known=known.__getitem__, pinned=pinned)
        except DiagramTooLargeError:
            continue
        if end in (NO, YES):
            silence = 0
            for place in cone_of(program, (top,)) - free:
                silence |= marks[place] & SILENT if program.nodes[place].op is Op.LEAF else 0
            return (TRUE if end == YES else FALSE), silence
    return OPEN, 0
