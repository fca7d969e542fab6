import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from tests.integration.cli.door import CROSSING, wellfounded
from wellfounded.cli import obligations
from wellfounded.cli.office import OfficeError
from wellfounded.cli.program import app
from wellfounded.law.errors import FaultError, WellfoundedError

PROGRAM = Path(sys.executable).with_name("wellfounded")


def commands(group: TyperGroup, *above: str) -> Iterator[tuple[str, ...]]:
    """Every command that can be typed, group by group: a new one is tested here without being named."""
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from commands(command, *above, name)
        else:
            yield (*above, name)


WHOLE = get_command(app)
assert isinstance(WHOLE, TyperGroup)
COMMANDS = tuple(commands(WHOLE))


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([PROGRAM, *words], check=False, capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_has_help_with_an_example(words: tuple[str, ...]) -> None:
    said = wellfounded(*words, "--help")
    assert said.code == 0
    assert f"Example: wellfounded {' '.join(words)}" in said.out


def test_the_walk_finds_commands_and_those_of_groups() -> None:
    assert {("assess",), ("law", "check"), ("case", "seal"), ("audit", "verify")} <= set(COMMANDS)


def test_the_version_is_told() -> None:
    assert wellfounded("--version").out.startswith("Wellfounded ")


def test_a_fault_is_one_short_message_with_its_code(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the disk caught fire")

    monkeypatch.setattr(obligations, "_show", fail)
    said = wellfounded("obligations", "CHN")
    assert said.code == 1
    assert "WF-900" in said.beside
    assert "the disk caught fire" in said.beside
    assert "Traceback" not in said.out + said.beside


@pytest.mark.parametrize(("error", "code", "told"), [(FaultError, 1, "WF-900"), (OfficeError, 2, "here [WF-124]")])
def test_our_own_errors_end_as_they_say(
    error: type[WellfoundedError], code: int, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error("no office here")

    monkeypatch.setattr(obligations, "_show", fail)
    said = wellfounded("obligations", "CHN")
    assert (said.code, told in said.beside) == (code, True)


def test_ctrl_c_ends_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(obligations, "_show", interrupt)
    said = wellfounded("obligations", "CHN")
    assert said.code == 130
    assert "Stopped." in said.beside


def test_from_outside_a_sound_case_ends_with_0() -> None:
    done = run("assess", CROSSING)
    assert done.returncode == 0
    assert "What follows from the record" in done.stdout
    assert done.stderr == ""


def test_from_outside_bad_input_ends_with_2_and_without_a_traceback(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("case: [", encoding="utf-8")
    done = run("assess", path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "WF-003" in done.stderr
    assert "Traceback" not in done.stderr


def test_from_outside_an_unknown_option_ends_with_2() -> None:
    done = run("assess", CROSSING, "--colour")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_command_that_prints_nothing_does_not_read_what_draws_pdfs() -> None:
    """It takes as long to read as everything else that a command begins with. The second line is the control."""
    told = "print('weasyprint' in sys.modules)"
    source = f"import sys, wellfounded.cli.program; {told}; import wellfounded.letters.printing; {told}"
    done = subprocess.run([sys.executable, "-c", source], check=False, capture_output=True, text=True, timeout=120)
    assert (done.stdout.split(), done.stderr) == (["False", "True"], "")
