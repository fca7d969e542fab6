"""`wellfounded vault wipe`: the emergency."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Annotated

import typer

from wellfounded.cli.office import OfficeError, set_up
from wellfounded.cli.options import command
from wellfounded.cli.terminal import beside, say
from wellfounded.vault.errors import VaultError
from wellfounded.vault.wipe import WipeIncomplete, anything_left, wipe

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

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

    store_keeping.check_wipe()
    home, keys = store_keeping.home(), store_keeping.keys_folder()
    if not options.now:
        beside.print("Every key in this office is destroyed, and the office ends. Words that were not saved are lost.")
        beside.print(
            "What was written since the last backup is lost as well; without a recovery and a backup, all of it."
        )
        if keys is not None:
            beside.print("Nobody reads the database or a backup again, unless a copy of the key store lies elsewhere.")
        if typer.prompt(f"Type {ANSWER} to do it now", err=True).strip().lower() != ANSWER:
            raise OfficeError("Nothing was wiped.")
    if not _wiped(home, office=import_module(settings.RUNNING), keys=keys):
        raise OfficeError(f"Nothing was left to wipe in {home}: no key, no store and no process of an office.")
    say("No key of this office is on this computer any more.")


def _wiped(home: Path, *, office: ModuleType, keys: Path | None = None) -> bool:
    """Wipe and end, whatever is there and whatever fails. Returns whether there was anything.

    Raises:
        VaultError: something is still there.
    """
    was, troubles = _anything(home, office=office, keys=keys), list[str]()
    try:
        left = _tried(home, keys)
    finally:
        if not office.end(home):
            troubles.append(
                f"The office in {home} did not end{_number(home, office=office)}: what it holds in its memory can "
                "still be read. End it, or switch the computer off."
            )
    # Once more: whoever was writing has ended with the office.
    if (left or keys is not None) and (left := _tried(home, keys)):
        troubles.insert(0, left)
    if troubles:
        raise VaultError(" ".join(troubles))
    return was


def _tried(home: Path, keys: Path | None) -> str:
    """What could not be destroyed, in words."""
    try:
        wipe(home, keys=keys)
    except WipeIncomplete as error:
        return error.message
    return ""


def _anything(home: Path, *, office: ModuleType, keys: Path | None) -> bool:
    """What cannot be looked at counts as something."""
    try:
        return anything_left(home, keys=keys) or bool(office.is_open(home))
    except OSError:
        return True


def _number(home: Path, *, office: ModuleType) -> str:
    try:
        pid = office.first_process(home)
    except OSError:
        pid = None
    return f" (process {pid})" if pid else ""
