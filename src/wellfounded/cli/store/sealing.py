"""`wellfounded vault seal`: an office on PostgreSQL that began in clear."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Annotated

import typer

from wellfounded.cli.office import OfficeError, ask, colleague, open_office
from wellfounded.cli.options import command
from wellfounded.cli.stopping import if_stopped
from wellfounded.cli.terminal import beside, say, working

if TYPE_CHECKING:
    from wellfounded.accounts.models import User

EXAMPLE = "wellfounded vault seal --by keeper --with rowan"
ANSWER = "seal"


@dataclass(frozen=True, slots=True)
class SealOptions:
    """What `vault seal` must be told."""

    by: Annotated[str, typer.Option(help="Your sign-in name; administrators only.")]
    agreed: Annotated[
        str, typer.Option("--with", help="A colleague who works on cases, and hands the keys on to the others.")
    ]
    sweep: Annotated[
        bool, typer.Option("--sweep", help="Afterwards let the server write its files anew, as `erase sweep` does.")
    ] = False


def register(app: typer.Typer) -> None:
    """Add the command."""
    command(app, "seal", options=SealOptions, example=EXAMPLE)(run)


@if_stopped("What was sealed stays sealed. If it had begun, no office opens until you give it again.")
def run(options: SealOptions) -> None:
    """Seal a closed office on PostgreSQL that wrote in clear until now. After a stop it goes on where it ended."""
    with open_office(half_sealed=True):
        from wellfounded.cases.actions.seal_office import seal_office  # noqa: PLC0415 - needs Django set up
        from wellfounded.vault.row_security import OFFICE, speaking_for  # noqa: PLC0415 - needs Django too

        user = colleague(options.by)
        other, passphrase = _agreeing(options.agreed)
        beside.print(
            "From now on whoever loses the key store and its copies loses every word. Nothing unseals an office."
        )
        if typer.prompt(f"Type {ANSWER} to begin", err=True).strip().lower() != ANSWER:
            raise OfficeError("Nothing was sealed.")
        with working("Sealing"), speaking_for(OFFICE):
            done = seal_office(user, other, passphrase=passphrase)
        say(f"{done} rows are sealed. Copy the key store elsewhere now, with `wellfounded backup keys`.")
        say(
            f"{other.username} holds every key until the others have theirs: each signs in, and is confirmed on “Keys”."
        )
        if options.sweep:
            _sweep(user)
        else:
            say(
                "The words still lie in rows that the server only marked as removed, and in its write-ahead log: let it"
            )
            say("write them anew with `wellfounded erase sweep`.")
        say("Backups, archives and replicas from before hold them too: destroy these.")


def _agreeing(username: str) -> tuple[User, str]:
    """The colleague, who types the passphrase of their sign-in: it opens their keys from now on."""
    from wellfounded.accounts.models import User  # noqa: PLC0415 - needs Django set up

    given = ask(f"Passphrase of {username}, for the keys: ")
    user = User.objects.filter(username=username, is_active=True, passphrase_given=False).first()
    if user is None or not user.check_password(given):
        raise OfficeError(
            "This is not the passphrase of an account in use, or its holder did not choose one of their own yet."
        )
    return user, given


def _sweep(user: User) -> None:
    from django.conf import settings  # noqa: PLC0415 - needs Django set up

    from wellfounded.cases.actions.sweep_server import sweep_server  # noqa: PLC0415 - needs Django too

    with import_module(settings.OPENING).as_owner():
        done = sweep_server(user)
    say(f"{done.tables} tables were written anew.")
    if not done.statistics or not done.log:
        say("  not done: the statistics of the server or its write-ahead log. Its keeper has to, as the manual says.")
