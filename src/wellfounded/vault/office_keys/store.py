"""The file in which the wrapped keys of an office lie: a folder of its own, apart from the database and its backups.

Nothing in it opens anything without a passphrase, and its names are numbers. Every change is durable before it returns.
What is removed is overwritten, in the file (`secure_delete`) and in its journal.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import cast

from wellfounded.vault import tombstone
from wellfounded.vault.argon import Cost, calibrated
from wellfounded.vault.errors import SlotDamaged, VaultError
from wellfounded.vault.key_file import destroy, sync_folder

NAME = "office.keys"
VERSION = "1"
SEALS_ROWS = "rows"  # the note of a store whose office never sealed anything that is not bound to its row
PATIENCE = 10.0  # seconds for another process to finish its change
TABLES = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE parties (
    name TEXT PRIMARY KEY, public BLOB NOT NULL, confirmed INTEGER NOT NULL,
    salt BLOB, memory INTEGER, passes INTEGER, lanes INTEGER, sealed BLOB
) STRICT;
CREATE TABLE members (
    party TEXT NOT NULL REFERENCES parties ON DELETE CASCADE, member TEXT NOT NULL REFERENCES parties ON DELETE CASCADE,
    wrapped BLOB NOT NULL, PRIMARY KEY (party, member)
) STRICT;
CREATE TABLE keys (
    id TEXT PRIMARY KEY, subject TEXT NOT NULL, compartment TEXT NOT NULL, UNIQUE (subject, compartment)
) STRICT;
CREATE TABLE wraps (
    key TEXT NOT NULL REFERENCES keys ON DELETE CASCADE, party TEXT NOT NULL REFERENCES parties ON DELETE CASCADE,
    purpose TEXT NOT NULL, wrapped BLOB NOT NULL, PRIMARY KEY (key, party, purpose)
) STRICT;
CREATE INDEX wraps_of_a_party ON wraps (party);
"""
PRAGMAS = (
    "PRAGMA journal_mode=PERSIST",  # one journal that stays in its place, so that it can be overwritten
    "PRAGMA synchronous=EXTRA",
    "PRAGMA secure_delete=ON",
    "PRAGMA foreign_keys=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA trusted_schema=OFF",
)


