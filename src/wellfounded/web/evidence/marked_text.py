"""The text of a page cut where pinned passages begin and end, so that each piece can be marked."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence


class Marked(Protocol):
    """Words that were marked: where they stand, and which way they speak."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...

    @property
    def direction(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, with the numbers of the passages that they belong to; `rebuts` when one of them speaks against."""

    text: str
    numbers: tuple[int, ...] = ()
    rebuts: bool = False


def pieces_of(text: str, passages: Sequence[Marked]) -> list[Piece]:
    """Together the pieces are the text, letter for letter. Passages are counted from 1 in their order."""
    cuts = sorted({0, len(text), *(cut for one in passages for cut in (one.start, one.end) if cut <= len(text))})
    return [_piece(text, start, end=end, passages=passages) for start, end in pairwise(cuts)]


def _piece(text: str, start: int, *, end: int, passages: Sequence[Marked]) -> Piece:
    over = [(number, one) for number, one in enumerate(passages, start=1) if one.start <= start and end <= one.end]
    numbers = tuple(number for number, _one in over)
    return Piece(text[start:end], numbers, rebuts=any(one.direction == "rebuts" for _number, one in over))
