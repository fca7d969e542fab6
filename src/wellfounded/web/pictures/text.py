"""Words in a picture: how wide they are, and where they are cut. The whole of them stands beside the picture."""

from __future__ import annotations

import unicodedata


def width_of(text: str) -> int:
    """In letters; a Chinese or Korean character takes two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def cut(text: str, room: int) -> str:
    """The text, cut where the room ends."""
    if width_of(text) <= room:
        return text
    kept, left = "", room - 1
    for letter in text:
        left -= width_of(letter)
        if left < 0:
            break
        kept += letter
    return kept.rstrip() + "…"


def wrapped(text: str, room: int, *, lines: int) -> list[str]:
    """The text on at most so many lines, broken between words where there are any; the last one is cut."""
    found: list[str] = []
    rest = text
    while rest and len(found) < lines - 1 and width_of(rest) > room:
        place = _break(rest, room)
        found.append(rest[:place].rstrip())
        rest = rest[place:].lstrip()
    return [*found, cut(rest, room)] if rest else found


def _break(text: str, room: int) -> int:
    """Where a line that is too long is broken."""
    left, place, last_space = room, 0, 0
    for place, letter in enumerate(text):
        left -= width_of(letter)
        if letter == " ":
            last_space = place
        if left < 0:
            break
    return last_space or max(place, 1)
