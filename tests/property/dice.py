"""Decisions read off one draw of bytes: faster than a draw for each, and it still shrinks to the first option."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from hypothesis import strategies as st

T = TypeVar("T")
THROWS = 400


class Dice:
    """Bytes to be thrown one after another; the first option once they run out."""

    def __init__(self, throws: bytes) -> None:
        self.throws = iter(throws)

    def pick(self, options: Sequence[T]) -> T:
        return options[next(self.throws, 0) % len(options)]

    def one_in(self, count: int) -> bool:
        """True about once in `count` throws, and never once they run out."""
        return next(self.throws, 0) % count == count - 1

    def some(self, options: Sequence[T], count: int) -> tuple[T, ...]:
        """`count` different options in some order."""
        left = list(options)
        return tuple(left.pop(next(self.throws, 0) % len(left)) for _ in range(count))


def dice(most: int = THROWS) -> st.SearchStrategy[Dice]:
    return st.binary(min_size=most // 2, max_size=most).map(Dice)
