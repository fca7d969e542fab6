"""What the terminal shows: tables and plain lines on the output, progress and problems beside it."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from wellfounded.cli.spelt_out import SpellingOut, spelt_out

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from wellfounded.law.errors import Problem

WIDTH = 110
STEPS_SHOWN = 200  # of a count: saying each of a hundred thousand would take longer than some of what is counted
STYLES = {"met": "bold cyan", "not-met": "bold", "open": "dim", "person": "italic"}


def _console(*, stderr: bool = False) -> Console:
    """A console that marks nothing up; where nobody sets a width (a file, a pipe) lines are a little wider."""
    console = Console(stderr=stderr, highlight=False, markup=False, emoji=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = WIDTH
    console.push_render_hook(SpellingOut())
    return console


out = _console()
beside = _console(stderr=True)


def say(line: str = "", *, style: str = "") -> None:
    """One line, wrapped by the terminal only."""
    out.print(Text(line, style=style), soft_wrap=True)


def heading(line: str) -> None:
    """A heading with a blank line above it."""
    say()
    say(line, style="bold")


def paragraph(text: str | Text, *, indent: int = 2) -> None:
    """Words, wrapped and indented."""
    out.print(Padding(_before_wrapping(text), (0, 0, 0, indent), expand=False))


def table(columns: Sequence[str], rows: Sequence[Sequence[str | Text]]) -> None:
    """A table without frames. Cells are wrapped at words."""
    grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for column in columns:
        grid.add_column(column, overflow="fold")
    for row in rows:
        grid.add_row(*map(_before_wrapping, row))
    out.print(grid)


def _before_wrapping(text: str | Text) -> str | Text:
    """Spelt out they are wider: a line that was measured before would be cut off at its end."""
    return spelt_out(text) if isinstance(text, str) else text


def labelled(words: str, tone: str) -> Text:
    """The words of a label. The style only helps; the words say everything."""
    return Text(words, style=STYLES.get(tone, ""))


@contextmanager
def working(what: str) -> Iterator[None]:
    """Shows that something is under way, on a terminal, beside the output."""
    with beside.status(f"{what} …"):
        yield


@contextmanager
def counting(what: str, *, of: int) -> Iterator[Callable[[], None]]:
    """The same for a known number of things; what it gives is called after each of them."""
    done, step = 0, max(1, of // STEPS_SHOWN)
    with beside.status(f"{what} …") as status:

        def told() -> None:
            nonlocal done
            done += 1
            if done % step == 0:
                status.update(f"{what}: {done:,} of {of:,} …")

        yield told


def show_problems(problems: Sequence[Problem]) -> None:
    """Every problem: where, what, how to mend it, and its code."""
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    beside.print(Text(f"{count}:", style="bold"))
    for problem in problems:
        place = ":".join(part for part in (problem.file, str(problem.line) if problem.line else "") if part)
        where = " ".join(part for part in (place, f"({problem.path})" if problem.path else "") if part)
        beside.print()
        if where:
            beside.print(Text(f"  {where}"), soft_wrap=True)
        beside.print(Text(f"  {problem.message}"), soft_wrap=True)
        beside.print(Text(f"  {problem.mend} [{problem.code}]"), soft_wrap=True)
