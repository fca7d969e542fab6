"""`wellfounded backup create`, `verify` and `keys`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from wellfounded.cli.office import colleague, open_office
from wellfounded.cli.options import command
from wellfounded.cli.stopping import if_stopped
from wellfounded.cli.store.origin import SIGNER_HELP, looked_up, named
from wellfounded.cli.store.restoring import brought_back, looked_at, room_in
from wellfounded.cli.store.scratch import refuse_what_is_not_empty, scratch
from wellfounded.cli.store.words import shares
from wellfounded.cli.terminal import say, working
from wellfounded.cli.writable import writable
from wellfounded.vault import backup_file
from wellfounded.vault.office_keys import in_use

CREATE_EXAMPLE = "wellfounded backup create --by keeper --out monday.backup"
KEYS_EXAMPLE = "wellfounded backup keys --by keeper --to /media/other/keys"
NOT_IN_IT = (
    "The key store of this office is not in it, on purpose: without a copy of that, kept elsewhere, nobody reads a "
    "word of this backup. Make one with `wellfounded backup keys`."
)
KEEP_THE_KEY = (
    "The shares of this recovery do not vouch for that key, since they are older. Give the line to whoever holds one, "
    "for --signer, or make a new recovery."
)
VERIFY_EXAMPLE = "wellfounded backup verify monday.backup --shares"


@dataclass(frozen=True, slots=True)
class CreateOptions:
    """What `backup create` must be told."""

    by: Annotated[str, typer.Option(help="Your sign-in name; administrators only.")]
    out: Annotated[Path, typer.Option(help="The file to write, on a medium that leaves the office.")]


@dataclass(frozen=True, slots=True)
class KeysOptions:
    """What `backup keys` must be told."""

    by: Annotated[str, typer.Option(help="Your sign-in name; administrators only.")]
    to: Annotated[Path, typer.Option(help="A folder, on another medium than the backups.")]


@dataclass(frozen=True, slots=True)
class VerifyOptions:
    """What `backup verify` must be told."""

    file: Annotated[Path, typer.Argument(help="A backup.", show_default=False)]
    shares: Annotated[bool, typer.Option("--shares", help="Open it with two shares and verify all of it.")] = False
    signer: Annotated[str | None, typer.Option(help=SIGNER_HELP)] = None


def register(app: typer.Typer) -> None:
    """Add the three commands."""
    command(app, "create", options=CreateOptions, example=CREATE_EXAMPLE)(run_create)
    command(app, "verify", options=VerifyOptions, example=VERIFY_EXAMPLE)(run_verify)
    command(app, "keys", options=KeysOptions, example=KEYS_EXAMPLE)(run_keys)


def run_create(options: CreateOptions) -> None:
    """Back the office up while it works. The file is read back before the command says that it is done."""
    with if_stopped(lambda: _left_of(options.out)), open_office():
        from wellfounded.audit.checkpoint import signer  # noqa: PLC0415 - needs Django set up
        from wellfounded.cases.actions.make_backup import make_backup  # noqa: PLC0415 - needs Django too
        from wellfounded.cases.keys_in_log import waits_for_recovery  # noqa: PLC0415 - needs Django too
        from wellfounded.cases.store_keeping import voucher_in_log  # noqa: PLC0415 - the same

        user = colleague(options.by)
        with working("Backing up"):
            size = make_backup(user, options.out)
        waits, vouched, key = waits_for_recovery(), bool(voucher_in_log()), signer().line()
    say(f"{options.out}: {size / 1e6:.1f} MB, sealed to the recovery and read back. Only two of its shares open it.")
    say(f"Signed with the log’s key: {key}")
    if not vouched:
        say(KEEP_THE_KEY)
    say("Bring it out of the office. A backup that was never restored is a hope: try it with `backup verify --shares`.")
    if in_use.store() is not None:
        say(NOT_IN_IT)
    if waits:
        say(waits)


def _left_of(out: Path) -> str:
    if out.exists():
        return f"{out} is whole, but the log does not tell that it was made. Make another one."
    return "No backup was made, and nothing of one is kept."


@if_stopped("No copy of the keys stands under that name, unless the command said so. Give it again.")
def run_keys(options: KeysOptions) -> None:
    """Copy the key store of a sealed office while it works. It opens nothing without a passphrase or two shares."""
    with open_office():
        from wellfounded.cases.actions.copy_keys import copy_keys  # noqa: PLC0415 - needs Django set up

        count = copy_keys(colleague(options.by), options.to)
    say(f"{options.to}: {count} keys, opened and read back. Keep it apart from the backups.")
    say("After an erasure make a new one and destroy this: a copy holds the keys that were erased.")


@if_stopped("The backup is as it was. Of what was laid out of it nothing is kept.")
def run_verify(options: VerifyOptions) -> None:
    """Whether a backup is undamaged and who signed it; with two shares, whether its office opens and its log fits."""
    signer, sealed = named(options.signer), looked_at(options.file)
    found = looked_up(sealed, signer=signer)
    say(f"{options.file}: undamaged, {sealed.size / 1e6:.1f} MB, sealed to the recovery {sealed.quorum}.")
    if not options.shares:
        say(found.words)
        say("What is in it was not looked at: only two shares open it.")
        return
    beside = options.file.absolute().parent
    writable([beside / ".verify"])  # the store is laid there: not on a medium that is locked
    refuse_what_is_not_empty()
    recovered = shares()
    backup_file.key_of(sealed, recovered)  # others are refused while the database to look at it in is still there
    say(looked_up(sealed, signer=signer, recovered=recovered).words)
    with room_in(beside, prefix=".verify.") as place, scratch():
        told = brought_back(options.file, recovered, sealed=sealed, place=place)
    say(f"It opens: made with version {told.program}, every page is whole, {told.entries} entries of the log fit.")
