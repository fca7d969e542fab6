"""`wellfounded vault wipe`: the emergency."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Annotated

import typer

from wellfounded.cli.office import OfficeError, set_up
from wellfounded.cli.options import command
from wellfounded.cli.terminal import beside, say
from wellfounded.vault.wipe import wipe

EXAMPLE = "wellfounded vault wipe"
ANSWER = "wipe"


@dataclass(frozen=True, slots=True)
class WipeOptions:
    """What `vault wipe` may be told."""

    now: Annotated[bool, typer.Option("--now", help="Do not ask: for a key or button that was set up for it.")] = False


def register(app: typer.Typer) -> None:
    """Add the command."""
    command(app, "wipe", options=WipeOptions, example=EXAMPLE)(run)


def run(options: WipeOptions) -> None:
    """Destroy every key of this office on this computer, and end it. Needs no passphrase. Nothing brings them back."""
    set_up()
    from django.conf import settings  # noqa: PLC0415 - needs Django set up

    from wellfounded.cases import store_keeping  # noqa: PLC0415 - needs Django too

    path = store_keeping.path_of_slots()
    if not path.exists():
        raise OfficeError(f"There is no key file in {path.parent}: nothing is left to wipe.")
    if not options.now:
        beside.print("Every key in this office is destroyed, and the office ends. Words that were not saved are lost.")
        beside.print(
            "What was written since the last backup is lost as well; without a recovery and a backup, all of it."
        )
        if typer.prompt(f"Type {ANSWER} to do it now", err=True).strip().lower() != ANSWER:
            raise OfficeError("Nothing was wiped.")
    wipe(path.parent)
    import_module(settings.RUNNING).end(path.parent)
    say("No key of this office is on this computer any more.")
