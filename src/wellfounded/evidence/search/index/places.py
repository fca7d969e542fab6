"""The places of tokens in their text, in few bytes: two for each token of an ordinary passage."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wellfounded.evidence.search.analysis.token import Token

_NARROW, _WIDE = b"\0", b"\1"


def pack(tokens: Sequence[Token]) -> bytes:
    """How far each token begins after the one before it, and how long it is. The tokens are in order of beginning."""
    numbers: list[int] = []
    before = 0
    for _, start, end in tokens:
        numbers += (start - before, end - start)
        before = start
    try:
        return _NARROW + bytes(numbers)
    except ValueError:  # a gap or a word of more than 255 characters
        return _WIDE + array("I", numbers).tobytes()


def unpack(packed: bytes, terms: Sequence[str]) -> tuple[Token, ...]:
    """The tokens again. Raises `ValueError` when the places are not those of these terms."""
    numbers = list(packed[1:]) if packed[:1] == _NARROW else array("I", packed[1:]).tolist()
    tokens, start = [], 0
    for term, gap, length in zip(terms, numbers[::2], numbers[1::2], strict=True):
        start += gap
        tokens.append((term, start, start + length))
    return tuple(tokens)
