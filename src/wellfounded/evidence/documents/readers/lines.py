"""Paragraphs on a page of a PDF, which knows only lines: told by the white space between them."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

import pypdfium2

if TYPE_CHECKING:
    from collections.abc import Iterator

LINE_END = "\r\n"
# A gap this many times the usual one on the page divides paragraphs.
WIDER = 1.35
# The foot of a line is the middle one of its first letters: some hang below it.
LETTERS = 5
_HYPHENATED = re.compile(r"(?<=[a-z])\u2010\n(?=[a-z])")


def text_of_page(page: pypdfium2.PdfTextPage) -> str:
    """The text of a page; a blank line where the white space between two lines is wider than is usual there."""
    lines = page.get_text_range().split(LINE_END)
    feet = list(_feet(page, lines))
    gaps = [above - below if above is not None and below is not None else 0.0 for above, below in pairwise(feet)]
    usual = median([gap for gap in gaps if gap > 0] or [0.0])
    breaks = ["\n\n" if gap > WIDER * usual else "\n" for gap in gaps]
    text = "".join(line + end for line, end in zip(lines, [*breaks, ""], strict=True))
    return _HYPHENATED.sub("", text)


def _feet(page: pypdfium2.PdfTextPage, lines: list[str]) -> Iterator[float | None]:
    """How high the foot of each line stands, in points; None for a line without letters."""
    place = 0
    for line in lines:
        letters = [place + number for number, sign in enumerate(line) if sign.isalnum()][:LETTERS]
        found = [foot for foot in (_foot(page, letter) for letter in letters) if foot is not None]
        yield median(found) if found else None
        place += len(line) + len(LINE_END)


def _foot(page: pypdfium2.PdfTextPage, place: int) -> float | None:
    """None where the count of letters and that of places differ, as after a sign outside the first 65,536."""
    try:
        box: tuple[float, float, float, float] = page.get_charbox(place)
    except (pypdfium2.PdfiumError, IndexError, ValueError):
        return None
    return box[1]
