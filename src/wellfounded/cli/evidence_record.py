"""`wellfounded evidence source`: where a document of a library file comes from, and what was tracked in it."""

from __future__ import annotations

import io
import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text
from ruamel.yaml import YAML

from wellfounded.cli.evidence_library import DEFAULT, HELP, library_at
from wellfounded.cli.inputs import Inputs
from wellfounded.cli.options import command
from wellfounded.cli.terminal import heading, out, paragraph, say
from wellfounded.evidence.documents.records_file import Records
from wellfounded.evidence.documents.source_reader import read_sources
from wellfounded.evidence.documents.source_record import Retrieval, SourceRecord, Way
from wellfounded.evidence.search.index.reach import Gate, Reach
from wellfounded.evidence.search.index.sqlite import SQLite
from wellfounded.law.document import read_document
from wellfounded.law.errors import Code, InputError, Problem
from wellfounded.law.fields import Fields

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from wellfounded.evidence.documents.records_file import KeptRecord
    from wellfounded.evidence.passage import Card

EXAMPLE = "wellfounded evidence source 3f2a9c01"


@dataclass(frozen=True, slots=True)
class SourceOptions:
    """What `evidence source` may be told."""

    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="The beginning of its hash.", show_default=False)]
    library: Annotated[Path, typer.Option(metavar="FILE", help=HELP)] = DEFAULT


def register(app: typer.Typer) -> None:
    """Add the command."""
    command(app, "source", options=SourceOptions, example=EXAMPLE)(run)


def run(options: SourceOptions) -> None:
    """Show the source record of a document, how its text was taken, and every tracked change in it.

    The record is written as a file of source records has it, so that it can be kept, mended and given with --record.
    """
    held = _held(options)
    shown = io.StringIO()
    YAML().dump(held.data, shown)
    out.file.write(shown.getvalue())
    say(f"Taken by {held.method}.", style="dim")
    for remark in held.remarks:
        say(f"Note: {remark}")
    if held.changes:
        heading(f"{len(held.changes)} tracked changes: + put in, − taken out")
    for change in held.changes:
        paragraph(Text(str(change)), indent=2)


def _held(options: SourceOptions) -> KeptRecord:
    with library_at(options.library, new=False) as index:
        keys = index.keys_beginning(options.document, Reach(Gate.everything())) if options.document else []
    with closing(sqlite3.connect(options.library, isolation_level=None)) as connection:
        held = Records(SQLite(connection)).of(keys[0]) if len(keys) == 1 else None
    if held is not None:
        return held
    message = {0: "There is no such document.", 1: "It was added before records were kept."}.get(
        len(keys), "More than one document begins so."
    )
    mend = (
        "Give more of the hash; “evidence search” and “evidence brief” show it. Add the document anew for its record."
    )
    raise InputError.one(Problem(Code.WRONG_OPTION, message, mend, options.document))


def records_in(path: Path, inputs: Inputs) -> tuple[SourceRecord, ...]:
    """The source records of a file that somebody wrote; its problems are noted, each with its line."""
    document = inputs.take(lambda: read_document(path))
    if document is None:
        return ()
    return read_sources(Fields.of(document, (), value=document.data, problems=inputs.problems))


def record_of(given: Sequence[SourceRecord], card: Card, *, on: date) -> SourceRecord:
    """The record of a document: the one with its hash, the only one when it has none, else what the card says."""
    named = next((one for one in given if one.sha256 == card.key), None)
    alone = given[0] if len(given) == 1 and not given[0].sha256 else None
    if found := named or alone:
        return replace(found, sha256=card.key, retrieved=found.retrieved or Retrieval(on, Way.UPLOAD))
    return SourceRecord(
        id=card.key[:8],
        title=card.title,
        publisher=card.source,
        published=card.day,
        retrieved=Retrieval(on, Way.UPLOAD),
        sha256=card.key,
        countries=card.countries,
        topics=card.topics,
    )
