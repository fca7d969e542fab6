"""A list of people that a command was given: read whole, and what was refused of it said beside the output."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from rich.text import Text

from wellfounded.cli.terminal import beside, working
from wellfounded.identity.lists.entry import OF_THE_TABLE, ListError, ListProblem, PersonList
from wellfounded.identity.lists.read import MOST_BYTES, read_list
from wellfounded.law.errors import Code, InputError, Problem

# Of one kind of problem so many rows are told one by one; of a column that nobody can read a hundred thousand would be.
EACH = 20
SPANS = 100
_SHAPES = "Give CSV in UTF-8, XLSX, the XML of the United Nations or OFAC, or FollowTheMoney."


def people_in(path: Path) -> PersonList:
    """The list, with every refused row told.

    Raises:
        InputError: there is no such file, it cannot be read, it is no list, or nobody is in it: whoever compares with
            nobody finds nobody, and reads that as an answer.
    """
    with working(f"Reading {path.name}"):
        found = _read(path)
    _tell(found, path)
    if not found.records:
        message = "None of its entries could be read." if found.problems else "Nobody is in this list."
        raise InputError.one(Problem(Code.LIST_UNREADABLE, message, "See that it is the right file.", str(path)))
    return found


def _read(path: Path) -> PersonList:
    try:
        with path.open("rb") as stream:
            # No more than decides that it is too large: it may be larger than the memory, or a device without end.
            return read_list(stream.read(MOST_BYTES + 1))
    except FileNotFoundError:
        problem = Problem(Code.FILE_MISSING, "There is no such file.", "Check the name and the folder.", str(path))
    except IsADirectoryError:
        problem = Problem(Code.FILE_UNREADABLE, "This is a folder, not a file.", _SHAPES, str(path))
    except PermissionError:
        problem = Problem(Code.FILE_UNREADABLE, "This file may not be read.", "Ask whoever owns it.", str(path))
    except OSError as error:
        message, mend = f"This file cannot be read: {error.strerror}.", "Check the name, and where it lies."
        problem = Problem(Code.FILE_UNREADABLE, message, mend, str(path))
    except ListError as error:
        problem = Problem(Code.LIST_UNREADABLE, error.message, error.mend, str(path))
    raise InputError.one(problem)


def _tell(found: PersonList, path: Path) -> None:
    of_table = [problem for problem in found.problems if problem.code in OF_THE_TABLE]
    of_entries = [problem for problem in found.problems if problem.code not in OF_THE_TABLE]
    for problem in of_table:
        beside.print(Text(f"{path.name}: {problem.message} {problem.mend}"), soft_wrap=True)
    if of_entries:
        refused = sum(problem.refused for problem in of_entries)
        partly = len({problem.where for problem in of_entries if not problem.refused})
        of = f"{refused:,} of {refused + len(found.records):,} entries were not read"
        also = f", {partly:,} without a part" if partly else ""
        beside.print(Text(f"{path.name}: {of}{also}:"))
    for line in _lines(of_entries):
        beside.print(Text(f"  {line}"), soft_wrap=True)


def _lines(problems: Iterable[ListProblem]) -> Iterator[str]:
    """A line for each problem; of a kind that comes too often, the rest in one line with all their rows."""
    came: Counter[tuple[str, str, bool]] = Counter()
    more: dict[tuple[str, str, bool], list[ListProblem]] = {}
    for problem in problems:
        kind = (problem.code, problem.detail, problem.refused)
        came[kind] += 1
        if came[kind] > EACH:
            more.setdefault(kind, []).append(problem)
        else:
            yield f"{problem.where}, {_became(problem)}: {problem.message} {problem.mend}"
    for rest in more.values():
        where = ", ".join(_spans([problem.where for problem in rest]))
        yield f"and {len(rest):,} more, {_became(rest[0])}, for the like reason: {where}."


def _became(problem: ListProblem) -> str:
    return "not read" if problem.refused else "read without this"


def _spans(places: list[str]) -> Iterator[str]:
    """Places one after the other as one: row 22 to row 90."""
    spans: list[tuple[str, str]] = []
    for place in places:
        if spans and _follows(spans[-1][1], place):
            spans[-1] = (spans[-1][0], place)
        else:
            spans.append((place, place))
    yield from (first if first == last else f"{first} to {last}" for first, last in spans[:SPANS])
    if len(spans) > SPANS:
        yield f"… to {places[-1]}"


def _follows(before: str, place: str) -> bool:
    kind, _, number = place.rpartition(" ")
    return number.isdecimal() and before in {place, f"{kind} {int(number) - 1}"}
