"""The program called as a user calls it, inside this process."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from typer.testing import CliRunner

from wellfounded.cli.program import app

CROSSING = Path(__file__).with_name("crossing.yaml")
RUNNER = CliRunner()


@dataclass(frozen=True)
class Said:
    """How a command ended and what it said; white space is folded, because a terminal wraps."""

    code: int
    out: str
    beside: str


def wellfounded(*words: str | Path, typed: str = "") -> Said:
    result = RUNNER.invoke(app, [str(word) for word in words], input=typed, env={"COLUMNS": "110"})
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return Said(result.exit_code, _folded(result.stdout), _folded(result.stderr))


def _folded(text: str) -> str:
    return " ".join(text.split())
