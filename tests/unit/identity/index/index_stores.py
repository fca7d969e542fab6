"""What the tests of the index share: a secret, simple keys, and how a store is opened."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from wellfounded.identity.index.hashing import KeysOf
from wellfounded.identity.index.key_index import KeyIndex

SECRET = bytes(range(32))

Connect = Callable[[KeysOf], KeyIndex]
"""Opens an index over a connection of its own; each call of one test reaches the same store."""


def letters(name: str) -> Iterator[str]:
    """A stand-in for the keys of names: the first letter and the last."""
    yield f"first {name[:1]}"
    yield f"last {name[-1:]}"
