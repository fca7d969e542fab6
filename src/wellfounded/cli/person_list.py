"""A list of people that a command was given: read whole, and what was refused of it said beside the output."""

from __future__ import annotations

from pathlib import Path

from rich.text import Text

from wellfounded.cli.terminal import beside, working
from wellfounded.identity.lists.entry import ListError, PersonList
from wellfounded.identity.lists.read import read_list
from wellfounded.law.errors import Code, InputError, Problem

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
        return read_list(path.read_bytes())
    except FileNotFoundError:
        problem = Problem(Code.FILE_MISSING, "There is no such file.", "Check the name and the folder.", str(path))
    except IsADirectoryError:
        problem = Problem(Code.FILE_UNREADABLE, "This is a folder, not a file.", _SHAPES, str(path))
    except PermissionError:
        problem = Problem(Code.FILE_UNREADABLE, "This file may not be read.", "Ask whoever owns it.", str(path))
    except ListError as error:
        problem = Problem(Code.LIST_UNREADABLE, error.message, error.mend, str(path))
    raise InputError.one(problem)


def _tell(found: PersonList, path: Path) -> None:
    refused = sum(problem.refused for problem in found.problems)
    partly = len({problem.where for problem in found.problems if not problem.refused})
    if found.problems:
        of = f"{refused} of {refused + len(found.records)} entries were not read"
        also = f", {partly} without a part" if partly else ""
        beside.print(Text(f"{path.name}: {of}{also}:"))
    for problem in found.problems:
        what = "not read" if problem.refused else "read without this"
        beside.print(Text(f"  {problem.where}, {what}: {problem.message} {problem.mend}"), soft_wrap=True)