class KeyStore:
    """One key store. Each thread of each process has a connection of its own."""

    def __init__(self, folder: Path, *, name: str = NAME) -> None:
        """Open the one that is there.

        Raises:
            SlotDamaged: there is none, or it is not one.
            Wiped: the office was wiped.
        """
        tombstone.refuse(folder)
        self.path = folder / name
        self._local = threading.local()
        if not is_in(folder, name=name):
            raise SlotDamaged(f"The key store {self.path} is missing. Without it nobody reads what the office sealed.")
        try:
            about = {str(name): str(value) for name, value in self.read("SELECT name, value FROM about")}
        except sqlite3.DatabaseError:
            about = {}
        if about.get("version") != VERSION:
            raise SlotDamaged(f"The key store {self.path} is damaged, or of another version. Restore its copy.")
        self.id = about["store"]
        self.seals_rows = about.get("seals") == SEALS_ROWS
        self.cost = Cost(*(int(part) for part in about["cost"].split()))

    @classmethod
    def create(cls, folder: Path, *, cost: Cost | None = None) -> KeyStore:
        """A new, empty one. Never takes the place of another.

        Raises:
            VaultError: there is one already, the office was wiped, or nothing can be written there.
        """
        tombstone.refuse(folder)
        dear = cost or calibrated()
        about = {
            "version": VERSION,
            "store": secrets.token_hex(16),
            "seals": SEALS_ROWS,
            "cost": f"{dear.memory} {dear.passes} {dear.lanes}",
        }
        try:
            with _beside(folder) as path, closing(_connected(path)) as connection:
                connection.executescript(f"BEGIN IMMEDIATE;{TABLES}COMMIT;")
                connection.executemany("INSERT INTO about VALUES (?, ?)", about.items())
        except (OSError, sqlite3.Error) as error:
            raise _unwritable(folder, error) from None
        return cls(folder)

    def note(self, name: str) -> str:
        """Something that is written down of this key store; empty when nothing is."""
        found = self.read("SELECT value FROM about WHERE name = ?", name)
        return str(found[0][0]) if found else ""

    def write_note(self, name: str, value: str) -> None:
        with self.changing() as change:
            change.execute("DELETE FROM about WHERE name = ?", (name,))
            if value:
                change.execute("INSERT INTO about VALUES (?, ?)", (name, value))

    def read(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        return self._connection().execute(sql, values).fetchall()

    @contextmanager
    def changing(self) -> Iterator[sqlite3.Connection]:
        """All of it or nothing, and durable when it ends."""
        connection = self._connection()
        if connection.in_transaction:  # a part of a greater change
            yield connection
            return
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")

    def overwrite_journal(self) -> None:
        """Take what stood before the last change out of the journal: wraps that were removed stand there."""
        journal = _journal(self.path)
        connection = self._connection()
        connection.execute("BEGIN EXCLUSIVE")  # nobody writes meanwhile, and an unused journal is not looked at
        try:
            with suppress(FileNotFoundError), journal.open("r+b") as file:  # none before the first change
                size = os.fstat(file.fileno()).st_size
                file.write(b"\0" * size)
                file.flush()
                os.fsync(file.fileno())
        finally:
            connection.execute("COMMIT")

    def copy_to(self, folder: Path) -> int:
        """A copy of this moment, while others write. Returns how many keys are in it: it was opened and read through.

        Raises:
            VaultError: a key store is there already, nothing can be written there, or what was written is not whole.
                Then nothing of it stays.
        """
        try:
            with _beside(folder) as path:
                with closing(sqlite3.connect(path)) as copy:
                    self._connection().backup(copy)
                return self._keys_in(path)
        except (OSError, sqlite3.Error) as error:
            raise _unwritable(folder, error) from None

    def _keys_in(self, copy: Path) -> int:
        made = KeyStore(copy.parent, name=copy.name)
        try:
            if made.id != self.id or made.read("PRAGMA integrity_check") != [("ok",)]:
                raise VaultError(f"The copy in {copy.parent} is not whole. Nothing of it was kept.")
            return cast("int", made.read("SELECT count(*) FROM keys")[0][0])
        finally:
            made.close()

    def close(self) -> None:
        """Let this thread's connection go, as before the process is copied."""
        if (held := getattr(self._local, "held", None)) is not None:
            held[1].close()
            del self._local.held

    def _connection(self) -> sqlite3.Connection:
        held: tuple[int, sqlite3.Connection] | None = getattr(self._local, "held", None)
        if held is None or held[0] != os.getpid():  # a copy of the process must not share the file's locks
            held = self._local.held = (os.getpid(), _connected(self.path))
        return held[1]


def is_in(folder: Path, *, name: str = NAME) -> bool:
    """Whether a key store is there.

    Raises:
        VaultError: it belongs to somebody else, so that it can be neither read nor changed.
    """
    path = folder / name
    try:
        there = path.exists()
    except PermissionError:  # of its folder
        there = True
    if there and not os.access(path, os.R_OK | os.W_OK):
        raise VaultError(
            f"The key store {path} may not be read and written by this user. It is as it was. Give it and its folder "
            "to the office’s user, and nobody else a right in it."
        )
    return there


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """An empty file for its owner alone, which takes the name of the key store once it is whole. A stop leaves none.

    Raises:
        VaultError: there is one already.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _refuse_taken(folder / NAME)
    for left in folder.glob(f".{NAME}.*"):  # of one that was killed
        _clear(left)
    handle, name = tempfile.mkstemp(dir=folder, prefix=f".{NAME}.")
    os.close(handle)
    path = Path(name)
    try:
        yield path
        _sync(path)
        _take_name(path)
    finally:
        for left in (path, _journal(path)):
            _clear(left)


def _take_name(path: Path) -> None:
    """Never in the place of another, also of one that came meanwhile."""
    place = path.with_name(NAME)
    try:
        place.hardlink_to(path)
    except FileExistsError:
        _refuse_taken(place)
    except OSError:  # a medium on which a file has one name
        _refuse_taken(place)
        path.rename(place)
    sync_folder(path.parent)


def _clear(left: Path) -> None:
    """Destroy it; but a second name of a key store, which has its place by now or was moved since, only goes."""
    if left.exists() and left.stat().st_nlink > 1:
        left.unlink()
    else:
        destroy(left)


def _refuse_taken(path: Path) -> None:
    if os.path.lexists(path):
        raise VaultError(f"{path} is there already. It opens what an office sealed; nothing was changed.")


def _unwritable(folder: Path, error: OSError | sqlite3.Error) -> VaultError:
    why = error.strerror if isinstance(error, OSError) else str(error)
    return VaultError(
        f"A key store cannot be written in {folder}: {why}. Nothing of it is kept. Name a folder in which you may "
        "write, on a disk with room, that belongs to the office’s user alone."
    )


def _journal(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")


def _sync(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())
    sync_folder(path.parent)


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(pragma)
    return connection
