"""Where a quotation stands now: at its place, else where its words stand among the words that were around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wellfounded.evidence.documents.citation import Citation


def place_again(citation: Citation, text: str) -> tuple[int, int] | None:
    """The place of a citation in a text taken anew; None when its words do not stand there any more.

    Where they stand more than once, most of the words around them decide, then the nearness to the old place.
    """
    length = len(citation.quote)
    if text[citation.first : citation.last] == citation.quote and _around(
        citation, text, start=citation.first
    ) == _most(citation):
        return citation.first, citation.last
    best = max(
        _places(text, citation.quote),
        key=lambda start: (_around(citation, text, start=start), -abs(start - citation.first)),
        default=None,
    )
    return None if best is None else (best, best + length)


def _places(text: str, quote: str) -> Iterator[int]:
    start = text.find(quote) if quote else -1
    while start >= 0:
        yield start
        start = text.find(quote, start + 1)


def _most(citation: Citation) -> int:
    return len(citation.prefix) + len(citation.suffix)


def _around(citation: Citation, text: str, *, start: int) -> int:
    """How many letters before and after agree, from the quotation outwards."""
    end = start + len(citation.quote)
    before = text[max(0, start - len(citation.prefix)) : start]
    return _same(before[::-1], citation.prefix[::-1]) + _same(text[end : end + len(citation.suffix)], citation.suffix)


def _same(one: str, other: str) -> int:
    return next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
