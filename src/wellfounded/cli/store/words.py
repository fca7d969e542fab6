"""What these commands ask: a new passphrase, and shares."""

from __future__ import annotations

from wellfounded.cli.office import OfficeError, ask
from wellfounded.cli.terminal import beside
from wellfounded.vault import recovery
from wellfounded.vault.errors import RecoveryRefused
from wellfounded.vault.recovery import NEEDED, Recovered

TRIES = 3


def chosen(what: str) -> str:
    """A new passphrase, typed twice.

    Raises:
        OfficeError: the two are not the same.
    """
    typed = ask(f"{what}, at least 12 characters: ")
    if ask("The same again: ") != typed:
        raise OfficeError("The two passphrases are not the same. Nothing was changed.")
    return typed


def shares() -> Recovered:
    """The private half of a recovery, from shares that are typed in. A wrong word is told at once.

    Raises:
        RecoveryRefused: they are not two shares of one recovery.
    """
    return recovery.recovered([_share(number) for number in range(1, NEEDED + 1)])


def _share(number: int) -> str:
    for _ in range(TRIES - 1):
        typed = ask(f"Share {number} of {NEEDED}, its 33 words: ")
        try:
            return recovery.check_share(typed)
        except RecoveryRefused as error:
            beside.print(error.message)
    return recovery.check_share(ask(f"Share {number} of {NEEDED}, its 33 words: "))
