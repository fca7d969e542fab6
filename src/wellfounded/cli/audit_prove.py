"""`wellfounded audit prove`: that an entry is in the log, or that nothing changed since a checkpoint."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from wellfounded.audit.note import NoteError
from wellfounded.audit.tree import ProofError
from wellfounded.cli.audit_verify import read
from wellfounded.cli.office import OfficeError, colleague, open_office
from wellfounded.cli.options import command
from wellfounded.cli.terminal import say
from wellfounded.cli.writable import writable
from wellfounded.law.atomic import write_atomically

EXAMPLE = "wellfounded audit prove --since checkpoint.txt --out proof.jsonl"


@dataclass(frozen=True, slots=True)
class ProveOptions:
    """What `audit prove` may be told: an entry or a checkpoint."""

    out: Annotated[Path, typer.Option(help="The file for the proof.")]
    entry: Annotated[int | None, typer.Option(help="The number of the entry to prove.")] = None
    since: Annotated[Path | None, typer.Option(help="An older checkpoint: prove that nothing before it changed.")] = (
        None
    )
    details: Annotated[bool, typer.Option("--details", help="Also show what the entry is about; oversight only.")] = (
        False
    )
    by: Annotated[str | None, typer.Option(help="Your sign-in name, for --details.")] = None


def register(app: typer.Typer) -> None:
    """Add the command."""
    command(app, "prove", options=ProveOptions, example=EXAMPLE)(run)


def run(options: ProveOptions) -> None:
    """Prove an entry under the newest checkpoint, or the newest checkpoint against an older one."""
    if (options.entry is None) == (options.since is None):
        raise OfficeError("Say either --entry with a number, or --since with an older checkpoint.")
    if options.details and (options.by is None or options.entry is None):
        raise OfficeError("--details goes with --entry and --by: who asks is checked, and is in the log.")
    older = read(options.since) if options.since else ""
    writable([options.out], read=[options.since] if options.since else [])  # before the log tells of it
    with open_office():
        try:
            lines = list(_of_entry(options) if options.entry is not None else _since(older))
        except (NoteError, ProofError) as error:
            raise OfficeError(str(error)) from None
    write_atomically(options.out, "".join(lines).encode())
    say(f"{options.out}: written. Check it with: wellfounded audit verify {options.out}")


def _of_entry(options: ProveOptions) -> Iterator[str]:
    from wellfounded.audit.export import inclusion_lines  # noqa: PLC0415 - needs Django set up
    from wellfounded.cases.actions.export_log import export_log  # noqa: PLC0415 - needs Django too

    number = options.entry or 0
    if options.by and options.details:
        yield from export_log(colleague(options.by), entry=number)
    else:
        yield from inclusion_lines(number)


def _since(older: str) -> Iterator[str]:
    from wellfounded.audit.export import consistency_lines  # noqa: PLC0415 - needs Django set up

    yield from consistency_lines(older)
