"""Reads the commands that a page of the manual shows, and the files that it asks the reader to write.

In a fenced `console` block a line that begins with `$ wellfounded` is a command, what follows is what it prints; `…`
stands for what the page leaves out, and `$ echo $?` shows the exit code. A fenced `yaml` or `text` block opens with a
comment that says what it is:

    # file: first.yaml                                 the whole file
    # first.yaml, after “is_outside: established”      lines to be added below that line
    # first.yaml, instead of “record: open”            lines that take the place of that line
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
WHOLE = re.compile(r"# file: (\S+)$")
PART = re.compile(r"# (\S+), (after|instead of) “(.+)”$")
PROMPT = "$ "
EXIT_CODE = "$ echo $?"
LEFT_OUT = "…"


@dataclass(slots=True)
class Shown:
    """A command, what it prints, and its exit code, as a page shows them."""

    command: str
    output: list[str] = field(default_factory=list)
    exit_code: int = 0

    def misfit(self, printed: str) -> str:
        """The lines of the page that were not printed, or what was printed beside them; empty when it fits."""
        return _misfit(self.output, _stripped(printed))


@dataclass(frozen=True, slots=True)
class Edit:
    """Lines that the reader writes into a file: all of it, after a line, or in place of a line."""

    file: str
    text: str
    how: str = "whole"
    anchor: str = ""

    def apply(self, folder: Path) -> None:
        """Write the file as the reader would."""
        path = folder / self.file
        if self.how == "whole":
            path.parent.mkdir(exist_ok=True)
            path.write_text(self.text, encoding="utf-8")
            return
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        place = next(number for number, line in enumerate(lines) if self.anchor in line)
        kept = place if self.how == "instead of" else place + 1
        path.write_text("".join([*lines[:kept], self.text, *lines[place + 1 :]]), encoding="utf-8")


def steps(page: str) -> Iterator[Shown | Edit]:
    """What a reader of a page does, in order."""
    for kind, body in FENCE.findall(page):
        if kind == "console":
            yield from _commands(body)
        elif kind in {"yaml", "text"}:
            yield from _edit(body)


def _commands(body: str) -> Iterator[Shown]:
    shown: list[Shown] = []
    asks_for_code = False
    for line in body.splitlines():
        if line == EXIT_CODE:
            asks_for_code = True
        elif asks_for_code:
            shown[-1].exit_code, asks_for_code = int(line), False
        elif line.startswith(PROMPT):
            shown.append(Shown(line.removeprefix(PROMPT)))
        elif shown:
            shown[-1].output.append(line)
    yield from (command for command in shown if command.command.startswith("wellfounded "))


def _edit(body: str) -> Iterator[Edit]:
    first, _, rest = body.partition("\n")
    if whole := WHOLE.match(first):
        yield Edit(whole[1], rest)
    elif part := PART.match(first):
        yield Edit(part[1], rest, part[2], part[3])


def _segments(shown: list[str]) -> list[list[str]]:
    """The lines between the gaps that a lone `…` leaves."""
    found: list[list[str]] = [[]]
    for line in shown:
        if line.strip() == LEFT_OUT:
            found.append([])
        else:
            found[-1].append(line.rstrip())
    return found


def _misfit(shown: list[str], printed: list[str]) -> str:
    """The first segment opens what was printed, the last one ends it, and the others follow in between."""
    first, *others = _segments(shown)
    if not others:
        return "" if _matches(first, printed) else "\n".join(printed)
    last = others.pop()
    end = len(printed) - len(last)
    for segment, place in ((first, 0), (last, end)):
        if not _matches(segment, printed[place : place + len(segment)]):
            return "\n".join(segment)
    place = len(first)
    for segment in others:
        while place + len(segment) <= end and not _matches(segment, printed[place : place + len(segment)]):
            place += 1
        place += len(segment)
        if place > end:
            return "\n".join(segment)
    return ""


def _matches(shown: list[str], printed: list[str]) -> bool:
    """Line by line; `…` within a line stands for any words."""
    return len(shown) == len(printed) and all(
        re.fullmatch(re.escape(line).replace(LEFT_OUT, ".*"), other) for line, other in zip(shown, printed, strict=True)
    )


def _stripped(printed: str) -> list[str]:
    """Lines without trailing blanks, and no blank lines at the end."""
    return "\n".join(line.rstrip() for line in printed.splitlines()).rstrip("\n").split("\n")
