"""A whole register filed at once: hashed by several processes, and sorted once instead of inserted here and there.

First every record gets its entry, with its hashes packed beside it, batch by batch; at the end all of them are unfolded
into sorted rows in one transaction. A build that was killed goes on where it stood: what has an entry is
not read again. Its records are found when the build is done; whatever others add meanwhile is found at once.
"""

from __future__ import annotations

import atexit
import gc
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack
from itertools import islice
from multiprocessing import get_context
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from wellfounded.identity.index.database import Database, Writing
from wellfounded.identity.index.hashing import Hashing, years_of
from wellfounded.identity.index.key_index import BATCH, KeyIndex
from wellfounded.identity.index.postings import Postings, by_hash, rows_of
from wellfounded.identity.record import Record

_ROWS, _AT_ONCE, _TOGETHER = 100_000, 10_000_000, 2_000
_FILED = "SELECT id, posted FROM identity_filed WHERE id >= ? AND id < ? ORDER BY id"


class Built(NamedTuple):
    """How many records were given, and how many of them were new or changed."""

    given: int
    filed: int


def build(
    index: KeyIndex, records: Iterable[Record], *, workers: int = 1, told: Callable[[int], None] | None = None
) -> Built:
    """File many records. `told` is called with how many were gone through; `workers` processes hash, one: this one.

    With more than one worker the keys of the index are a function of a module, so that a process can be given it. What
    it leaves must go in no circle: a worker never looks for circles of objects, which took an eighth of its time.
    """
    _begin(index)
    given = filed = 0
    changed: list[Record] = []
    with ExitStack() as stack:
        hash_all = _hasher(index.hashing, workers, stack=stack)
        for count, postings, others in hash_all(_sorted_out(index, records)):
            _enter(index, postings)
            given, filed = given + count, filed + len(postings)
            changed += others
            if told is not None:
                told(given)
    _unfold(index)
    index.add(changed)
    return Built(given, filed + len(changed))


class _Work(NamedTuple):
    """A batch: how many records it came from, the new ones, and those that are filed otherwise."""

    taken: int
    new: list[Record]
    changed: list[Record]


_Given = tuple[tuple[str, ...], tuple[int, int]]
_Done = tuple[int, list[tuple[str, bytes]], list[Record]]


def _begin(index: KeyIndex) -> None:
    """Note from which entry on rows are missing, unless a build that was broken off noted it before."""
    database = index.database
    with Writing(database):
        if not database.ask("SELECT first FROM identity_build"):
            last = database.ask("SELECT coalesce(max(id), 0) FROM identity_filed")[0][0]
            database.tell("INSERT INTO identity_build (first) VALUES (?)", last + 1)


def _sorted_out(index: KeyIndex, records: Iterable[Record]) -> Iterator[_Work]:
    source = iter(records)
    while batch := list(islice(source, BATCH)):
        latest = {record.key: record for record in batch}
        held = index.marks(list(latest))
        new = [record for key, record in latest.items() if key not in held]
        changed = [one for key, one in latest.items() if key in held and held[key] != index.hashing.mark(one)]
        yield _Work(len(batch), new, changed)


def _hasher(hashing: Hashing, workers: int, *, stack: ExitStack) -> Callable[[Iterator[_Work]], Iterator[_Done]]:
    if workers == 1:
        return lambda batches: (_finished(one, _packed(hashing, _given(one))) for one in batches)
    pools = [
        stack.enter_context(ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_at_work))
        for _ in range(workers)
    ]

    def ahead(batches: Iterator[_Work]) -> Iterator[_Done]:
        """A few batches ahead of what is written, so that every process is busy and nothing piles up."""
        waiting: deque[tuple[_Work, list[_Share]]] = deque()
        for one in batches:
            waiting.append((one, _dealt(hashing, _given(one), pools=pools)))
            if len(waiting) > 2 * workers:
                yield _gathered(*waiting.popleft())
        for work, shares in waiting:
            yield _gathered(work, shares)

    return ahead


