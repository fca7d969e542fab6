"""A register held against a list, one way: which of the people in the register may be on the list.

The list is searched for each person of the register, so that nothing but the register's own numbers comes out. A hit is
a lead: never a fact, and never by itself an indication for anything.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from secrets import token_bytes

from wellfounded.identity.index.key_index import KeyIndex
from wellfounded.identity.look_up import Hit, look_up
from wellfounded.identity.names.keys import asked, filed
from wellfounded.identity.record import Record

MOST_HITS = 5


@dataclass(frozen=True, slots=True)
class Screened:
    """One person of the register, and who on the list may be them."""

    record: Record
    hits: tuple[Hit, ...]


def screen(
    register: Sequence[Record], listed: Sequence[Record], *, told: Callable[[], None] | None = None
) -> Iterator[Screened]:
    """Everybody of the register who may be on the list, in the order of the register.

    `told` is called after each person, for a progress bar. The index lives in memory and goes with the call.
    """
    by_key = {record.key: record for record in listed}
    with closing(sqlite3.connect(":memory:")) as connection:
        index = KeyIndex(connection, secret=token_bytes(32), filed=filed, asked=asked)
        index.add(listed)
        for record in register:
            candidates = [by_key[key] for key in index.candidates(record)]
            hits = look_up(record, candidates, among=max(len(listed), 1), most=MOST_HITS)
            if told is not None:
                told()
            if hits:
                yield Screened(record, tuple(hits))
