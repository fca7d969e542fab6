"""The emergency wipe: no key of this office can be read on this computer any more. How much lies here does not matter.

First the key file, whose first page all slots need; then what else opens the store; then the names of the store's
files. What is left of those is ciphertext under a key that nobody has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellfounded.vault import key_file, quorum_file, unlocked
from wellfounded.vault.errors import VaultError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NOTE = "passphrase-of-the-fictional-office.txt"
# What opens the store, or did: overwritten. A change or a command that was killed leaves some of these.
KEYS = (f".{key_file.NAME}.*", quorum_file.NAME, f"{quorum_file.NAME}.new", f".{quorum_file.NAME}.*", NOTE)
# Encrypted, so that taking their names away is all there is to do; what lies in them cannot be read.
STORES = ("office.db*", ".office.db*", ".backup.*/*", "*.backup", ".*.backup.*")
# Nothing of the office stands in it.
OTHERS = ("vectors.lock",)


class WipeIncomplete(VaultError):  # noqa: N818 - the word of the screen
    """Something could not be destroyed. All the rest was."""


def wipe(home: Path) -> None:
    """Destroy every key in this folder. Again, after it was interrupted, finishes it; nothing here waits or asks.

    Raises:
        WipeIncomplete: at the end, when everything was tried.
    """
    failed: list[str] = []
    path = home / key_file.NAME
    _try(key_file.destroy, path, failed=failed)
    unlocked.forget_all()
    for one in _found(home, KEYS, failed=failed):
        _try(key_file.destroy, one, failed=failed)
    for one in _found(home, (*STORES, *OTHERS), failed=failed):
        _try(_take_name, one, failed=failed)
    if failed:
        raise WipeIncomplete(f"Not everything could be destroyed: {'; '.join(failed)}. All else was. Do it again.")


def anything_left(home: Path) -> bool:
    """Whether a wipe has something to do: a key, what a killed change left, a recovery or a store."""
    unread: list[str] = []
    return (home / key_file.NAME).exists() or any(_found(home, (*KEYS, *STORES), failed=unread)) or bool(unread)


def _found(home: Path, patterns: tuple[str, ...], *, failed: list[str]) -> Iterator[Path]:
    """Files, not folders: somebody's folder is not the office's, whatever its name."""
    for pattern in patterns:
        try:
            found = [one for one in home.glob(pattern) if one.is_symlink() or not one.is_dir()]
        except OSError as error:
            failed.append(f"{home / pattern} ({error.strerror})")
        else:
            yield from found


def _try(step: Callable[[Path], None], path: Path, *, failed: list[str]) -> None:
    try:
        step(path)
    except OSError as error:
        failed.append(f"{path} ({error.strerror})")


def _take_name(path: Path) -> None:
    path.unlink(missing_ok=True)
