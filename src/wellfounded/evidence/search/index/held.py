"""Vectors in memory: read from an index once, and held until its passages or its vectors change.

One store is held once for a process, whichever connections ask. What is held is no way around a gate: who may see which
passage is asked of the database with every question, and only then is anything compared.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from wellfounded.evidence.search.index.state import state_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from wellfounded.evidence.search.index.dialect import Dialect
    from wellfounded.evidence.search.meaning.embedder import Vectors

STORED = np.dtype("<f2")
"""Half precision: half the room, and no difference in any ranking that was measured."""
AT_ONCE = 16_384
_FEW, _ASKED = 4_000, 500
_SMALL, _MANY = 1_024, 32
# While vectors are being worked out, new ones come every few seconds. Reading them takes no more than a twentieth of
# the time; what is read in a moment is read at once.
_MOMENT, _REST = 0.2, 20


@dataclass(frozen=True, slots=True)
class Block:
    """Some vectors, with the hashes of their texts."""

    hashes: Sequence[bytes]
    rows: NDArray[np.float16]

    def only(self, wanted: set[bytes]) -> Block:
        """Without those whose text is in no passage any more."""
        there = [one in wanted for one in self.hashes]
        if all(there):
            return self
        return Block([one for one, stays in zip(self.hashes, there, strict=True) if stays], self.rows[there])


@dataclass(frozen=True, slots=True)
class Standing:
    """The vectors of a model at one state of the index.

    `ids` are the passages that have one, in order, `groups` theirs, `rows` where their vectors stand, counted through
    all blocks. `rest` is until when newer vectors may wait.
    """

    state: tuple[int, int]
    ids: NDArray[np.int64]
    groups: NDArray[np.int64]
    rows: NDArray[np.int64]
    blocks: Sequence[Block]
    rest: float = 0.0

    def near(self, question: Vectors, allowed: NDArray[np.bool_]) -> Vectors:
        """The cosine of a question with the vector of each passage that is allowed, in the order of `ids`."""
        rows = self.rows[allowed]
        wanted = np.zeros(sum(len(block.rows) for block in self.blocks), dtype=np.bool_)
        wanted[rows] = True
        found = np.zeros(len(wanted), dtype=np.float32)
        first = 0
        for block in self.blocks:
            here = wanted[first : first + len(block.rows)]
            if here.all():
                found[first : first + len(here)] = block.rows.astype(np.float32) @ question
            elif here.any():
                found[first : first + len(here)][here] = block.rows[here].astype(np.float32) @ question
            first += len(here)
        return np.asarray(found[rows], dtype=np.float32)

    def is_of(self, state: tuple[int, int]) -> bool:
        """Whether it may be used at a state: the passages are the same, and new vectors, if any, may wait."""
        return self.state == state or (self.state[0] == state[0] and time.monotonic() < self.rest)


@dataclass(slots=True)
class HeldVectors:
    """What one process holds of one index; nothing at first, and after `clear`."""

    _standing: dict[str, Standing] = field(default_factory=dict)
    _reading: Lock = field(default_factory=Lock)

    @property
    def models(self) -> tuple[str, ...]:
        """The models of which vectors are held."""
        return tuple(self._standing)

    def clear(self) -> None:
        """Hold nothing. It waits for nobody: what is being read at this moment is not kept either."""
        self._standing = {}

    def of(self, model: str, dialect: Dialect) -> Standing:
        """The vectors of a model as they stand now, read where something changed since."""
        state, kept = state_of(dialect), self._standing
        found = kept.get(model)
        if found is not None and found.is_of(state):
            return found
        with self._reading:
            found = kept.get(model)
            if found is None or not found.is_of(state):
                kept[model] = found = read(dialect, model, before=found, state=state)
        return found


def read(dialect: Dialect, model: str, *, before: Standing | None, state: tuple[int, int]) -> Standing:
    """What stands in the index; vectors that are held already are not read again, for they never change."""
    begun = time.monotonic()
    ids, groups, hashes = _passages(dialect)
    wanted = set(hashes)
    blocks = [rest for block in (before.blocks if before else ()) if (rest := block.only(wanted)).hashes]
    new = wanted.difference(*(block.hashes for block in blocks))
    blocks += _some(dialect, model, wanted=new) if len(new) <= _FEW else _all(dialect, model, wanted=new)
    blocks = _together(blocks)
    place = {one: row for row, one in enumerate(chain.from_iterable(block.hashes for block in blocks))}
    rows = np.fromiter((place.get(one, -1) for one in hashes), dtype=np.int64, count=len(hashes))
    there = rows >= 0
    return Standing(state, ids[there], groups[there], rows[there], blocks, rest_after(begun))


def rest_after(begun: float) -> float:
    """Until when it need not be done again, by what it took since it was begun; 0 where that was a moment."""
    done = time.monotonic()
    return done + _REST * (done - begun) if done - begun > _MOMENT else 0.0


def _together(blocks: list[Block]) -> list[Block]:
    """Many small blocks, which come one by one while vectors are worked out, are made one."""
    small = [block for block in blocks if len(block.hashes) < _SMALL]
    if len(small) <= _MANY:
        return blocks
    hashes = [one for block in small for one in block.hashes]
    large = [block for block in blocks if len(block.hashes) >= _SMALL]
    return [*large, Block(hashes, np.concatenate([block.rows for block in small]))]


def _passages(dialect: Dialect) -> tuple[NDArray[np.int64], NDArray[np.int64], list[bytes]]:
    """The numbers, the groups and the hashes of all passages, by number."""
    numbers: list[NDArray[np.int64]] = [np.zeros((0, 2), dtype=np.int64)]
    hashes: list[bytes] = []
    last = -1
    statement = "SELECT p.id, p.group_id, p.text_hash FROM evidence_passages p WHERE p.id > ? ORDER BY p.id LIMIT ?"
    while rows := dialect.run(statement, [last, AT_ONCE]):
        numbers.append(np.array([row[:2] for row in rows], dtype=np.int64))
        hashes += [bytes(row[2]) for row in rows]
        last = rows[-1][0]
    ids, groups = np.ascontiguousarray(np.concatenate(numbers).T)
    return ids, groups, hashes


def _some(dialect: Dialect, model: str, *, wanted: set[bytes]) -> Iterator[Block]:
    """The vectors of a few texts, asked for by their hashes."""
    ordered = sorted(wanted)
    for first in range(0, len(ordered), _ASKED):
        among, values = dialect.among("text_hash", ordered[first : first + _ASKED])
        yield from _block(
            dialect.run(f"SELECT text_hash, vector FROM evidence_vectors WHERE model = ? AND {among}", [model, *values])
        )


def _all(dialect: Dialect, model: str, *, wanted: set[bytes]) -> Iterator[Block]:
    """The vectors of many texts: the table is read from end to end, a part at a time."""
    last = b""
    statement = (
        "SELECT text_hash, vector FROM evidence_vectors WHERE model = ? AND text_hash > ? ORDER BY text_hash LIMIT ?"
    )
    while rows := dialect.run(statement, [model, last, AT_ONCE]):
        last = bytes(rows[-1][0])
        yield from _block([row for row in rows if bytes(row[0]) in wanted])


def _block(rows: Sequence[Sequence[bytes]]) -> Iterator[Block]:
    if rows:
        vectors = np.frombuffer(b"".join(bytes(row[1]) for row in rows), dtype=STORED)
        yield Block([bytes(row[0]) for row in rows], vectors.reshape(len(rows), -1))
