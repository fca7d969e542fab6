"""Arguments by cases over a caseload: every way in which the doubtful facts of a criterion may go, tried on bits.

A criterion can only be settled by cases through a variable that stands under it both plain and negated. With all of
those set, strong Kleene logic is exact, so trying each of their assignments finds what a decision diagram finds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from wellfounded.law.cohort import Planes, unpacked
from wellfounded.law.exact import lane_of
from wellfounded.law.program import LeafKind, Program, cone_of
from wellfounded.law.support import support_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wellfounded.law.cohort import Caseload, Plan

Ways = dict[int, Any]  # for each variable a column: 255 in the ways of going in which it is true, else 0

TRIALS = 12  # a few assignments rule nearly everybody out
MOST = 10  # so many variables are tried every way; beyond, the people left are evaluated one by one
BLOCK = 1 << 15  # bytes of one plane over several ways: small enough that what is computed stays near the processor


@dataclass(frozen=True, slots=True)
class People:
    """Some rows of a caseload: how everything came out that the doubtful nodes need, and what the record says.

    `planes` hold what the plan keeps, `said` the leaves of the doubtful variables as recorded.
    """

    plan: Plan
    size: int
    planes: dict[int, Planes]
    said: dict[int, Planes]

    @classmethod
    def of(cls, plan: Plan, caseload: Caseload, *, rows: slice) -> People:
        """Some rows of a caseload, everything computed."""
        leaves = plan.read(caseload, rows)
        mixed = tuple(place for place, _ in support_of(plan.program).mixed_leaves if place in leaves)
        said = plan.recorded(caseload, rows, places=mixed)
        return cls(plan, rows.stop - rows.start, plan.run(leaves), said)

    def take(self, rows: Any) -> People:
        """Some of them."""
        parts = ({place: _taken(both, rows, size=self.size) for place, both in side.items()} for side in self._needed())
        return People(self.plan, len(rows), *parts)

    def _needed(self) -> tuple[dict[int, Planes], dict[int, Planes]]:
        """What the doubtful nodes are computed from."""
        below = {child for place in self.plan.doubtful for child in self.plan.program.nodes[place].children}
        return {place: self.planes[place] for place in below - {*self.plan.doubtful} if place in self.planes}, self.said

    def pinned(self, pins: dict[int, Planes]) -> dict[int, Planes]:
        """The planes with the doubtful nodes computed anew; `pins` say where one holds or not whatever stands below."""
        planes = dict(self.planes)
        for place in self.plan.doubtful:
            planes[place] = self.plan.node(planes, place)
            if place in pins:
                (true, false), (yes, no) = planes[place], pins[place]
                planes[place] = (true & ~no | yes, false & ~yes | no)
        return planes

    def supposed(self, *, whole: bool) -> Supposed:
        """Every free variable unknown, ready to be tried.

        Free are the leaves of which `exact` tries both ways; `whole` reads what was found but not put as unknown.
        """
        mixed = [(place, number) for place, number in support_of(self.plan.program).mixed_leaves if place in self.said]
        free: dict[int, Any] = {}
        for place, number in mixed:
            (yes, no), (true, false) = self.said[place], self.planes[place]
            loose = ~(yes | no)
            free[number] = free.get(number, _NOBODY) | (loose | ~(true | false) if whole else loose)
        masks = {place: free[number] | ~(self.planes[place][0] | self.planes[place][1]) for place, number in mixed}
        unknown = {
            place: (self.planes[place][0] & ~mask, self.planes[place][1] & ~mask) for place, mask in masks.items()
        }
        return Supposed(self, self._needed()[0] | unknown, tuple(mixed), masks)


@dataclass(frozen=True, slots=True)
class Supposed:
    """What the doubtful nodes are computed from with the free variables unknown, and where each leaf is free."""

    people: People
    planes: dict[int, Planes]
    leaves: tuple[tuple[int, int], ...]
    masks: dict[int, Any]

    def agreeing(self, ways: Ways, places: tuple[int, ...]) -> Iterator[list[Planes]]:
        """Where some nodes come out the same in all ways tried so far, block after block of ways."""
        block = max(1, BLOCK // ((self.people.size + 7) // 8))
        same = [(_EVERYBODY, _EVERYBODY)] * len(places)
        for start in range(0, len(next(iter(ways.values()))), block):
            part = {number: column[start : start + block] for number, column in ways.items()}
            both = zip(same, self._going(part, places), strict=True)
            same = [(yes & _in_all(true), no & _in_all(false)) for (yes, no), (true, false) in both]
            yield same

    def _going(self, ways: Ways, places: tuple[int, ...]) -> list[Planes]:
        """Some nodes, with every variable going several ways at once: one row of bits a way where it matters."""
        plan, planes = self.people.plan, dict(self.planes)
        for place, number in self.leaves:
            if number in ways:
                (true, false), mask, way = planes[place], self.masks[place], ways[number]
                planes[place] = (true | mask & way, false | mask & ~way)
        for place in plan.doubtful:
            planes[place] = plan.node(planes, place)
        return [planes[place] if place in planes else plan.constant(place) for place in places]


def _in_all(plane: Any) -> Any:
    """Where a node holds in every way of a block; one that no supposed variable reaches has one row for all."""
    return plane if plane.ndim == 1 else np.bitwise_and.reduce(plane, axis=0)


def _taken(planes: Planes, rows: Any, *, size: int) -> Planes:
    """The bits of some rows, packed anew."""
    width, byte, shift = (size + 7) // 8, rows >> 3, (7 - (rows & 7)).astype(np.uint8)
    true, false = (np.packbits(np.broadcast_to(side, width)[byte] >> shift & 1) for side in planes)
    return true, false


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


def settled_by_cases(people: People, doubtful: tuple[int, ...], *, values: Any) -> Any:
    """Brings the values of the wanted nodes up to date where a doubtful criterion is settled by cases.

    Returns the rows that need the long way.
    """
    rows = _hopeful(people, people.planes, which=doubtful) if doubtful else _NO_ROWS
    if not len(rows):
        return rows
    part, plan = people.take(rows), people.plan
    pins: dict[int, Planes] = {}
    long_way = np.zeros(part.size, dtype=bool)
    for which in _groups(plan, doubtful):
        left = _hopeful(part, part.pinned(pins), which=which)
        if len(left):
            agreed = _tried(part.take(left), which)
            long_way[left] |= agreed is None
            pins |= _spread(agreed or {}, left, size=part.size)
    planes = part.pinned(pins)
    for row, place in enumerate(plan.wanted):
        if place in plan.doubtful:
            values[row, rows] = unpacked(*planes[place], size=part.size)
    return rows[long_way]


def _groups(plan: Plan, doubtful: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """The doubtful criteria with the same mixed variables together, those of fewer variables first."""
    groups: dict[int, list[int]] = {}
    for place in doubtful:
        groups.setdefault(support_of(plan.program).mixed(place), []).append(place)
    yield from (tuple(groups[mixed]) for mixed in sorted(groups, key=lambda bits: (bits.bit_count(), bits)))


def _readings(plan: Plan) -> tuple[bool, ...]:
    return (False,) if plan.standing.everything_put else (False, True)


def _hopeful(people: People, planes: dict[int, Planes], *, which: tuple[int, ...]) -> Any:
    """The rows where every trial settles one of some nodes alike, and otherwise than it stands in `planes`."""
    plan = people.plan
    stands = [planes[place] if place in planes else plan.constant(place) for place in which]
    numbers = {number for _, number in support_of(plan.program).mixed_leaves}
    ways = {number: _column([lane_of(number) >> trial & 1 for trial in range(TRIALS)]) for number in numbers}
    hopeful = _NOBODY
    for whole in _readings(plan):
        news = _NOBODY
        for same in people.supposed(whole=whole).agreeing(ways, which):
            news = _otherwise(same, stands)
            if not news.any():
                break
        hopeful = hopeful | news
    return np.flatnonzero(np.unpackbits(np.broadcast_to(hopeful, (people.size + 7) // 8), count=people.size))


def _otherwise(same: list[Planes], stands: list[Planes]) -> Any:
    """Where one of some nodes is settled, and otherwise than it stands."""
    found = _NOBODY
    for (yes, no), (true, false) in zip(same, stands, strict=True):
        found = found | yes & ~true | no & ~false
    return found


def _tried(people: People, places: tuple[int, ...]) -> dict[int, Planes] | None:
    """Where each of some nodes comes out the same in every way; None where there are too many ways."""
    support = support_of(people.plan.program)
    numbers = [number for number in range(len(support.variables)) if support.mixed(places[0]) >> number & 1]
    if len(numbers) > MOST:
        return None
    every = range(1 << len(numbers))
    ways = {number: _column([bits >> turn & 1 for bits in every]) for turn, number in enumerate(numbers)}
    agreed: dict[int, Planes] = {}
    for whole in _readings(people.plan):
        *_, same = people.supposed(whole=whole).agreeing(ways, places)
        for place, (true, false) in zip(places, same, strict=True):
            yes, no = agreed.get(place, (_NOBODY, _NOBODY))
            new = ~(yes | no)
            agreed[place] = yes | true & new, no | false & new
    return agreed


def _column(bits: list[int]) -> Any:
    """Which ways a variable is true in, one row a way."""
    return np.array(bits, dtype=np.uint8)[:, None] * np.uint8(255)


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


_NOBODY, _EVERYBODY = np.array([0], dtype=np.uint8), np.array([255], dtype=np.uint8)
_NO_ROWS = np.empty(0, dtype=np.intp)
