"""A text of news as blocks: paragraphs, list items, headlines, and what is no prose (rows of tables, bylines).

Offsets always count characters of the original text: nothing is ever removed or added. Where a reader of grammar needs
another character (a typographic quotation mark, a strange space), exactly one is put for one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from wellfounded.evidence.statements.statement import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

# A longer block is cut at the end of a sentence, or hard where there is none, so that time grows with length only.
LONGEST_BLOCK = 2_500
TERMINAL = re.compile(r"[.!?。！？…:;][\"'”’」』)\]]*\s*$")
# A line of a text that was wrapped at a column: neither a heading nor a paragraph of its own.
WRAPPED = range(26, 101)
BULLET = re.compile(r"\s*(?:[-*•·‣▪◦–—]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+")
BYLINE = re.compile(
    r"\s*(?:by|photo|photos|image|caption|credit|source|file photo|reporting by|editing by)\b[\s:]", re.IGNORECASE
)
HEADLINE_LENGTH = 220
HEADLINES_AT_TOP = 3


class BlockKind(StrEnum):
    """What a block is. Only prose and headlines hold statements; list items are prose of their own."""

    PROSE = "prose"
    HEADLINE = "headline"
    ROW = "row"
    BYLINE = "byline"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text with its kind; `paragraph` numbers paragraphs, and a cut block keeps its number."""

    span: Span
    kind: BlockKind
    paragraph: int


def blocks(text: str) -> Iterator[Block]:
    """The blocks from top to bottom. Costs time in proportion to the length."""
    top = True
    for number, span in enumerate(_paragraphs(text)):
        kind = _kind(span.of(text), top=top and number < HEADLINES_AT_TOP)
        top = top and kind is not BlockKind.PROSE
        for piece in _cut(text, span):
            yield Block(piece, kind, number)


def _paragraphs(text: str) -> Iterator[Span]:
    wrapped = _is_wrapped(text)
    start: int | None = None
    position = 0
    for line in text.splitlines(keepends=True):
        begin, position = position, position + len(line)
        bare = line.strip("\ufeff \t\r\n\f\v\u2028\u2029\u0085")
        if start is not None and (not bare or not wrapped or BULLET.match(line)):
            yield _trimmed(text, Span(start, begin))
            start = None
        if bare and start is None:
            start = begin
    if start is not None:
        yield _trimmed(text, Span(start, position))


def _is_wrapped(text: str) -> bool:
    """Whether lines were broken at a column: most that another line follows have such a length and end openly."""
    lines = [line.rstrip() for line in text.splitlines()]
    pairs = [pair for pair in pairwise(lines) if all(pair) and not any(map(BULLET.match, pair))]
    followed = [line for line, _ in pairs]
    if len(followed) < 2:  # noqa: PLR2004 - one line before another tells nothing
        return False
    of_column = sum(_width(line) in WRAPPED and not TERMINAL.search(line) for line in followed)
    return of_column * 5 >= len(followed) * 3


def _width(line: str) -> int:
    """Columns of a line: a sign of Hangul or Han takes two."""
    return len(line) + sum("\u1100" <= letter <= "\u9fff" or "가" <= letter <= "힣" for letter in line)


def _trimmed(text: str, span: Span) -> Span:
    piece = span.of(text)
    left = len(piece) - len(piece.lstrip("\ufeff \t\r\n\f\v\u2028\u2029\u0085"))
    return Span(span.start + left, span.start + max(left, len(piece.rstrip())))


def _kind(block: str, *, top: bool) -> BlockKind:
    if _is_row(block):
        return BlockKind.ROW
    if TERMINAL.search(block) and not block.rstrip().endswith(":"):
        return BlockKind.PROSE
    if BYLINE.match(block):
        return BlockKind.BYLINE
    if top and len(block) <= HEADLINE_LENGTH:
        return BlockKind.HEADLINE
    return BlockKind.PROSE


def _is_row(block: str) -> bool:
    """Cells between bars or tabs, or hardly any letters."""
    if block.count("|") > 1 or block.count("\t") > 1:
        return True
    letters = sum(map(str.isalpha, block))
    return letters * 2 < len(block.replace(" ", ""))


def _cut(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    while span.end - start > LONGEST_BLOCK:
        window = text[start : start + LONGEST_BLOCK]
        ends = [match.end() for match in re.finditer(r"[.!?。！？][\"”’」』]?\s*(?=\S)", window)]
        space = window.rfind(" ")
        length = ends[-1] if ends else space if space > 0 else LONGEST_BLOCK
        yield Span(start, start + length)
        start += length
    if start < span.end:
        yield Span(start, span.end)
