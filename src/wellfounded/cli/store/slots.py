"""`wellfounded vault slots`, `add`, `change` and `remove`: who has a way to the key of the store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from wellfounded.cli.office import ask, colleague, open_office, set_up
from wellfounded.cli.options import command
from wellfounded.cli.store.words import chosen
from wellfounded.cli.terminal import say

LIST_EXAMPLE = "wellfounded vault slots"
ADD_EXAMPLE = "wellfounded vault add mina --by keeper"
CHANGE_EXAMPLE = "wellfounded vault change"
REMOVE_EXAMPLE = "wellfounded vault remove 9f3c01aa --by keeper"


@dataclass(frozen=True, slots=True)
class ListOptions:
    """`vault slots` is told nothing."""


@dataclass(frozen=True, slots=True)
class ChangeOptions:
    """`vault change` asks for both passphrases."""


@dataclass(frozen=True, slots=True)
class AddOptions:
    """What `vault add` must be told."""

    who: Annotated[str, typer.Argument(help="The sign-in name of whom the slot is for.", show_default=False)]
    by: Annotated[str, typer.Option(help="Your sign-in name; administrators only.")]


@dataclass(frozen=True, slots=True)
class RemoveOptions:
    """What `vault remove` must be told."""

    number: Annotated[str, typer.Argument(help="Of the slot, as `vault slots` gives it.", show_default=False)]
    by: Annotated[str, typer.Option(help="Your sign-in name; administrators only.")]


def register(app: typer.Typer) -> None:
    """Add the four commands."""
    command(app, "slots", options=ListOptions, example=LIST_EXAMPLE)(run_list)
    command(app, "add", options=AddOptions, example=ADD_EXAMPLE)(run_add)
    command(app, "change", options=ChangeOptions, example=CHANGE_EXAMPLE)(run_change)
    command(app, "remove", options=RemoveOptions, example=REMOVE_EXAMPLE)(run_remove)


def run_list(options: ListOptions) -> None:  # noqa: ARG001 - every command is called like this
    """Show who can open the store, and whether there is a way back when all of them are gone."""
    with open_office():
        from wellfounded.cases import store_keeping  # noqa: PLC0415 - needs Django set up

        for one in store_keeping.slots():
            ways = [way for way, held in (("passphrase", one.passphrase), ("security key", one.security_key)) if held]
            say(f"{one.number}  {one.who or '(who made the office)'}  {' and '.join(ways)}  {one.made}")
        standing, last = store_keeping.recovery(), store_keeping.last_backup()
        if standing is None:
            say(
                "No recovery yet: if these ways are lost, so is the store. Make one with `wellfounded recovery create`."
            )
        else:
            say(f"Recovery {standing.quorum.fingerprint}, made {standing.made}: any two of its three shares.")
        say(f"Last backup: {last.time:%Y-%m-%d %H:%M} UTC." if last else "No backup yet.")


def run_add(options: AddOptions) -> None:
    """Give somebody a passphrase of their own to the store. They type it themselves, twice."""
    with open_office():
        from wellfounded.cases.actions.add_slot import add_slot  # noqa: PLC0415 - needs Django set up

        user = colleague(options.by)
        add_slot(user, options.who, passphrase=chosen(f"A passphrase of {options.who} for the store"))
    say(f"{options.who} can open the store.")


def run_change(options: ChangeOptions) -> None:  # noqa: ARG001 - every command is called like this
    """Choose another passphrase for your slot. The old one opens it until the new one was written and read back."""
    set_up()
    from wellfounded.cases import store_keeping  # noqa: PLC0415 - needs Django set up
    from wellfounded.cases.actions.change_slot import change_slot  # noqa: PLC0415 - needs Django too

    store_keeping.path_of_slots()
    with open_office():
        change_slot(ask("Your passphrase once more: "), chosen("The new passphrase"))
    say("Changed. The old passphrase opens nothing any more.")


def run_remove(options: RemoveOptions) -> None:
    """Take somebody's way to the store away. Who kept a copy of the old key file keeps a way to copies of the store."""
    with open_office():
        from wellfounded.cases.actions.remove_slot import remove_slot  # noqa: PLC0415 - needs Django set up

        remove_slot(colleague(options.by), options.number)
    say(f"Slot {options.number} is gone. The key of the store is still the same: a restore makes a new one.")
