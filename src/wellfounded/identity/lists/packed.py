"""Several things of several parts in one cell, as an office writes them into its list: `김은희|own; 金银姬`."""

from __future__ import annotations


def unpacked(text: str) -> list[list[str]]:
    """The things in the cell, each with its parts. A backslash keeps the sign behind it."""
    things, parts, letters, escaped = [], [], "", False
    for letter in text:
        if escaped:
            letters, escaped = letters + letter, False
        elif letter == "\\":
            escaped = True
        elif letter in "|;":
            parts.append(letters)
            letters = ""
            if letter == ";":
                things.append(parts)
                parts = []
        else:
            letters += letter
    things.append([*parts, letters])
    return [stripped for thing in things if any(stripped := [part.strip() for part in thing])]
