"""`wellfounded law check`: whether the packs hold together, and what a lawyer must still check."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wellfounded.cli.inputs import Inputs
from wellfounded.cli.options import command
from wellfounded.cli.terminal import heading, paragraph, say, working
from wellfounded.law.check import check_library, check_terms
from wellfounded.law.citation import Checked
from wellfounded.law.errors import InputError
from wellfounded.letters.assessment.wording import CHECKED

if TYPE_CHECKING:
    from wellfounded.law.check import CheckReport, Cited
    from wellfounded.law.citation import Source
    from wellfounded.law.errors import Problem
    from wellfounded.law.library import LawLibrary

EXAMPLE = "wellfounded law check --against texts/"


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """What `law check` may be told."""

    against: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Official texts (SOURCE.txt or .md) in which quoted terms must stand."),
    ] = None


def register(app: typer.Typer) -> None:
    """Add the command."""
    command(app, "check", options=CheckOptions, example=EXAMPLE)(run)


def run(options: CheckOptions) -> None:
    """Check every file of the law, and list the citations that a lawyer must still check."""
    inputs = Inputs()
    if options.against is not None:
        inputs.folder(options.against, mend="Name the folder that holds the texts.")
    inputs.finish()
    library = inputs.library()
    with working("Checking the law"):
        report = check_library(library)
    _show(report, library)
    problems = report.problems
    if options.against is not None:
        problems = (*problems, *_compare(library, options.against))
    if problems:
        raise InputError(problems)
    say()
    say("The law holds together: no problem was found.")


def _show(report: CheckReport, library: LawLibrary) -> None:
    counts = report.counts()
    say(
        f"{len(library.hashes)} files, {len(library.profiles)} profile versions, {len(library.facts)} facts.",
        style="bold",
    )
    for way in Checked:
        say(f"  citations {CHECKED[way]}: {counts[way]}")
    heading("A lawyer must still check")
    for source, cited in _by_source(report.to_check()).items():
        places = "; ".join(f"{item.citation.at} ({item.by})" if item.citation.at else item.by for item in cited)
        say(f"  {source.title}")
        paragraph(places, indent=6)


def _by_source(cited: tuple[Cited, ...]) -> dict[Source, list[Cited]]:
    found: dict[Source, list[Cited]] = {}
    for item in cited:
        found.setdefault(item.citation.source, []).append(item)
    return dict(sorted(found.items(), key=lambda entry: entry[0].title.casefold()))


def _compare(library: LawLibrary, folder: Path) -> tuple[Problem, ...]:
    with working("Comparing quoted terms"):
        problems, missing = check_terms(library, folder)
    heading("Quoted terms")
    say(f"  {len(problems)} not found in the texts that are held.")
    if missing:
        say("  No text is held of:")
        paragraph(", ".join(missing), indent=6)
    return problems
