"""What is shown of a passage: the stretch where most of the question stands, with the words that matched marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wellfounded.evidence.search.analysis.token import Token

WIDTH = 240


@dataclass(frozen=True, slots=True)
class Snippet:
    """A stretch of a passage's own text, from `first`; `marks` are the matches within it, which never overlap."""

    text: str
    first: int
    marks: tuple[tuple[int, int], ...]


def snippet(text: str, tokens: Sequence[Token], *, terms: frozenset[str], width: int = WIDTH) -> Snippet:
    """The stretch of about `width` characters that holds most different terms; the beginning when it holds none."""
    matches = [token for token in tokens if token[0] in terms]
    first, last = _stretch(text, matches, width=width)
    marks: list[tuple[int, int]] = []
    for _, start, end in matches:
        if first <= start and end <= last:
            if marks and start - first <= marks[-1][1]:
                marks[-1] = marks[-1][0], max(marks[-1][1], end - first)
            else:
                marks.append((start - first, end - first))
    return Snippet(text[first:last], first, tuple(marks))


def _stretch(text: str, matches: Sequence[Token], *, width: int) -> tuple[int, int]:
    if len(text) <= width:
        return 0, len(text)
    best, most = 0, 0
    for place, (_, start, _) in enumerate(matches):
        held = {term for term, _, end in matches[place:] if end <= start + width}
        if len(held) > most:
            best, most = start, len(held)
    if not most:
        return 0, _before(text, width)
    first = _after(text, max(0, best - width // 6))
    return first, _before(text, min(len(text), first + width))


def _after(text: str, place: int) -> int:
    """The beginning of the word at a place, or of the next one when that is near."""
    if place == 0 or text[place - 1].isspace():
        return place
    gap = text.find(" ", place, place + 20)
    return place if gap < 0 else gap + 1


def _before(text: str, place: int) -> int:
    """The end of the last whole word before a place."""
    if place >= len(text) or text[place].isspace():
        return place
    gap = text.rfind(" ", max(0, place - 20), place)
    return place if gap < 0 else gap
