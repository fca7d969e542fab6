"""What these commands ask: a new passphrase, and shares."""

from __future__ import annotations

from rich.text import Text

from wellfounded.cli.office import OfficeError, ask
from wellfounded.cli.terminal import beside
from wellfounded.vault import recovery
from wellfounded.vault.errors import RecoveryRefused, VaultError
from wellfounded.vault.passphrase import check_new
from wellfounded.vault.recovery import NEEDED, Recovered

TRIES = 3


def chosen(what: str) -> str:
    """A new passphrase, typed twice; asked for anew after a slip.

    By then two shares may have been typed, and a store laid out of its backup.

    Raises:
        OfficeError: the two are not the same, for the third time.
        VaultError: it is too short, for the third time.
    """
    for _ in range(TRIES - 1):
        try:
            return _typed_twice(what)
        except (OfficeError, VaultError) as slip:
            beside.print(Text(str(slip)), soft_wrap=True)
    return _typed_twice(what)


def _typed_twice(what: str) -> str:
    typed = ask(f"{what}, at least 12 characters: ")
    check_new(typed)
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
