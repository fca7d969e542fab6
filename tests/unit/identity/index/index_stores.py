"""What the tests of the index share: a secret, simple keys, and how a store is opened."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

from wellfounded.identity.index.hashing import KeysOf
from wellfounded.identity.index.key_index import KeyIndex
from wellfounded.identity.index.postings import unpacked_rows
from wellfounded.identity.names.key import Key

SECRET = bytes(range(32))

Connect = Callable[[KeysOf], KeyIndex]
"""Opens an index over a connection of its own; each call of one test reaches the same store."""


def letters(name: str) -> Iterator[Key]:
    """A stand-in for the keys of names: the first letter and the last."""
    yield Key(f"first {name[:1]}")
    yield Key(f"last {name[-1:]}")


def who_read(_name: str) -> Iterator[Key]:
    """A key that says which process read the name."""
    yield Key(f"process {os.getpid()}")


Row = tuple[str, int, int, int]


def rows_of(index: KeyIndex) -> list[Row]:
    """Every row: the key of its record (rows of nobody fail), hash, gist with span, year."""
    keys = dict(index.database.ask("SELECT id, key FROM identity_filed"))
    found = [
        (keys[row["id"].item()], value, row["gist"].item(), row["year"].item())
        for value, held in index.database.ask("SELECT hash, held FROM identity_posting")
        for row in unpacked_rows(bytes(held))
    ]
    return sorted(found)
