"""Odds and expected effort of every open node: what the ratio rule needs.

The odds are neutral (one in two) for every question: no answer is expected more than another, because a learnt
expectation would steer whom the program tries to refuse fastest. The effort comes from the catalogue.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from wellfounded.law.catalogue import AskedOf, Sensitivity
from wellfounded.law.evaluate import FALSE, OPEN, TRUE, UNPUT, Evaluation, Standing, blank_evaluation, blank_record
from wellfounded.law.program import Leaf, LeafKind, Node, Op, Program

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wellfounded.law.library import LawLibrary

NEUTRAL = 0.5
OFFICER = 6.0  # an officer's look-up, in units of an easy question
FINDING = 10.0  # a person's finding: it waits for the evidence, so what can be asked or looked up comes before it
NOBODY = 60.0  # what nobody can answer now is tried last
SENSITIVE = {Sensitivity.LOW: 1.0, Sensitivity.MEDIUM: 1.5, Sensitivity.HIGH: 3.0}
STAYS = 0.9  # a point that is put once more was answered: no expectation, but the person's own answer
EPSILON = 1e-9


@dataclass(frozen=True, slots=True)
class Odds:
    """What the ratio rule needs of each node.

    The chance that it is true, the effort expected until it is settled, and its open children in the best order.
    """

    chance: list[float]
    effort: list[float]
    order: list[tuple[int, ...]]


def estimate(evaluation: Evaluation) -> Odds:
    """Odds for every open node, children first. Determined nodes cost nothing.

    Starts from the odds of an empty record, which are kept, and computes only what the record changed.
    """
    blank = blank_evaluation(evaluation)
    kept = _blank_odds(evaluation.program, Standing.of(evaluation.case))
    odds = Odds(kept.chance.copy(), kept.effort.copy(), kept.order.copy())
    found = enumerate(zip(evaluation.values, blank.values, evaluation.marks, blank.marks, strict=True))
    changed = [place for place, (now, before, mark, earlier) in found if now != before or (mark & ~earlier) & UNPUT]
    _compute(evaluation, odds, places=_with_ancestors(evaluation.program, changed))
    return odds


@lru_cache(maxsize=256)
def _blank_odds(program: Program, standing: Standing) -> Odds:
    """The odds of an empty record of this standing."""
    size = len(program.nodes)
    odds = Odds([NEUTRAL] * size, [0.0] * size, [()] * size)
    _compute(blank_record(program, standing), odds, places=range(size))
    return odds


def _with_ancestors(program: Program, places: list[int]) -> list[int]:
    found = set(places)
    stack = list(places)
    while stack:
        for parent in program.parents[stack.pop()]:
            if parent not in found:
                found.add(parent)
                stack.append(parent)
    return sorted(found)


def _compute(evaluation: Evaluation, odds: Odds, *, places: Iterable[int]) -> None:
    program, values = evaluation.program, evaluation.values
    prices = _prices(program.law.library)
    for place in places:
        node = program.nodes[place]
        odds.chance[place], odds.effort[place] = values[place] / 2, 0.0
        if values[place] != OPEN:
            continue
        if node.op is Op.LEAF:
            leaf = program.leaves[node.leaf]
            odds.effort[place] = prices.get(leaf.slot[1], NOBODY) if leaf.kind in _ANSWERABLE else _other(leaf)
            if evaluation.marks[place] & UNPUT and _answered(evaluation, leaf):
                odds.chance[place] = 1 - STAYS if leaf.helps > 0 else STAYS
        elif node.op is Op.NOT:
            child = node.children[0]
            odds.chance[place], odds.effort[place], odds.order[place] = (
                1 - odds.chance[child],
                odds.effort[child],
                node.children,
            )
        else:
            _inner(place, node, values=values, odds=odds)


_ANSWERABLE = frozenset({LeafKind.FACT, LeafKind.TEST})


@lru_cache(maxsize=8)
def _prices(library: LawLibrary) -> dict[str, float]:
    """The effort of each fact; computed once for a library."""
    return {
        name: fact.effort * SENSITIVE[fact.sensitivity] if fact.asked_of is AskedOf.APPLICANT else OFFICER
        for name, fact in library.facts.items()
    }


def _answered(evaluation: Evaluation, leaf: Leaf) -> bool:
    """Whether an adverse answer is there already, and waits only to be put."""
    if leaf.kind is LeafKind.HUMAN:
        return evaluation.case.finding(leaf.slot) is not None
    record = evaluation.case.fact(leaf.slot)
    return record is not None and (record.state.settled or record.state.affirmed)


def _other(leaf: Leaf) -> float:
    return FINDING if leaf.kind is LeafKind.HUMAN else NOBODY


def _inner(place: int, node: Node, *, values: list[int], odds: Odds) -> None:
    chance, effort = odds.chance, odds.effort
    conjunctive = node.op is Op.ALL
    children = [child for child in node.children if values[child] == OPEN]
    if len(children) > 1:
        if conjunctive:
            children.sort(key=lambda child: effort[child] / (1 - chance[child] + EPSILON))
        else:
            children.sort(key=lambda child: effort[child] / (chance[child] + EPSILON))
    expected, going_on = 0.0, 1.0
    for child in children:
        expected += going_on * effort[child]
        going_on *= chance[child] if conjunctive else 1 - chance[child]
    odds.effort[place] = expected
    odds.order[place] = tuple(children)
    if node.op is Op.AT_LEAST:
        have = sum(1 for child in node.children if values[child] == TRUE)
        odds.chance[place] = _at_least([chance[child] for child in children], node.count - have)
    else:
        odds.chance[place] = going_on if conjunctive else 1 - going_on


def _at_least(chances: list[float], count: int) -> float:
    """The chance that at least `count` of independent events happen."""
    row = [1.0] + [0.0] * len(chances)
    for chance in chances:
        row = [row[0] * (1 - chance), *(row[k] * (1 - chance) + row[k - 1] * chance for k in range(1, len(row)))]
    return sum(row[max(count, FALSE) :])
