"""`wellfounded evidence sources`: a list of sources read row by row, and given on in other programs' shapes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wellfounded.cli.evidence_text import text_of
from wellfounded.cli.options import command
from wellfounded.cli.terminal import say
from wellfounded.cli.writable import writable
from wellfounded.evidence.exchange.follow_the_money import follow_the_money
from wellfounded.evidence.exchange.tables import sources_table, uwazi_table
from wellfounded.evidence.source_list.read import read_source_list
from wellfounded.law.atomic import write_atomically
from wellfounded.law.errors import Code, InputError, Problem
from wellfounded.letters.shelf.spreadsheet import as_csv

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wellfounded.evidence.documents.source_record import SourceRecord
    from wellfounded.evidence.source_list.read import Entry

EXAMPLE = "wellfounded evidence sources sources.md --ftm sources.ftm.json"
UNJUDGED = "What the list says of reliability stands in the note: a person judges."


@dataclass(frozen=True, slots=True)
class SourcesOptions:
    """What `evidence sources` may be told."""

    list: Annotated[Path, typer.Argument(metavar="LIST", help="A table, Markdown or CSV.", show_default=False)]
    csv: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the records as a table.")] = None
    ftm: Annotated[Path | None, typer.Option(metavar="FILE", help="Write them for Aleph: FollowTheMoney.")] = None
    uwazi: Annotated[Path | None, typer.Option(metavar="FILE", help="Write them for the import of Uwazi.")] = None


def register(app: typer.Typer) -> None:
    """Add the command."""
    command(app, "sources", options=SourcesOptions, example=EXAMPLE)(run)


def run(options: SourcesOptions) -> None:
    """Read a list of sources as source records, and tell of each row what a person must look at.

    Nothing is judged: that is for a person.
    """
    asked = [path for path in (options.csv, options.ftm, options.uwazi) if path is not None]
    writable(asked, read=[options.list])
    entries = read_source_list(text_of(options.list), on=datetime.now(UTC).date())
    if not entries:
        mend = "A table has a line of heads and a row for each source: see the reference page on sources."
        raise InputError.one(Problem(Code.FILE_UNREADABLE, "There is no table in it.", mend, str(options.list)))
    for entry in entries:
        _show(entry)
    records = [entry.record for entry in entries if entry.record]
    say(f"{len(records):,} of {len(entries):,} rows are source records. {UNJUDGED}", style="bold")
    for path, content in _written(options, records):
        write_atomically(path, content)
        say(f"Written: {path}")


def _show(entry: Entry) -> None:
    if entry.record is None:
        say(f"line {entry.line}: left out. {' '.join(entry.remarks)}", style="bold")
        return
    record = entry.record
    day = record.published.isoformat() if record.published else record.published_as or "undated"
    facts = (record.title, record.publisher, day, record.symbol, record.location.address)
    say(f"line {entry.line}: {record.id}: {', '.join(part for part in facts if part)}")
    for remark in entry.remarks:
        say(f"    {remark}", style="dim")


def _written(options: SourcesOptions, records: list[SourceRecord]) -> Iterator[tuple[Path, bytes]]:
    if options.csv:
        yield options.csv, as_csv(sources_table(records))
    if options.ftm:
        yield options.ftm, follow_the_money(records)
    if options.uwazi:
        yield options.uwazi, as_csv(uwazi_table(records), mark=False)
