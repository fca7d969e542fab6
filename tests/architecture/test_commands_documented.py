"""The manual names every command and option, links everything, and keeps the form of its decision records."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from wellfounded.cli.program import app
from wellfounded.law.check import check_library
from wellfounded.law.citation import Checked
from wellfounded.law.library import load_library

ROOT = Path(__file__).parents[2]
MANUAL = ROOT / "docs"
INDEX = (MANUAL / "index.md").read_text(encoding="utf-8")
LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
HEADINGS = ["## Context", "## Decision", "## Consequences"]


def commands(command: Any, path: str = "wellfounded") -> Iterator[tuple[str, Any]]:
    """Every command that does something, with its way from the root."""
    members = getattr(command, "commands", None)
    if not members:
        yield path, command
        return
    for name, member in members.items():
        yield from commands(member, f"{path} {name}")


def options(command: Any) -> list[str]:
    return [max(item.opts, key=len) for item in command.params if item.param_type_name == "option"]


def pages() -> list[str]:
    """Every page of text that git tracks or would track."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "*.md"],  # noqa: S607 - git is found by PATH
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def broken_links(page: Path) -> list[str]:
    """The relative links of a page that lead nowhere, to a file or to a heading."""
    broken = []
    for link in LINK.findall(FENCED.sub("", page.read_text(encoding="utf-8"))):
        address, _, heading = link.partition("#")
        if ":" in address:
            continue
        target = page.parent / address if address else page
        if not target.exists() or (heading and heading not in anchors(target)):
            broken.append(link)
    return broken


def anchors(page: Path) -> set[str]:
    """The anchors of a page: of its headings, as code hosts make them, and those that it sets itself."""
    text = FENCED.sub("", page.read_text(encoding="utf-8"))
    found = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    own = re.findall(r'<a id="([^"]+)"></a>', text)
    return {*own, *(re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in found)}


COMMANDS = dict(commands(typer.main.get_command(app)))


@pytest.mark.parametrize("path", COMMANDS)
def test_the_index_names_every_command_with_its_options(path: str) -> None:
    row = next((line for line in INDEX.splitlines() if line.startswith(f"| `{path}` |")), "")
    assert row, f"docs/index.md has no row for `{path}`"
    missing = [option for option in options(COMMANDS[path]) if f"`{option}`" not in row]
    assert not missing, f"docs/index.md, `{path}`: {missing}"


def test_the_index_names_no_option_that_is_gone() -> None:
    known = {option for command in COMMANDS.values() for option in options(command)}
    rows = "\n".join(line for line in INDEX.splitlines() if line.startswith("| `wellfounded "))
    assert set(re.findall(r"`(--[a-z-]+)`", rows)) <= known


@pytest.mark.parametrize("folder", ["tutorial", "how-to", "reference", "explanation", "adr"])
def test_the_index_leads_to_every_page(folder: str) -> None:
    names = [f"{folder}/{path.name}" for path in (MANUAL / folder).glob("*.md")]
    missing = [name for name in names if f"({name})" not in INDEX]
    assert not missing, f"docs/index.md: {missing}"


@pytest.mark.parametrize("page", pages())
def test_every_link_leads_somewhere(page: str) -> None:
    assert broken_links(ROOT / page) == []


@pytest.mark.parametrize("record", sorted((MANUAL / "adr").glob("*.md")), ids=lambda path: path.stem)
def test_a_decision_record_says_context_decision_and_consequences(record: Path) -> None:
    text = record.read_text(encoding="utf-8")
    assert re.findall(r"^## .+$", text, re.MULTILINE) == HEADINGS
    assert text.startswith(f"# {int(record.stem[:4])}. ")


def test_the_readme_gives_the_figures_of_the_law_in_round_numbers() -> None:
    readme = " ".join((ROOT / "README.md").read_text(encoding="utf-8").replace("*", "").split())
    figures = re.search(r"about (\d+) citations were read .+?, (\d+) were read .+?, and (\d+) are not yet", readme)
    assert figures, "README.md no longer says how far the citations were checked"
    counts = check_library(load_library()).counts()
    for said, way in zip(figures.groups(), (Checked.READ, Checked.QUOTED, Checked.UNCHECKED), strict=True):
        assert int(said) == pytest.approx(counts[way], rel=0.15), f"README.md: citations {way}: {counts[way]}"


# From here on the checks are given what they must refuse.


def test_a_link_that_leads_nowhere_is_named(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# One Title: here\n[a](page.md) [b](gone.md) [c](#one-title-here) [d](#two) [e](https://example.org)\n"
        "```\n[f](in-code.md)\n```\n",
        encoding="utf-8",
    )
    assert broken_links(page) == ["gone.md", "#two"]
