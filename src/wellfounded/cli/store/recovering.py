"""`wellfounded recovery create` and `open`."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Annotated

import typer

from wellfounded.cli.office import OfficeError, ask, colleague, open_office, set_up
from wellfounded.cli.options import command
from wellfounded.cli.stopping import if_stopped
from wellfounded.cli.store.forgotten import forgets, forgotten, until_line
from wellfounded.cli.store.words import chosen, shares
from wellfounded.cli.terminal import say
from wellfounded.vault import quorum_file, recovery, unlocked
from wellfounded.vault.office_keys import in_use, keyring, people
from wellfounded.vault.office_keys.keyring import PersonKeyring

CREATE_EXAMPLE = "wellfounded recovery create --by keeper --with rowan"
OPEN_EXAMPLE = "wellfounded recovery open --for keeper"
WORDS_A_LINE = 6


@dataclass(frozen=True, slots=True)
class CreateOptions:
    """What `recovery create` must be told."""

    by: Annotated[str, typer.Option(help="Your sign-in name; administrators only.")]
    agreed: Annotated[str, typer.Option("--with", help="In a sealed office: a colleague with keys, who agrees.")] = ""


@dataclass(frozen=True, slots=True)
class OpenOptions:
    """What `recovery open` must be told."""

    who: Annotated[str, typer.Option("--for", help="The sign-in name of whom the new passphrase is for.")]


def register(app: typer.Typer) -> None:
    """Add both commands."""
    command(app, "create", options=CreateOptions, example=CREATE_EXAMPLE)(run_create)
    command(app, "open", options=OpenOptions, example=OPEN_EXAMPLE)(run_open)


@if_stopped("Unless the command said that the recovery stands, destroy what was written down and give it again.")
def run_create(options: CreateOptions) -> None:
    """Make three shares, each shown once, for three people in three places. Two are typed back before they count."""
    with open_office():
        from wellfounded.cases.actions.create_recovery import agreeing, create_recovery  # noqa: PLC0415 - needs Django set up
        from wellfounded.cases.keys_in_log import waits_for_recovery  # noqa: PLC0415 - needs Django too

        user = colleague(options.by)
        with keyring.use(_keys_of(options.agreed)):
            agreeing(user)
            words, quorum = recovery.new_shares()
            for number, share in enumerate(words, 1):
                _show(number, share, fingerprint=quorum.fingerprint)
            _say_what_remains()
            say("Type two of them back from the paper, any two: so that it is certain that they can be read.")
            recovered = shares()
            if recovered.quorum != quorum:
                raise OfficeError("These shares are of another recovery. Nothing was made: begin again.")
            create_recovery(user, quorum, shares=recovered)
            waits = waits_for_recovery()
    say(f"The recovery {quorum.fingerprint} stands. Backups are sealed to it from now on.")
    if waits:
        say(waits)
    say("Bring the shares apart now, at least one of them out of the country. Keep no two in one place.")


def _keys_of(username: str) -> PersonKeyring | None:
    """Of the colleague who agrees; None where nothing is sealed."""
    store = in_use.store()
    if store is None:
        return None
    from wellfounded.accounts.unlocking import party_of  # noqa: PLC0415 - needs Django set up

    if not username:
        raise OfficeError("This office is sealed: a colleague who has keys has to agree. Name them by --with.")
    party = party_of(colleague(username))
    private = people.open_person(store, party, passphrase=ask(f"Passphrase of {username} once more, for the keys: "))
    return PersonKeyring(store, party, private=lambda: private)


def _show(number: int, share: str, *, fingerprint: str) -> None:
    """One at a time, on a screen of its own that is forgotten before the next one."""
    words = share.split()
    if forgets():
        _enter(f"Share {number} of {recovery.SHARES}, for one person alone: Enter shows it")
    with forgotten():
        say(f"Share {number} of {recovery.SHARES} of the recovery {fingerprint}. Write it down, by hand:")
        for start in range(0, len(words), WORDS_A_LINE):
            line = [f"{at:>2} {word:<9}" for at, word in enumerate(words[start : start + WORDS_A_LINE], start + 1)]
            say(" ".join(line).rstrip())
        _enter("Enter, when it is written down")


def _enter(question: str) -> None:
    typer.echo(f"{question}: ", nl=False, err=True)
    until_line()
    typer.prompt("", prompt_suffix="", default="", show_default=False, err=True)


def _say_what_remains() -> None:
    if forgets():
        say("The terminal was told to forget the shares, and what had scrolled off it. Not every one obeys, and a")
        say("recording, a shared screen or a photo keeps them: close this window at the end.")
    else:
        say("This output cannot be told to forget: whatever took it in keeps the three shares. Destroy it.")


@if_stopped("Unless the command said so, nothing was changed. Give it again.")
def run_open(options: OpenOptions) -> None:
    """Open the store with two shares, and choose a new passphrase for it. The log tells of it.

    In a sealed office: give somebody who chose a passphrase at their sign-in the keys that they are entitled to.
    """
    set_up()
    if in_use.store() is not None:
        _give_keys(options.who)
        return
    from django.conf import settings  # noqa: PLC0415 - needs Django set up

    from wellfounded.cases import store_keeping  # noqa: PLC0415 - needs Django too
    from wellfounded.cases.actions.open_recovery import open_recovery  # noqa: PLC0415 - needs Django too

    store_keeping.path_of_slots()
    # The second is of one that was being made when the computer stopped: the log, which is closed, knows of it or not.
    files = [store_keeping.home() / name for name in (quorum_file.NAME, quorum_file.NEW)]
    standing = [one for one in map(quorum_file.read, files) if one is not None and one.key]
    if not standing:
        raise OfficeError("This office has no recovery: no shares open it. Look for a backup.")
    given = shares()
    fits = next((one for one in standing if one.quorum == given.quorum), standing[0])
    unlocked.hold(settings.DATABASES["default"]["NAME"], fits.store_key(given))
    import_module(settings.OPENING).check_store()
    open_recovery(chosen(f"A new passphrase of {options.who} for the store"), who=options.who)
    say(f"{options.who} can open the store again. The log tells that two shares opened it.")
    say("Whoever typed the shares has seen them: make a new recovery with `wellfounded recovery create`.")


def _give_keys(who: str) -> None:
    from wellfounded.cases.actions.recover_keys import recover_keys  # noqa: PLC0415 - needs Django set up

    waiting = recover_keys(shares(), who)
    say(f"{who} has keys again. The log tells that two shares opened them.")
    if waiting:
        say(f"{waiting} keys were never given to this recovery: only a colleague who has them can hand them on.")
    say("Whoever typed the shares has seen them: make a new recovery with `wellfounded recovery create`.")
