"""Opens the store of an office: the passphrase, the key, the tables, the check of every page."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import connection

from wellfounded.config.owner import as_owner, reach, speaking_as_owner
from wellfounded.config.upgrade import forget_copy, lay_tables
from wellfounded.vault import key_file as key_files
from wellfounded.vault import passphrase as passphrases
from wellfounded.vault import quorum_file, slot, tombstone, unlocked, wipe
from wellfounded.vault.errors import SlotDamaged, VaultError, WrongPassphrase
from wellfounded.vault.sqlcipher.check import check_every_page

KEY_FILE = key_files.NAME
NOTE = wipe.NOTE
BY_KEY = "key"  # shorter than any passphrase
QUESTION = "Passphrase of the store: "
QUESTION_OF_BOTH = f"Passphrase of the store, or “{BY_KEY}” to use a security key in the browser: "
WARNING = """\

This passphrase opens the fictional office beside it. It lies here in clear so that a trial starts at once.
Never do this with real people: keep the passphrase of a real office in your head.
"""

__all__ = [
    "KEY_FILE",
    "NOTE",
    "as_owner",
    "ask_secretly",
    "check_store",
    "forget_copy",
    "home",
    "is_encrypted",
    "lay_tables",
    "reach",
    "speaking_as_owner",
    "unlock",
]

Ask = Callable[[str], str]


def ask_secretly(question: str) -> str:
    """A passphrase from the terminal without showing it, or a line from a pipe."""
    if sys.stdin.isatty():
        return getpass.getpass(question)
    line = sys.stdin.readline()
    if not line:
        raise VaultError(
            "A passphrase is needed and nobody can be asked: there is no terminal. Give it as a line of input."
        )
    return line.rstrip("\r\n")


def home() -> Path:
    """The folder of the office, for its owner alone.

    Raises:
        VaultError: it cannot be made, or is somebody else's.
    """
    folder = Path(settings.HOME)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise VaultError(f"The folder of the office, {folder}, cannot be made: {error.strerror}.") from None
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        raise VaultError(
            f"The folder of the office, {folder}, may not be read and written by this user. Give it to the office’s "
            "user with all that lies in it, or name another by WELLFOUNDED_HOME."
        )
    return folder


def is_encrypted() -> bool:
    """Whether this program encrypts the store. A PostgreSQL server's disk is for its keeper to encrypt."""
    return bool(settings.DB == "sqlcipher")


def unlock(ask: Ask = ask_secretly, *, fictional: bool) -> None:
    """Hold the key of the store, which is made when the office is new.

    Raises:
        VaultError: a wrong passphrase, a damaged key file, a store without its key file, or an office that was wiped.
    """
    store = Path(settings.DATABASES["default"]["NAME"])
    folder = home()
    tombstone.refuse(folder)
    if not (folder / KEY_FILE).exists() and store.exists():
        raise SlotDamaged(f"{store} is there, but not its key file {folder / KEY_FILE}. Restore it from a backup.")
    unlocked.hold(store, _key(folder, ask, fictional=fictional))
    quorum_file.clear_leftovers(folder / quorum_file.NAME)


def _key(folder: Path, ask: Ask, *, fictional: bool) -> bytes:
    key_file, note = folder / KEY_FILE, folder / NOTE
    if key_file.exists():
        return _opened(key_file, ask, note=note)
    if not fictional:
        return slot.create(key_file, _chosen(ask))
    given = passphrases.by_chance()
    with os.fdopen(os.open(note, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as stream:
        stream.write(f"{given}\n{WARNING}")
    return slot.create(key_file, given)


def _opened(key_file: Path, ask: Ask, *, note: Path) -> bytes:
    by_key = bool(slot.security_keys(key_file))
    if note.exists():
        with suppress(*([WrongPassphrase] if by_key else [])):  # its slot may want a security key beside it by now
            return _with(key_file, note.read_text(encoding="utf-8").splitlines()[0])
    given = BY_KEY if slot.needs_a_browser(key_file) else ask(QUESTION_OF_BOTH if by_key else QUESTION)
    if by_key and given.strip() in {BY_KEY, ""}:
        from wellfounded.config.unlock_page import open_in_browser  # noqa: PLC0415 - slow to read, and seldom needed

        return open_in_browser(key_file, port=settings.PORT, say=partial(print, file=sys.stderr, flush=True))
    return _with(key_file, given)


def _with(key_file: Path, passphrase: str) -> bytes:
    key = slot.open_slot(key_file, passphrase)
    slot.renew(key_file, passphrase)
    return key


def _chosen(ask: Ask) -> str:
    chosen = ask("A new passphrase for the store, at least 12 characters: ")
    if ask("The same again: ") != chosen:
        raise VaultError("The two passphrases are not the same. Nothing was made.")
    return chosen


def check_store() -> None:
    if is_encrypted():
        check_every_page(connection)
