"""Tables as rows with the number of their line: CSV, or every table of a Markdown text."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*")
BAR = re.compile(r"(?<!\\)\|")
LINK = re.compile(r"!?\[([^\]]*)\]\(([^)\s]+)[^)]*\)")
MARKS = re.compile(r"\*{1,3}(?=\S)|(?<=\S)\*{1,3}|`")
DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the line it begins on (from 1), the heading above its table, and its cells by the head of their column."""

    line: int
    heading: str
    cells: dict[str, str]


def rows_of(text: str) -> Iterator[Row]:
    """The rows of every table in a Markdown text; those of a CSV where there is no such table."""
    found = list(_markdown(text))
    yield from found or _csv(text)


def _markdown(text: str) -> Iterator[Row]:
    heading, before = "", ""
    head: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("#"):
            heading, head = _plain(line.lstrip("#")), []
        elif "|" in before and RULE.fullmatch(line.strip()) and "|" in line:
            head = [_plain(cell).casefold() for cell in _cells(before)]
        elif head and "|" in line:
            yield Row(number, heading, dict(zip(head, map(_plain, _cells(line)), strict=False)))
        elif not line.strip():
            head = []
        before = line


def _cells(line: str) -> list[str]:
    return [cell.replace("\\|", "|") for cell in BAR.split(line.strip().removeprefix("|").removesuffix("|"))]


def _plain(cell: str) -> str:
    """Without the marks of emphasis; of a link its words and, where they differ, its address."""
    words = LINK.sub(lambda link: link[2] if link[1].strip() in {"", link[2]} else f"{link[1]} {link[2]}", cell)
    return " ".join(MARKS.sub("", words).split())


def _csv(text: str) -> Iterator[Row]:
    lines = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=_delimiter(text))
    head: list[str] = []
    last = 0
    for cells in lines:
        first, last = last + 1, lines.line_num
        if not any(cell.strip() for cell in cells):
            continue
        if not head:
            head = [" ".join(cell.split()).casefold() for cell in cells]
        else:
            yield Row(first, "", {name: " ".join(cell.split()) for name, cell in zip(head, cells, strict=False)})


def _delimiter(text: str) -> str:
    """The sign that parts the first line oftenest."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(DELIMITERS, key=first.count)
