"""Which records are compared at all: those that share a block.

The marks of a record (`marks`) are of four kinds. A mark of a whole name makes a block by itself; of the other kinds
every two marks of different kinds make one. A block of more than MOST records is not compared: its records meet in
finer blocks, each with a mark of one more kind, and what is still too large when no kind is left is left out. So the
pairs grow with the records and never with their square, however common a name or a day is.

Blocks are made once for the whole register, before an engine sees it: whichever engine it is compares the same pairs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from wellfounded.identity.batch.marks import Kind

MOST = 50
"""Records that one block may have, a judgement: with it a record meets some dozens of others, whatever the register."""

BLOCKS = "blocks"

_WHOLE, _NAME, _BIRTH, _HOME = (frozenset({kind}) for kind in Kind)
_COARSEST = (_WHOLE, _NAME | _BIRTH, _NAME | _HOME, _BIRTH | _HOME)
_FINER = (_WHOLE | _BIRTH, _WHOLE | _HOME, _WHOLE | _BIRTH | _HOME, _NAME | _BIRTH | _HOME)

_Numbers = npt.NDArray[np.int64]


def blocked(rows: pa.Table, *, most: int = MOST) -> pa.Table:
    """The rows with their blocks in the place of their marks."""
    held = {kind: _Held.of(rows[kind.value]) for kind in Kind}
    small, large = [], {}
    for kinds in _COARSEST:
        fitting, large[kinds] = _every(held[kind] for kind in Kind if kind in kinds).by_size(most)
        small.append(fitting)
    for kinds in _FINER:
        coarser = [(large[kinds - {kind}], held[kind]) for kind in kinds if kinds - {kind} in large]
        fitting, large[kinds] = _together([one.with_each(other) for one, other in coarser]).by_size(most)
        small.append(fitting)
    found = _together(small).column(rows.num_rows)
    return rows.drop_columns([kind.value for kind in Kind]).append_column(BLOCKS, found)


@dataclass(frozen=True, slots=True)
class _Held:
    """Which rows hold which marks, or blocks: two columns of equal length."""

    rows: _Numbers
    marks: _Numbers

    @classmethod
    def of(cls, column: pa.ChunkedArray) -> _Held:
        count = pc.fill_null(pc.list_value_length(column), 0).to_numpy()
        rows = np.repeat(np.arange(len(column), dtype=np.int64), count)
        return cls(rows, pc.list_flatten(column).to_numpy().astype(np.int64))

    def with_each(self, other: _Held) -> _Held:
        """Each of these together with each that the same row holds of another kind; the order of kinds is no matter."""
        first = np.searchsorted(other.rows, self.rows, side="left")
        count = np.searchsorted(other.rows, self.rows, side="right") - first
        begun = np.repeat(np.cumsum(count) - count, count)
        place = np.repeat(first, count) + np.arange(count.sum()) - begun
        return _Held(np.repeat(self.rows, count), np.repeat(self.marks, count) ^ other.marks[place])

    def by_size(self, most: int) -> tuple[_Held, _Held]:
        """The blocks that two rows share and no more than `most`, and those that are too large."""
        _, which, counts = np.unique(self.marks, return_inverse=True, return_counts=True)
        size = counts[which]
        return self._where((size > 1) & (size <= most)), self._where(size > most)

    def column(self, count: int) -> pa.Array:
        """For each of `count` rows the list of its marks."""
        order = np.argsort(self.rows, kind="stable")
        offsets = np.searchsorted(self.rows[order], np.arange(count + 1))
        return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), pa.array(self.marks[order]))

    def _where(self, chosen: npt.NDArray[np.bool_]) -> _Held:
        return _Held(self.rows[chosen], self.marks[chosen])


def _every(kinds: Iterable[_Held]) -> _Held:
    return reduce(_Held.with_each, kinds)


def _together(found: Iterable[_Held]) -> _Held:
    """All of them, each once."""
    found = list(found)
    rows = np.concatenate([one.rows for one in found])
    marks = np.concatenate([one.marks for one in found])
    order = np.lexsort((marks, rows))
    rows, marks = rows[order], marks[order]
    new = np.ones(len(rows), dtype=bool)
    new[1:] = (np.diff(rows) != 0) | (np.diff(marks) != 0)
    return _Held(rows[new], marks[new])
