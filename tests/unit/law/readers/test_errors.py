"""A problem says where, what and how to mend it; the kind of error sets the exit code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.factories import ROOT
from wellfounded.law.errors import CaseError, Code, FaultError, InputError, LawError, Problem, WellfoundedError

SOURCE = ROOT / "src" / "wellfounded"


def problem(file: str = "", line: int = 0, *, path: str = "") -> Problem:
    return Problem(Code.BAD_DATE, "No day.", "Mend it.", file, line, path)


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (problem(), "No day. Mend it. [WF-014]"),
        (problem("a.yaml"), "a.yaml: No day. Mend it. [WF-014]"),
        (problem("a.yaml", 3), "a.yaml:3: No day. Mend it. [WF-014]"),
        (problem("a.yaml", 3, path="dates.claim"), "a.yaml:3 (dates.claim): No day. Mend it. [WF-014]"),
        (problem(path="dates.claim"), "(dates.claim): No day. Mend it. [WF-014]"),
    ],
)
def test_a_problem_is_one_line(found: Problem, text: str) -> None:
    assert str(found) == text


def test_an_error_holds_every_problem_in_the_order_of_the_files() -> None:
    error = InputError([problem("b.yaml", 1), problem("a.yaml", 9), problem("a.yaml", 2)])
    assert [(item.file, item.line) for item in error.problems] == [("a.yaml", 2), ("a.yaml", 9), ("b.yaml", 1)]
    assert str(error).splitlines() == [str(item) for item in error.problems]


@pytest.mark.parametrize(
    ("kind", "exit_code"),
    [(WellfoundedError, 1), (FaultError, 1), (InputError, 2), (CaseError, 2), (LawError, 2)],
)
def test_the_exit_code_says_whose_fault_it_is(kind: type[WellfoundedError], exit_code: int) -> None:
    assert kind.exit_code == exit_code
    assert issubclass(kind, WellfoundedError)


@pytest.mark.parametrize("kind", [InputError, CaseError, LawError])
def test_one_problem_makes_an_error_of_its_own_kind(kind: type[InputError]) -> None:
    error = kind.one(problem())
    assert type(error) is kind
    assert error.problems == (problem(),)


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Every place in the product that makes a problem."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and ast.unparse(node.args[0]).startswith("Code."):
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def said(call: ast.Call) -> str:
    """The mend of a call, as far as it is written out there: an empty string when it is blank or absent."""
    third = call.args[2:3] if ast.unparse(call.func).endswith("Problem") else []
    mends = [item.value for item in call.keywords if item.arg == "mend"] + third
    return "".join(ast.unparse(item).strip("'\"") for item in mends)


def test_every_problem_is_made_with_a_mend() -> None:
    found = dict(calls())
    assert len(found) > 50
    assert not [place for place, call in found.items() if not said(call)]


def test_a_problem_without_a_mend_would_be_noticed() -> None:
    for text in ("Problem(Code.FAULT, 'x', '')", "self.note(Code.FAULT, None, message='x')"):
        call = ast.parse(text, mode="eval").body
        assert isinstance(call, ast.Call)
        assert not said(call)


def test_every_code_is_raised_somewhere_and_stands_once() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in Path(SOURCE).rglob("*.py"))
    assert not [code.name for code in Code if not re.search(rf"\bCode\.{code.name}\b", text)]
    assert all(re.fullmatch(r"WF-\d{3}", code) for code in Code)
    assert len(set(Code)) == len(Code.__members__)
