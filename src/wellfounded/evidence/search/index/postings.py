"""The postings of an index: for each term the passages that hold it, how often, and how long they are.

A posting is four bytes. It stands in a row with the others of its term in one block (16,384 neighbouring numbers of
passages) and one group (the passages of a shelf in a language): a reader's question is answered from the groups that
the reader may open, and from no other. New postings go to the end of a row, so that adding a document touches the rows
of the last block only.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import chain, count
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from wellfounded.evidence.search.index.dialect import Dialect

    Postings = NDArray[np.uint32]

BLOCK = 1 << 14
"""How many numbers of passages make a block."""
PLACE_BITS, TIMES_BITS, LENGTH_BITS = 14, 6, 12
MOST_TIMES, MOST_TOKENS = (1 << TIMES_BITS) - 1, (1 << LENGTH_BITS) - 1
"""A term that stands more often in a passage, or a passage of more tokens, counts as if it had so many."""
PLACE = np.uint32(BLOCK - 1)
_STORED = np.dtype("<u4")


@dataclass(frozen=True, slots=True)
class Held:
    """A passage as the postings see it: its number, its group, its terms."""

    id: int
    group: int
    terms: Sequence[str]


@dataclass(frozen=True, slots=True)
class Row:
    """The postings of a term in a block, for one group."""

    block: int
    term: str
    group: int
    postings: Postings


def read(packed: bytes) -> Postings:
    """The postings of a row as it is stored."""
    return np.frombuffer(packed, dtype=_STORED)


def rows_of(passages: Iterable[Held]) -> list[tuple[int, str, int, bytes]]:
    """The rows that these passages add, in the order of their keys: block, term, group, postings."""
    ordered = sorted(passages, key=lambda one: (one.id // BLOCK, one.group, one.id))
    lengths = np.array([len(one.terms) for one in ordered], dtype=np.int64)
    if not lengths.sum():
        return []
    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    terms = np.fromiter(map(numbers.__getitem__, chain.from_iterable(one.terms for one in ordered)), dtype=np.int64)
    owners = np.repeat(np.arange(len(ordered)), lengths)
    held, times = np.unique(terms * len(ordered) + owners, return_counts=True)
    term, owner = np.divmod(held, len(ordered))
    ids, groups = (np.array([getattr(one, name) for one in ordered], dtype=np.int64) for name in ("id", "group"))
    values = (
        (ids[owner] % BLOCK)
        | (np.minimum(times, MOST_TIMES) << PLACE_BITS)
        | (np.minimum(lengths, MOST_TOKENS)[owner] << (PLACE_BITS + TIMES_BITS))
    ).astype(_STORED)
    keys = np.stack([ids[owner] // BLOCK, term, groups[owner]])
    return sorted(_cut(values, keys, names=list(numbers)))


def _cut(values: Postings, keys: NDArray[np.int64], *, names: Sequence[str]) -> Iterator[tuple[int, str, int, bytes]]:
    """The postings wherever a key changes; neighbours with one key stand together."""
    starts = [0, *(np.flatnonzero(np.any(keys[:, 1:] != keys[:, :-1], axis=0)) + 1).tolist()]
    packed = values.tobytes()
    for first, last, (block, term, group) in zip(
        starts, [*starts[1:], len(values)], keys[:, starts].T.tolist(), strict=True
    ):
        yield block, names[term], group, packed[4 * first : 4 * last]


class PostingsTable:
    """The postings in a database."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect

    def add(self, passages: Iterable[Held]) -> None:
        """Add the postings of passages that are new."""
        self._dialect.run_many(
            "INSERT INTO evidence_postings(block, term, group_id, postings) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (block, term, group_id) DO UPDATE SET postings = "
            f"CAST(evidence_postings.postings || excluded.postings AS {self._dialect.bytes_type})",
            rows_of(passages),
        )

    def remove(self, passages: Iterable[Held]) -> None:
        """Take out the postings of passages, with the same terms that they were added with."""
        gone: defaultdict[tuple[int, str, int], list[int]] = defaultdict(list)
        for one in passages:
            for term in set(one.terms):
                gone[one.id // BLOCK, term, one.group].append(one.id % BLOCK)
        kept: list[tuple[bytes, int, str, int]] = []
        empty: list[tuple[int, str, int]] = []
        for key, places in sorted(gone.items()):
            for (packed,) in self._dialect.run(
                "SELECT postings FROM evidence_postings WHERE block = ? AND term = ? AND group_id = ?", key
            ):
                postings = read(bytes(packed))
                left = postings[~np.isin(postings & PLACE, np.array(places, dtype=np.uint32))]
                if len(left):
                    kept.append((left.tobytes(), *key))
                else:
                    empty.append(key)
        where = "WHERE block = ? AND term = ? AND group_id = ?"
        self._dialect.run_many(f"UPDATE evidence_postings SET postings = ? {where}", kept)
        self._dialect.run_many(f"DELETE FROM evidence_postings {where}", empty)

    def of(self, terms: Sequence[str], groups: Sequence[int] | None) -> list[Row]:
        """The rows of some terms, only those of some groups unless all are wanted (None)."""
        last = self._dialect.run("SELECT coalesce(max(id), 0) FROM evidence_passages")[0][0]
        conditions = [self._dialect.among("block", range(last // BLOCK + 1)), self._dialect.among("term", terms)]
        if groups is not None:
            # The sign keeps the databases from looking up each group of each term: they stand side by side.
            conditions.append(self._dialect.among("+group_id", groups))
        where = " AND ".join(condition for condition, _ in conditions)
        statement = f"SELECT block, term, group_id, postings FROM evidence_postings WHERE {where}"
        parameters = [value for _, values in conditions for value in values]
        return [
            Row(block, term, group, read(bytes(packed)))
            for block, term, group, packed in self._dialect.run(statement, parameters)
        ]
