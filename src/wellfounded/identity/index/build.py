"""A whole register filed at once: hashed by several processes, and sorted once instead of inserted here and there.

First every record gets its entry, with its hashes packed beside it, batch by batch; at the end all of them are unfolded
into sorted rows in one transaction. A build that was killed goes on where it stood: what has an entry is
not read again. Its records are found when the build is done; whatever others add meanwhile is found at once.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack
from functools import lru_cache
from itertools import islice
from multiprocessing import get_context
from typing import NamedTuple

from wellfounded.identity.index.database import Writing
from wellfounded.identity.index.hashing import Hashing, Posting, unpacked, years_of
from wellfounded.identity.index.key_index import BATCH, KeyIndex
from wellfounded.identity.record import Record

_ROWS = 100_000
_FILED = "SELECT id, posted FROM identity_entry WHERE id >= ? AND id < ? ORDER BY id"


class Built(NamedTuple):
    """How many records were given, and how many of them were new or changed."""

    given: int
    filed: int


def build(
    index: KeyIndex, records: Iterable[Record], *, workers: int = 1, told: Callable[[int], None] | None = None
) -> Built:
    """File many records. `told` is called with how many were gone through; `workers` processes hash, one: this one.

    With more than one worker the keys of the index are a function of a module, so that a process can be given it.
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


_Done = tuple[int, dict[str, Posting], list[Record]]


def _begin(index: KeyIndex) -> None:
    """Note from which entry on rows are missing, unless a build that was broken off noted it before."""
    database = index.database
    with Writing(database):
        if not database.ask("SELECT first FROM identity_build"):
            last = database.ask("SELECT coalesce(max(id), 0) FROM identity_entry")[0][0]
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
        return lambda batches: ((one.taken, _posted(hashing, one.new), one.changed) for one in batches)
    pool = stack.enter_context(ProcessPoolExecutor(workers, mp_context=get_context("spawn")))

    def ahead(batches: Iterator[_Work]) -> Iterator[_Done]:
        """A few batches ahead of what is written, so that every process is busy and nothing piles up."""
        waiting: deque[tuple[_Work, Future[list[tuple[int, ...]]]]] = deque()
        for one in batches:
            waiting.append((one, pool.submit(_hashes, hashing, [record.names for record in one.new])))
            if len(waiting) > 2 * workers:
                yield _finished(hashing, waiting.popleft())
        while waiting:
            yield _finished(hashing, waiting.popleft())

    return ahead


def _finished(hashing: Hashing, waited: tuple[_Work, Future[list[tuple[int, ...]]]]) -> _Done:
    work, found = waited
    return work.taken, _posted(hashing, work.new, hashes=found.result()), work.changed


def _hashes(hashing: Hashing, names: Sequence[tuple[str, ...]]) -> list[tuple[int, ...]]:
    return [_hashes_of(hashing, each) for each in names]


@lru_cache(maxsize=262144)
def _hashes_of(hashing: Hashing, names: tuple[str, ...]) -> tuple[int, ...]:
    """Kept, since in a register of millions every third name is somebody else's as well."""
    return tuple(sorted(hashing.hashes(names)))


def _posted(
    hashing: Hashing, records: Sequence[Record], *, hashes: Sequence[tuple[int, ...]] | None = None
) -> dict[str, Posting]:
    if hashes is None:
        hashes = _hashes(hashing, [record.names for record in records])
    return {
        record.key: Posting(hashing.mark(record), *years_of(record.birth), found)
        for record, found in zip(records, hashes, strict=True)
    }


def _enter(index: KeyIndex, postings: dict[str, Posting]) -> None:
    """Entries without rows. What somebody else has filed meanwhile stands."""
    with Writing(index.database):
        index.database.tell_each(
            "INSERT INTO identity_entry (key, posted) VALUES (?, ?) ON CONFLICT DO NOTHING",
            [(key, posting.packed()) for key, posting in postings.items()],
        )


def _unfold(index: KeyIndex) -> None:
    """The rows of every entry since the build began, sorted, in one transaction; then the build is done."""
    database = index.database
    with Writing(database):
        first = database.ask("SELECT first FROM identity_build")[0][0]
        last = database.ask("SELECT coalesce(max(id), 0) FROM identity_entry")[0][0]
        database.tell("CREATE TEMPORARY TABLE identity_unfolded (hash INTEGER, year INTEGER, id INTEGER)")
        for start in range(first, last + 1, _ROWS):
            entries = database.ask(_FILED, start, start + _ROWS)
            database.tell_each("INSERT INTO identity_unfolded VALUES (?, ?, ?)", _rows(entries))
        database.tell(
            "INSERT INTO identity_key (hash, year, id) SELECT hash, year, id FROM identity_unfolded "
            "WHERE true ORDER BY hash, year, id ON CONFLICT DO NOTHING"
        )
        database.tell("DROP TABLE identity_unfolded")
        database.tell("DELETE FROM identity_build")


def _rows(entries: Iterable[tuple[int, bytes]]) -> Iterator[tuple[int, int, int]]:
    for number, kept in entries:
        posting = unpacked(kept)
        for year in posting.years:
            for value in posting.hashes:
                yield value, year, number
