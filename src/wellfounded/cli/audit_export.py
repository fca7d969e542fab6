"""`wellfounded audit export`: the log as a file that anybody can verify."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from wellfounded.cli.office import OfficeError, colleague, open_office
from wellfounded.cli.options import command
from wellfounded.cli.terminal import say
from wellfounded.cli.writable import writable
from wellfounded.law.atomic import write_atomically

EXAMPLE = "wellfounded audit export --out log.jsonl"


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What `audit export` may be told."""

    out: Annotated[Path, typer.Option(help="The file to write.")]
    details: Annotated[bool, typer.Option("--details", help="Also who did what, and when; oversight only.")] = False
    by: Annotated[str | None, typer.Option(help="Your sign-in name, for --details.")] = None


def register(app: typer.Typer) -> None:
    """Add the command."""
    command(app, "export", options=ExportOptions, example=EXAMPLE)(run)


def run(options: ExportOptions) -> None:
    """Write the log for an outside verifier. Without --details it tells nothing of what happened."""
    if options.details and options.by is None:
        raise OfficeError("--details goes with --by: who asks is checked, and is in the log.")
    writable([options.out])  # before the log tells of it
    with open_office():
        from wellfounded.audit.export import log_lines  # noqa: PLC0415 - needs Django set up
        from wellfounded.cases.actions.export_log import export_log  # noqa: PLC0415 - needs Django too

        lines = export_log(colleague(options.by)) if options.details and options.by else list(log_lines())
    write_atomically(options.out, "".join(lines).encode())
    say(f"{options.out}: written. Check it with: wellfounded audit verify {options.out}")
    if options.details:
        say("It says who did what, and when. Keep it as you would keep a case file.")
