"""Every command that the manual shows is run, and prints what the manual shows."""

import shlex
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.integration.documented import Edit, Shown, steps
from wellfounded.cli.program import app
from wellfounded.law.library import PACKS

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for folder in ("docs/tutorial", "docs/how-to", "docs/explanation")
    for path in (ROOT / folder).glob("*.md")
)


def run(shown: Shown, folder: Path) -> tuple[int, str]:
    """Run a command as the shell would, with `< answers.txt` as its input."""
    words = shlex.split(shown.command)[1:]
    answers = None
    if "<" in words:
        place = words.index("<")
        answers = (folder / words[place + 1]).read_text(encoding="utf-8")
        words = words[:place]
    result = CliRunner().invoke(app, words, input=answers, prog_name="wellfounded")
    return result.exit_code, result.output


@pytest.mark.parametrize("page", ["README.md", *PAGES])
def test_the_manual_shows_what_the_program_does(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    shutil.copytree(PACKS, tmp_path / "before")
    monkeypatch.chdir(tmp_path)
    for step in steps((ROOT / page).read_text(encoding="utf-8")):
        if isinstance(step, Edit):
            step.apply(tmp_path)
            continue
        code, printed = run(step, tmp_path)
        assert code == step.exit_code, f"{page}: {step.command} ends with {code}:\n{printed}"
        misfit = step.misfit(printed)
        assert not misfit, f"{page}: {step.command} does not print what the page shows: {misfit}"


# From here on the reader of pages is itself held to what it must see.


@pytest.mark.parametrize(
    ("shown", "printed"),
    [
        (["one", "two"], "one  \ntwo\n"),
        (["one", "…", "four"], "one\ntwo\nthree\nfour\n"),
        (["…", "four"], "four\n"),
        (["on … two"], "on 1 or two\n"),
    ],
)
def test_what_is_left_out_may_be_anything(shown: list[str], printed: str) -> None:
    assert not Shown("wellfounded", shown).misfit(printed)


@pytest.mark.parametrize(("shown", "printed"), [(["one"], "one\ntwo\n"), (["one", "…"], "two\n"), ([], "one\n")])
def test_what_is_shown_must_be_there_and_nothing_else(shown: list[str], printed: str) -> None:
    assert Shown("wellfounded", shown).misfit(printed)


def test_a_page_is_read_in_order(tmp_path: Path) -> None:
    page = (
        "```yaml\n# file: a.yaml\nx: 1\ny: 2\n```\n"
        "```yaml\n# a.yaml, after “x: 1”\nz: 3\n```\n"
        "```yaml\n# a.yaml, instead of “y: 2”\ny: 4\n```\n"
        "```console\n$ wellfounded assess a.yaml\n…\n$ echo $?\n2\n$ make run\ndone\n```\n"
    )
    found = list(steps(page))
    for step in found[:3]:
        assert isinstance(step, Edit)
        step.apply(tmp_path)
    assert (tmp_path / "a.yaml").read_text(encoding="utf-8") == "x: 1\nz: 3\ny: 4\n"
    assert found[3:] == [Shown("wellfounded assess a.yaml", ["…"], 2)]
