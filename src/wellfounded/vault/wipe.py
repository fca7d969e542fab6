"""The emergency wipe: no key of this office can be read on this computer any more. How much lies here does not matter.

First the key file, whose first page all slots need; then what else opens the store; then the names of the store's
files. What is left of those is ciphertext under a key that nobody has. Of a shared office that is sealed the key store
goes in the same way, wherever its folder is; the server's rows stay, and nobody reads a word of them. A tombstone
stays, so that nobody who is at work or just starting writes a key again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellfounded.vault import key_file, quorum_file, tombstone, unlocked
from wellfounded.vault.errors import VaultError
from wellfounded.vault.office_keys import store as key_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NOTE = "passphrase-of-the-fictional-office.txt"
# What opens the store, or did: overwritten. A change or a command that was killed leaves some of these.
KEYS = (f".{key_file.NAME}.*", quorum_file.NAME, quorum_file.NEW, f".{quorum_file.NAME}.*", NOTE)
# The key store with its journal, and whatever copy of it lies there.
KEYS_APART = (f"{key_store.NAME}*", f".{key_store.NAME}*")
# Encrypted, so that taking their names away is all there is to do; what lies in them cannot be read.
STORES = ("office.db*", ".office.db*", ".backup.*/*", "*.backup", ".*.backup.*")
# Nothing of the office stands in it.
OTHERS = ("vectors.lock",)


LONGEST = 3.0  # seconds that are waited, when the keys are gone, for a change of the key file to end


class WipeIncomplete(VaultError):  # noqa: N818 - the word of the screen
    """Something could not be destroyed. All the rest was."""


def wipe(home: Path, *, keys: Path | None = None) -> None:
    """Destroy every key in this folder. Again, after it was interrupted, finishes it; nothing asks, and nothing waits.

    Then it is done once more when whoever was changing the key file meanwhile has ended: for that it waits a little.
    `keys` is the folder of the key store of a shared office, which is destroyed first.

    Raises:
        WipeIncomplete: at the end, when everything was tried.
    """
    unlocked.forget_all()
    failed = [] if keys is None else _destroy_apart(keys)
    if home.is_dir():
        failed += _wiped(home)
    if failed:
        raise WipeIncomplete(f"Not everything could be destroyed: {'; '.join(failed)}. All else was. Do it again.")


def _wiped(home: Path) -> list[str]:
    failed = _destroy_all(home)
    try:
        with key_file.nobody_changing(home, longest=LONGEST) as alone:
            failed = _destroy_all(home) if alone else [*failed, "what is being written at this moment"]
    except OSError as error:
        failed.append(f"{home} ({error.strerror})")
    _try(key_file.sync_folder, home, failed=failed)
    return failed


def _destroy_all(home: Path) -> list[str]:
    """Whatever fails stops nothing; returns what did."""
    failed: list[str] = []
    _try(tombstone.lay, home, failed=failed)  # first: a change that begins after this writes nothing
    _try(key_file.destroy, home / key_file.NAME, failed=failed)
    for one in _found(home, KEYS, failed=failed):
        _try(key_file.destroy, one, failed=failed)
    for one in _found(home, (*STORES, *OTHERS), failed=failed):
        _try(_take_name, one, failed=failed)
    return failed


def _destroy_apart(keys: Path) -> list[str]:
    failed: list[str] = []
    if keys.is_dir():
        _try(tombstone.lay, keys, failed=failed)
        _try(key_file.destroy, keys / key_store.NAME, failed=failed)
        for one in _found(keys, KEYS_APART, failed=failed):
            _try(key_file.destroy, one, failed=failed)
    return failed


def anything_left(home: Path, *, keys: Path | None = None) -> bool:
    """Whether a wipe has something to do: a key, what a killed change left, a recovery or a store."""
    unread: list[str] = []
    if keys is not None and any(_found(keys, KEYS_APART, failed=unread)):
        return True
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
