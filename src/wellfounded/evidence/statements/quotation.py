"""Quotations: stretches of a block of text between quotation marks of any common kind.

Marks are paired where they stand. A mark that opens and is not closed before the end of the block runs to its end:
so newspapers set a quotation of several paragraphs. An apostrophe is no quotation mark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from wellfounded.evidence.statements.statement import Span

PAIRS = {"“": "”", "„": "“”", "«": "»", "「": "」", "『": "』", "《": "", "‹": "›", "``": "''"}
STRAIGHT = '"＂'
SINGLE_OPEN = "‘"
SINGLE_CLOSE = "’"


@dataclass(frozen=True, slots=True)
class Quotation:
    """`span` holds the marks too, `inner` only what is between them. `closed` is False when it runs on."""

    span: Span
    inner: Span
    closed: bool = True


def quotations(text: str) -> tuple[Quotation, ...]:
    """All outermost quotations of a block, from left to right; offsets into `text`."""
    found: list[Quotation] = []
    position = 0
    while position < len(text):
        closing = _closing_of(text, position)
        if closing is None:
            position += 1
            continue
        end = _end(text, position, closing=closing)
        if end is None:
            if _may_run_on(text, position):
                found.append(Quotation(Span(position, len(text)), Span(position + 1, len(text)), closed=False))
                break
            position += 1
            continue
        found.append(Quotation(Span(position, end), Span(position + 1, end - 1)))
        position = end
    return tuple(found)


def _closing_of(text: str, position: int) -> str | None:
    """The marks that could close the one at `position`; None when none opens here."""
    mark = text[position]
    if mark in STRAIGHT:
        return mark
    if mark in {SINGLE_OPEN, "'"} and _opens_word(text, position):
        return SINGLE_CLOSE if mark == SINGLE_OPEN else "'"
    return PAIRS.get(mark) or None


def _opens_word(text: str, position: int) -> bool:
    before = text[position - 1] if position else " "
    after = text[position + 1] if position + 1 < len(text) else " "
    return not before.isalnum() and (after.isalnum() or after in '“"[(')


def _end(text: str, start: int, *, closing: str) -> int | None:
    """Just behind the closing mark; behind a doubtful one (“the workers’ rights”) only when no other closes."""
    single = closing in {"'", SINGLE_CLOSE}
    depth, doubtful = 0, None
    for position in range(start + 1, len(text)):
        mark = text[position]
        if mark == text[start] and mark not in closing:
            depth += 1
        elif mark in closing and (not single or _stands_behind_word(text, position)):
            if depth == 0 and not (single and _may_be_plural(text, position)):
                return position + 1
            doubtful = doubtful or position + 1
            depth = max(0, depth - 1)
    return doubtful if single else None


def _stands_behind_word(text: str, position: int) -> bool:
    """An apostrophe between letters, or behind a space, closes nothing."""
    return not text[position + 1 : position + 2].isalnum() and not text[position - 1].isspace()


def _may_be_plural(text: str, position: int) -> bool:
    """Behind an s and before a small letter an apostrophe may be that of a plural's owner."""
    return text[position - 1] == "s" and bool(re.match(r"\s+[a-z]", text[position + 1 : position + 4]))


def _may_run_on(text: str, position: int) -> bool:
    """Only a mark at the head of a block or behind a space and before a capital letter opens a quotation to the end."""
    if text[position] in {"'", SINGLE_OPEN}:
        return False
    after = text[position + 1 : position + 2]
    before = text[position - 1 : position]
    return (not before or before.isspace()) and bool(after) and not after.isspace()
