"""`wellfounded audit checkpoint`: sign the log as it stands."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from wellfounded.cli.office import colleague, open_office
from wellfounded.cli.options import command
from wellfounded.cli.terminal import say
from wellfounded.cli.writable import writable
from wellfounded.law.atomic import write_atomically

EXAMPLE = "wellfounded audit checkpoint --by mina --out checkpoint.txt"


@dataclass(frozen=True, slots=True)
class CheckpointOptions:
    """What `audit checkpoint` must be told."""

    by: Annotated[str, typer.Option(help="Your sign-in name; oversight only.")]
    out: Annotated[Path, typer.Option(help="The file to give to others.")]


def register(app: typer.Typer) -> None:
    """Add the command."""
    command(app, "checkpoint", options=CheckpointOptions, example=EXAMPLE)(run)


def run(options: CheckpointOptions) -> None:
    """Sign the log as it stands. Give the file to somebody outside: it shows any later change."""
    writable([options.out])  # before the log tells of it
    with open_office():
        from wellfounded.audit.checkpoint import signer  # noqa: PLC0415 - needs Django set up
        from wellfounded.cases.actions.sign_checkpoint import sign_checkpoint  # noqa: PLC0415 - needs Django too

        checkpoint = sign_checkpoint(colleague(options.by))
        key = signer().line()
    write_atomically(options.out, checkpoint.note.encode())
    say(f"{options.out}: the first {checkpoint.size} entries, signed.")
    say(f"The log’s key, which others check it with: {key}")
