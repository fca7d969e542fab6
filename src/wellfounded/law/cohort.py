"""A whole caseload at once: the same findings as one case at a time, computed on bits.

Each fact of the caseload is a column of state codes. The evaluator packs them into two bit planes (true, false) and
runs the program's nodes as word operations; only nodes above a column that is there are computed, everything else
keeps the value it has on an empty record.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from wellfounded.law.cohort_codes import ASKED, PUT
from wellfounded.law.evaluate import FALSE, OPEN, TRUE, Standing, blank_record
from wellfounded.law.program import Leaf, LeafKind, Op, Program, cone_of
from wellfounded.law.support import support_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from wellfounded.law.case_file import Slot

Planes = tuple[Any, Any]  # bit sets over people: where it is true, where it is false
# People at a time. Fewer, and calling NumPy costs more than computing; more, and it is only memory that grows.
CHUNK = 1 << 17


@dataclass(frozen=True, slots=True)
class Caseload:
    """Columns of state codes (`cohort_codes`) by slot, all of the same length, and truths of tests by slot and test.

    `tests` hold 0, 1, 2 for each person: the measured truth of a test of a date, quantity or choice.

    Each column is best contiguous: one array a fact, or the rows of a matrix with one row a fact (in Fortran order with
    one column a fact). The columns of a matrix with one row a person are taken too, but each is first copied together
    from all over memory, which takes longer than everything else.
    """

    size: int
    columns: dict[Slot, NDArray[np.uint8]]
    tests: dict[tuple[Slot, Any], NDArray[np.uint8]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """Which nodes to compute for a caseload, in order; all others are constants of the empty record.

    `doubtful` are the inner nodes over variables that stand both plain and negated; `kept` is what is still needed
    when everything is computed: what is wanted, the doubtful nodes and their children.
    """

    program: Program
    standing: Standing
    constants: list[int]
    leaves: tuple[int, ...]
    inner: tuple[int, ...]
    last_use: dict[int, int]
    wanted: tuple[int, ...]
    doubtful: tuple[int, ...]
    kept: frozenset[int]

    def constant(self, place: int) -> Planes:
        """A node's planes where nothing of the caseload reaches it."""
        return _CONSTANTS[self.constants[place]]

    def read(self, caseload: Caseload, rows: slice) -> dict[int, Planes]:
        """The planes of the leaves for some rows."""
        found: dict[int, Planes] = {}
        for place, leaf, cells, measured in self._cells(caseload, rows, places=self.leaves):
            found[place] = leaf_planes(leaf, cells, measured=measured, standing=self.standing)
        return {place: found.get(place, self.constant(place)) for place in self.leaves}

    def recorded(self, caseload: Caseload, rows: slice, *, places: tuple[int, ...]) -> dict[int, Planes]:
        """What the record itself says of some leaves, before what must be put and what closing does."""
        found = self._cells(caseload, rows, places=places)
        said = {place: recorded_planes(leaf, cells, measured=measured) for place, leaf, cells, measured in found}
        return {place: said.get(place, _CONSTANTS[OPEN]) for place in places}

    def _cells(
        self, caseload: Caseload, rows: slice, *, places: tuple[int, ...]
    ) -> Iterator[tuple[int, Leaf, _Cells, Any]]:
        """The leaves that a column reaches, with their cells and measured truths; each column is packed once."""
        packed: dict[Slot, _Cells] = {}

        def cells_of(slot: Slot) -> _Cells:
            if slot not in packed:
                column = caseload.columns.get(slot, _UNRECORDED)
                packed[slot] = _Cells.of(np.ascontiguousarray(column[rows]), self.standing)
            return packed[slot]

        for place in places:
            leaf = self.program.leaves[self.program.nodes[place].leaf]
            if leaf.slot not in caseload.columns:  # a leaf that is only supposed
                continue
            cells = cells_of(leaf.slot)
            if leaf.kind is not LeafKind.TEST:
                yield place, leaf, cells, _UNMEASURED
                continue
            for slot in self.program.compared(leaf):
                cells = cells.both(cells_of(slot))
            test = caseload.tests.get((leaf.slot, leaf.test))
            yield place, leaf, cells, _UNMEASURED if test is None else test[rows]

    def values(self, planes: dict[int, Planes], *, size: int) -> NDArray[np.uint8]:
        """The values of the wanted nodes, one row a node."""
        found = np.empty((len(self.wanted), size), dtype=np.uint8)
        for row, place in enumerate(self.wanted):
            found[row] = unpacked(*(planes[place] if place in planes else self.constant(place)), size=size)
        return found

    def run(self, leaves: dict[int, Planes]) -> dict[int, Planes]:
        """The planes of what is kept, from those of the leaves; what nothing needs any more is dropped on the way."""
        planes = dict(leaves)
        for place in self.inner:
            planes[place] = self.node(planes, place)
            for child in self.program.nodes[place].children:
                if self.last_use[child] == place and child not in self.kept:
                    planes.pop(child, None)
        return planes

    def node(self, planes: dict[int, Planes], place: int) -> Planes:
        """An inner node's planes from those of its children."""
        node = self.program.nodes[place]
        parts = [planes[child] if child in planes else self.constant(child) for child in node.children]
        return _combined(node.op, parts, count=node.count)


