"""The furniture of pages: lines at the head or foot that come again on page after page, and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wellfounded.evidence.documents.extraction import Extraction

EDGE = 2  # lines from the head and from the foot of a page
OFTEN = 3  # pages
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"[\s\-–—|/]*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?[\s\-–—|/]*\Z", re.IGNORECASE)
_LINE = re.compile(r"[^\n]+")
_Span = tuple[int, int]


def inner_spans(extraction: Extraction) -> list[_Span]:
    """For each page, the stretch of the text between its head and its foot; nothing is taken out of the text."""
    lines = [
        [found.span() for found in _LINE.finditer(extraction.text, page.first, page.last)] for page in extraction.pages
    ]
    seen = Counter(form for page in lines for form in {_form(extraction.text, line) for line in _edges(page)})
    repeated = {form for form, times in seen.items() if times >= max(OFTEN, len(lines) // 4)}
    return [
        _inner(extraction.text, (page.first, page.last), lines=found, repeated=repeated)
        for page, found in zip(extraction.pages, lines, strict=True)
    ]


def _edges(lines: list[_Span]) -> list[_Span]:
    return lines[:EDGE] + lines[-EDGE:]


def _form(text: str, line: _Span) -> str:
    """A line with its numbers left open, so that “Page 3” and “Page 4” are one."""
    return _DIGITS.sub("#", " ".join(text[slice(*line)].split()))


def _inner(text: str, page: _Span, *, lines: list[_Span], repeated: set[str]) -> _Span:
    def is_furniture(line: _Span) -> bool:
        return _form(text, line) in repeated or _NUMBER.match(text[slice(*line)]) is not None

    first, last = page
    for line in lines[:EDGE]:
        if not is_furniture(line):
            break
        first = line[1]
    for line in reversed(lines[-EDGE:]):
        if not is_furniture(line) or line[0] < first:
            break
        last = line[0]
    return first, max(first, last)