def _at_work() -> None:
    """What a process does first. It ends at once: to take down all that it kept of names would last seven seconds."""
    gc.disable()
    atexit.register(os._exit, 0)


class _Share(NamedTuple):
    """What one process hashes of a batch, and the places there."""

    places: list[int]
    found: Future[list[bytes]]


def _dealt(hashing: Hashing, given: Sequence[_Given], *, pools: Sequence[ProcessPoolExecutor]) -> list[_Share]:
    """A batch dealt out, people of one given name to one process: it reads each once, and keeps it for the next."""
    places: list[list[int]] = [[] for _ in pools]
    for place, (names, _) in enumerate(given):
        places[_whose(names, among=len(pools))].append(place)
    return [
        _Share(mine, pool.submit(_packed, hashing, [given[place] for place in mine]))
        for pool, mine in zip(pools, places, strict=True)
        if mine
    ]


def _whose(names: tuple[str, ...], *, among: int) -> int:
    """By what stands behind the first word, or the first letter of a single one: mostly a given name, always a part."""
    name = names[0] if names else ""
    return crc32((name.partition(" ")[2] or name[1:]).encode("utf-8", "surrogatepass")) % among


def _gathered(work: _Work, shares: Sequence[_Share]) -> _Done:
    packed = [b""] * len(work.new)
    for share in shares:
        for place, posted in zip(share.places, share.found.result(), strict=True):
            packed[place] = posted
    return _finished(work, packed)


def _given(work: _Work) -> list[_Given]:
    """What is hashed of each record, and no more: this goes to another process."""
    return [(record.names, years_of(record.birth)) for record in work.new]


def _packed(hashing: Hashing, given: Sequence[_Given]) -> list[bytes]:
    return [hashing.posted(names, years).packed() for names, years in given]


def _finished(work: _Work, packed: Sequence[bytes]) -> _Done:
    return work.taken, [(record.key, posted) for record, posted in zip(work.new, packed, strict=True)], work.changed


def _enter(index: KeyIndex, postings: Sequence[tuple[str, bytes]]) -> None:
    """Entries without rows. What somebody else has filed meanwhile stands."""
    with Writing(index.database):
        index.database.tell_each(
            "INSERT INTO identity_filed (key, posted) VALUES (?, ?) ON CONFLICT DO NOTHING", postings
        )


def _unfold(index: KeyIndex) -> None:
    """The rows of every entry since the build began, sorted, in one transaction; then the build is done."""
    database = index.database
    with Writing(database):
        first = database.ask("SELECT first FROM identity_build")[0][0]
        last = database.ask("SELECT coalesce(max(id), 0) FROM identity_filed")[0][0]
        empty = not database.ask("SELECT 1 FROM identity_posting LIMIT 1")
        parts = (last - first) // _AT_ONCE + 1
        for part in range(parts):
            for rows in _together(by_hash(*_rows(database, (first, last), part=part, parts=parts))):
                if empty:
                    database.tell_each("INSERT INTO identity_posting (hash, held) VALUES (?, ?)", rows)
                else:
                    index.refile(dict(rows), gone={})
        database.tell("DELETE FROM identity_build")


def _rows(
    database: Database, between: tuple[int, int], *, part: int, parts: int
) -> tuple[NDArray[np.uint32], Postings]:
    """Hashes and rows of the entries between two numbers, of the hashes that fall into one part of several."""
    lowest, highest = (2**32 * bound // parts for bound in (part, part + 1))
    kept = []
    for start in range(between[0], between[1] + 1, _ROWS):
        hashes, rows = rows_of(database.ask(_FILED, start, start + _ROWS))
        inside = (hashes >= lowest) & (hashes < highest)
        kept.append((hashes[inside], rows[inside]))
    if not kept:
        return rows_of([])
    return np.concatenate([hashes for hashes, _ in kept]), np.concatenate([rows for _, rows in kept])


def _together(rows: Iterable[tuple[int, bytes]]) -> Iterator[list[tuple[int, bytes]]]:
    source = iter(rows)
    while some := list(islice(source, _TOGETHER)):
        yield some