def plan_for(
    program: Program,
    caseload: Caseload,
    *,
    standing: Standing,
    wanted: tuple[int, ...],
    supposed: frozenset[int] = frozenset(),
) -> Plan:
    """The nodes that the wanted ones need and that some column, or a supposed leaf, reaches."""
    slots = set(caseload.columns) | {slot for slot, _ in caseload.tests}
    reached: set[int] = set()
    for place, node in enumerate(program.nodes):
        own = node.op is Op.LEAF and (program.leaves[node.leaf].slot in slots or place in supposed)
        if own or any(child in reached for child in node.children):
            reached.add(place)
    needed = cone_of(program, wanted) & reached
    leaves = tuple(place for place in sorted(needed) if program.nodes[place].op is Op.LEAF)
    inner = tuple(place for place in sorted(needed) if program.nodes[place].op is not Op.LEAF)
    last_use = {child: place for place in inner for child in program.nodes[place].children}
    over_mixed = set(support_of(program).above_mixed)
    doubtful = tuple(place for place in inner if place in over_mixed)
    kept = frozenset((*wanted, *doubtful)).union(*(program.nodes[place].children for place in doubtful))
    constants = blank_record(program, standing).values
    return Plan(program, standing, constants, leaves, inner, last_use, wanted, doubtful, kept)


@dataclass(frozen=True, slots=True)
class _Cells:
    """The cells of one fact for some rows, as bit planes; those that the standing makes useless are left out.

    Of the states only `ESTABLISHED` (001), `REFUTED` (010) and `BENEFIT` (101) are told apart: all others are open.
    """

    yes: Any
    no: Any
    benefit: Any
    put: Any
    asked: Any

    @classmethod
    def of(cls, cells: Any, standing: Standing) -> _Cells:
        used = int(np.bitwise_or.reduce(cells))  # a bit that no cell has needs no packing
        ones, twos, fours = (_packed(cells, bit, used=used) for bit in (1, 2, 4))
        put = _FULL if standing.everything_put else _packed(cells, PUT, used=used)
        asked = put | _packed(cells, ASKED, used=used) if standing.closed and not standing.everything_put else put
        # The state is told from its three bits, all people at once: comparing every cell costs several times as much.
        one, plain = ones & ~twos, ~fours
        return cls(yes=one & plain, no=twos & ~ones & plain, benefit=one & fours, put=put, asked=asked)

    def both(self, other: _Cells) -> _Cells:
        """Two facts that a test compares, as one: found, put and asked where both are."""
        yes, found = self.yes & other.yes, (self.yes | self.benefit) & (other.yes | other.benefit)
        return _Cells(yes, self.no & other.no, found & ~yes, self.put & other.put, self.asked & other.asked)


def _packed(cells: Any, bit: int, *, used: int) -> Any:
    """Where a bit of the cells is set."""
    return np.packbits(cells & bit) if used & bit else _NONE


def recorded_planes(leaf: Leaf, cells: _Cells, *, measured: Any) -> Planes:
    """A leaf's bits by what was found. `measured` are the truths (0, 1, 2) of a test leaf for the same rows."""
    settled = cells.yes | cells.benefit if leaf.admits_possible and leaf.kind is not LeafKind.HUMAN else cells.yes
    if leaf.kind is LeafKind.TEST:
        return settled & np.packbits(measured == TRUE), settled & np.packbits(measured == FALSE)
    return settled, cells.no


def leaf_planes(leaf: Leaf, cells: _Cells, *, measured: Any, standing: Standing) -> Planes:
    """A leaf's bits: where it is true and where it is false, with what must be put and what closing does."""
    true, false = recorded_planes(leaf, cells, measured=measured)
    open_ = ~(true | false)
    true, false = (true, false & cells.put) if leaf.helps > 0 else (true & cells.put, false)
    if standing.closed and leaf.closes_to != OPEN and leaf.kind is not LeafKind.HUMAN:
        against = leaf.closes_to == (FALSE if leaf.helps > 0 else TRUE)
        closes = open_ & cells.asked if against else open_
        true, false = (true | closes, false) if leaf.closes_to == TRUE else (true, false | closes)
    return true, false


def _combined(op: Op, parts: list[Planes], *, count: int) -> Planes:
    if op is Op.NOT:
        return parts[0][1], parts[0][0]
    if op is Op.AT_LEAST:
        return _at_least(parts, count)
    true, false = parts[0]
    for part_true, part_false in parts[1:]:
        if op is Op.ALL:
            true, false = true & part_true, false | part_false
        else:
            true, false = true | part_true, false & part_false
    return true, false


def _at_least(parts: list[Planes], count: int) -> Planes:
    """At least `count` true; false where too many are false. Counted with planes for “at least k so far”."""
    needed_false = len(parts) - count + 1
    return _counted([part[0] for part in parts], count), _counted([part[1] for part in parts], needed_false)


def _counted(planes: list[Any], count: int) -> Any:
    rows: list[Any] = [_FULL] + [_NONE] * count
    for plane in planes:
        rows = [_FULL] + [rows[have] | (plane & rows[have - 1]) for have in range(1, count + 1)]
    return rows[count]


def unpacked(true: Any, false: Any, *, size: int) -> Any:
    """Values 0, 1, 2 from bit planes."""
    width = (size + 7) // 8
    yes = np.unpackbits(np.broadcast_to(true, width), count=size)
    no = np.unpackbits(np.broadcast_to(false, width), count=size)
    return yes + (OPEN - no)


_FULL = np.array([255], dtype=np.uint8)
_NONE = np.array([0], dtype=np.uint8)
_UNRECORDED = np.zeros(1, dtype=np.uint8)
_UNMEASURED = np.array([OPEN] * 8, dtype=np.uint8)
_CONSTANTS = {FALSE: (_NONE, _FULL), OPEN: (_NONE, _NONE), TRUE: (_FULL, _NONE)}
