"""A table of pairs of names, scored row by row: how anyone measures the comparison on pairs of their own.

Tab-separated, first line names the columns, `name1` and `name2` among them, in capitals or not, `Name 1` as well. A
cell that a spreadsheet put into quotation marks is compared without them. Every column is kept as it was written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from wellfounded.identity.names.compare import NameComparison, compare_names

NEEDED = ("name1", "name2")
ADDED = ("score", "verdict", "reading1", "reading2")
MOST_PROBLEMS = 50
NOTHING_SAID = 0.0
"""Nats of a pair that cannot be compared: it speaks neither for one name nor for two. The verdict tells it apart."""

_MARK = '"'

Compare = Callable[[str, str], NameComparison]


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong in a line of the table; the first line is 1, and a problem of the columns stands there."""

    line: int
    message: str
    mend: str


class PairsError(ValueError):
    """The table cannot be scored; holds the problems of all rows, at most `MOST_PROBLEMS`."""

    def __init__(self, problems: list[RowProblem]) -> None:
        self.problems = tuple(islice(problems, MOST_PROBLEMS))
        super().__init__("\n".join(f"{one.line}: {one.message}" for one in self.problems))


def scored(text: str, *, compare: Compare = compare_names) -> str:
    """The same table with the columns of `ADDED` behind it.

    A name that cannot be read is no problem of the table: its row says “cannot compare” and has the score of nothing.

    Raises:
        PairsError: there is no pair, a needed column is missing, an added one stands there already, or a row has too
            many or too few cells. Cells that are missing at the end of a row are taken as empty, unless a name is
            among them.
    """
    lines = text.removeprefix("\ufeff").split("\n")
    head, *rows = [line.removesuffix("\r").split("\t") for line in lines]
    problems = list(_of_head(head))
    if problems:
        raise PairsError(problems)
    columns = [_plain(cell) for cell in head]
    places = [columns.index(name) for name in NEEDED]
    written = ["\t".join([*head, *ADDED])]
    for number, row in enumerate(rows, start=2):
        if len(row) == 1 and not row[0].strip():
            continue
        while len(row) > len(head) and not row[-1].strip():
            row.pop()
        if not max(places) < len(row) <= len(head):
            problems.append(_of_cells(number, row, head=head))
            continue
        found = compare(*(_unquoted(row[place]) for place in places))
        cells = [*row, *[""] * (len(head) - len(row)), *_cells(found)]
        written.append("\t".join(cells))
    if not problems and len(written) == 1:
        problems.append(RowProblem(1, "There is no pair in this table.", "Write each pair in a line of its own."))
    if problems:
        raise PairsError(problems)
    return "\n".join(written) + "\n"


def _cells(found: NameComparison) -> tuple[str, ...]:
    score = NOTHING_SAID if found.score is None else found.score
    return (f"{score:.4f}", found.verdict.value, found.left, found.right)


def _plain(heading: str) -> str:
    return "".join(_unquoted(heading).replace("_", " ").casefold().split())


def _unquoted(cell: str) -> str:
    """The cell without the quotation marks of a spreadsheet, which doubles those that belong to it."""
    bare = cell.strip()
    if len(bare) > 1 and bare[0] == bare[-1] == _MARK and _MARK not in bare[1:-1].replace(_MARK * 2, ""):
        return bare[1:-1].replace(_MARK * 2, _MARK)
    return cell


def _of_head(head: list[str]) -> list[RowProblem]:
    if len(head) == 1:
        mend = "Save it with tabs: a spreadsheet program calls that “Unicode text” or “tab delimited”."
        return [RowProblem(1, "The first line has no tab between its columns.", mend)]
    found = []
    columns = [_plain(cell) for cell in head]
    for name in NEEDED:
        if columns.count(name) != 1:
            count = "no" if name not in columns else "more than one"
            found.append(
                RowProblem(1, f"There is {count} column {name}.", "Name it once in the first line, between tabs.")
            )
    found.extend(
        RowProblem(1, f"There is a column {name} already.", "Rename it: the result gets a column of this name.")
        for name in ADDED
        if name in columns
    )
    return found


def _of_cells(number: int, row: list[str], *, head: list[str]) -> RowProblem:
    mend = "Write a tab between cells and nowhere else, and give both names."
    cells = "1 cell" if len(row) == 1 else f"{len(row)} cells"
    return RowProblem(number, f"The row has {cells}; the first line names {len(head)}.", mend)
