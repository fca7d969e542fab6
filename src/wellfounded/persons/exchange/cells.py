"""One cell of a list: several things in one cell, and nothing that a spreadsheet would take for a formula."""

from __future__ import annotations

import re
from collections.abc import Iterable

# What a spreadsheet may calculate instead of showing it; the wide forms count where wide letters are typed.
_FORMULA = frozenset("=+-@＝＋－＠")


def guarded(text: str) -> str:
    """With an apostrophe before what could be a formula. `unguarded` takes exactly that away again."""
    return f"'{text}" if _wants_guard(text) else text


def unguarded(text: str) -> str:
    return text[1:] if text.startswith("'") and _wants_guard(text[1:]) else text


def packed(things: Iterable[Iterable[str]]) -> str:
    """Several things of several parts, like `김은희|own|Hang; 金银姬|household`. Parts at the end may be left out."""
    return "; ".join("|".join(_escaped(part) for part in _trimmed(list(thing))) for thing in things)


def _escaped(part: str) -> str:
    return re.sub(r"([\\|;])", r"\\\1", part.strip())


def _trimmed(parts: list[str]) -> list[str]:
    while parts and not parts[-1].strip():
        parts.pop()
    return parts


def _wants_guard(text: str) -> bool:
    return text[:1] in {"'", "\t", "\r", "\n"} or text.lstrip()[:1] in _FORMULA
