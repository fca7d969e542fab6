"""Arguments by cases over a caseload: every way in which the doubtful facts of a criterion may go, tried on bits.

A criterion can only be settled by cases through a variable that stands under it both plain and negated. With all of
those set, strong Kleene logic is exact, so trying each of their assignments finds what a decision diagram finds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from wellfounded.law.cohort import Caseload, Plan, Planes, unpacked
from wellfounded.law.evaluate import OPEN
from wellfounded.law.exact import lane_of
from wellfounded.law.program import LeafKind, Program, cone_of
from wellfounded.law.support import support_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TRIALS = tuple(range(12))  # a few assignments rule nearly everybody out
MOST = 10  # so many variables are tried every way; beyond, the people left are evaluated one by one


@dataclass(frozen=True, slots=True)
class Found:
    """The rows where something was settled by cases, their values, and the rows that need the long way."""

    rows: Any
    values: Any
    long_way: Any


class People:
    """Some rows of a caseload, and what comes out for them if the doubtful facts go one way or another."""

    def __init__(self, plan: Plan, caseload: Caseload, *, rows: slice | None = None) -> None:
        self.plan = plan
        self.caseload = caseload
        self.rows = slice(0, caseload.size) if rows is None else rows
        self.size = self.rows.stop - self.rows.start
        self.leaves = plan.read(caseload, self.rows)

    def take(self, rows: Any) -> People:
        """Some of them."""
        return People(self.plan, self.caseload.take(rows + self.rows.start))

    def supposed(self, numbers: tuple[int, ...], *, whole: bool) -> Supposed:
        """Everything computed once, with every free variable unknown; then only what hangs on `numbers` is tried.

        Free are the leaves of which `exact` tries both ways; `whole` reads what was found but not put as unknown.
        """
        planes = dict(self.leaves)
        mixed = [(place, number) for place, number in support_of(self.plan.program).mixed_leaves if place in planes]
        said = self.plan.recorded(self.caseload, self.rows, places=tuple(place for place, _ in mixed))
        free: dict[int, Any] = {}
        for place, number in mixed:
            loose = ~(said[place][0] | said[place][1])
            unput = ~(planes[place][0] | planes[place][1])
            free[number] = free.get(number, False) | (loose | unput if whole else loose)
        masks = {place: free[number] | ~(planes[place][0] | planes[place][1]) for place, number in mixed}
        planes |= {place: (planes[place][0] & ~mask, planes[place][1] & ~mask) for place, mask in masks.items()}
        for place in self.plan.inner:
            planes[place] = self.plan.node(planes, place)
        tried = tuple((place, number) for place, number in mixed if number in numbers)
        return Supposed(self.plan, planes, tried, masks, _above(self.plan, numbers))


@dataclass(frozen=True, slots=True)
class Supposed:
    """Planes of all nodes, and which leaves and nodes change when some variables are supposed."""

    plan: Plan
    planes: dict[int, Planes]
    leaves: tuple[tuple[int, int], ...]
    masks: dict[int, Any]
    above: tuple[int, ...]

    def going(self, way: Mapping[int, bool], places: tuple[int, ...]) -> list[Planes]:
        """Some nodes, with every free variable as `way` has it."""
        planes = dict(self.planes)
        for place, number in self.leaves:
            (true, false), mask = planes[place], self.masks[place]
            planes[place] = (true | mask, false) if way[number] else (true, false | mask)
        for place in self.above:
            planes[place] = self.plan.node(planes, place)
        return [planes[place] if place in planes else self.plan.constant(place) for place in places]


def _above(plan: Plan, numbers: tuple[int, ...]) -> tuple[int, ...]:
    """The inner nodes over some variables."""
    support, bits = support_of(plan.program), sum(1 << number for number in numbers)
    return tuple(place for place in plan.inner if (support.plain[place] | support.negated[place]) & bits)


def mixed_of(program: Program) -> frozenset[int]:
    """The leaves that somebody may still answer and whose variable stands both plain and negated."""
    leaves = support_of(program).mixed_leaves
    return frozenset(
        place for place, _ in leaves if program.leaves[program.nodes[place].leaf].kind is not LeafKind.BOUND
    )


def doubtful_under(program: Program, wanted: tuple[int, ...]) -> tuple[int, ...]:
    """The criteria under the wanted nodes in which an argument by cases may hide."""
    below = cone_of(program, wanted)
    return tuple(place for place in support_of(program).mixed_criteria if place in below)


def settled_by_cases(people: People, doubtful: tuple[int, ...], *, values: Any) -> Found | None:
    """Who has a doubtful criterion settled by cases, and the values of everything wanted then; None if nobody has.

    The doubtful criteria stand last among the wanted nodes of the plan; `values` are those of all of them.
    """
    every = tuple(range(len(values) - len(doubtful), len(values)))
    rows = _hopeful(people, values, which=every) if doubtful else np.empty(0, dtype=np.intp)
    if not len(rows):
        return None
    part = people.take(rows)
    pins: dict[int, Planes] = {}
    long_way = np.zeros(part.size, dtype=bool)
    for which in _groups(people.plan, every):
        current = people.plan.values(part.leaves, size=part.size, pins=pins)
        left = _hopeful(part, current, which=which)
        if len(left):
            places = tuple(people.plan.wanted[number] for number in which)
            agreed = _tried(part.take(left), places)
            long_way[left] |= agreed is None
            pins |= _spread(agreed or {}, left, size=part.size)
    return Found(rows, people.plan.values(part.leaves, size=part.size, pins=pins), rows[long_way])


def _groups(plan: Plan, every: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """The doubtful criteria with the same mixed variables together, those of fewer variables first."""
    groups: dict[int, list[int]] = {}
    for number in every:
        groups.setdefault(support_of(plan.program).mixed(plan.wanted[number]), []).append(number)
    yield from (tuple(groups[mixed]) for mixed in sorted(groups, key=lambda bits: (bits.bit_count(), bits)))


def _readings(plan: Plan) -> tuple[bool, ...]:
    return (False,) if plan.standing.everything_put else (False, True)


def _hopeful(people: People, values: Any, *, which: tuple[int, ...]) -> Any:
    """The rows where every trial settles one of some wanted nodes alike, and otherwise than it stands."""
    places = tuple(people.plan.wanted[number] for number in which)
    numbers = tuple(sorted({number for _, number in support_of(people.plan.program).mixed_leaves}))
    hopeful = np.zeros(people.size, dtype=bool)
    for whole in _readings(people.plan):
        supposed = people.supposed(numbers, whole=whole)
        same: list[Planes] = []
        for trial in TRIALS:
            way = {number: bool(lane_of(number) >> trial & 1) for number in numbers}
            same = _both(same, supposed.going(way, places))
        for number, (true, false) in zip(which, same, strict=True):
            settled = unpacked(true, false, size=people.size)
            hopeful |= (settled != OPEN) & (settled != values[number])
    return np.flatnonzero(hopeful)


def _both(same: list[Planes], other: list[Planes]) -> list[Planes]:
    """Where both say true, and where both say false."""
    if not same:
        return other
    return [(yes & true, no & false) for (yes, no), (true, false) in zip(same, other, strict=True)]


def _tried(people: People, places: tuple[int, ...]) -> dict[int, Planes] | None:
    """Where each of some nodes comes out the same in every way; None where there are too many ways."""
    support = support_of(people.plan.program)
    numbers = [number for number in range(len(support.variables)) if support.mixed(places[0]) >> number & 1]
    if len(numbers) > MOST:
        return None
    agreed: dict[int, Planes] = {}
    for whole in _readings(people.plan):
        supposed = people.supposed(tuple(numbers), whole=whole)
        same: list[Planes] = []
        for bits in range(1 << len(numbers)):
            way = {number: bool(bits >> turn & 1) for turn, number in enumerate(numbers)}
            same = _both(same, supposed.going(way, places))
        for place, (true, false) in zip(places, same, strict=True):
            yes, no = agreed.get(place, (np.uint8(0), np.uint8(0)))
            new = ~(yes | no)
            agreed[place] = yes | true & new, no | false & new
    return agreed


def _spread(agreed: dict[int, Planes], rows: Any, *, size: int) -> dict[int, Planes]:
    """Planes of some rows as planes of everybody."""
    pins: dict[int, Planes] = {}
    for place, sides in agreed.items():
        spread = []
        for side in sides:
            bits = np.zeros(size, dtype=np.uint8)
            bits[rows] = np.unpackbits(np.broadcast_to(side, (len(rows) + 7) // 8), count=len(rows))
            spread.append(np.packbits(bits))
        pins[place] = (spread[0], spread[1])
    return pins
