"""A name that would steer the terminal, or turn a line round, is shown with the marks spelt out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rich.text import Text

from wellfounded.cli import terminal
from wellfounded.law.errors import Code, Problem

RAW = "Kim\u202egnahc\x1b[2J\u2066\x9b1A"
SHOWN = "KimU+202EgnahcU+001B[2JU+2066U+009B1A"
PERSIAN = "علی\u200cرضا"


def _problem(name: str) -> None:
    terminal.show_problems([Problem(Code.FILE_MISSING, f"{name} is not there.", f"Look for {name}.", name)])


@pytest.mark.parametrize(
    "show",
    [
        terminal.say,
        terminal.heading,
        terminal.paragraph,
        lambda name: terminal.paragraph(Text(name)),
        lambda name: terminal.table(["name"], [[name], [Text(name)]]),
        terminal.beside.print,
        lambda name: terminal.beside.print(Text(name), soft_wrap=True),
        _problem,
    ],
)
def test_marks_in_a_name_are_spelt_out_whoever_prints_it(
    show: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    show(RAW)
    told = capsys.readouterr()
    assert SHOWN in told.out + told.err
    assert not set("\u202e\x1b\u2066\x9b") & set(told.out + told.err)


def test_lines_tabs_and_joiners_of_letters_stay(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.say(f"{PERSIAN}\n김은희")
    terminal.say("A\tB")
    assert capsys.readouterr().out.split() == [PERSIAN, "김은희", "A", "B"]


def test_a_cell_that_grew_is_wrapped_and_not_cut_off(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.table(["name"], [["\u202e" * 40 + "the end"]])
    assert "the end" in capsys.readouterr().out.replace("\n", "")
