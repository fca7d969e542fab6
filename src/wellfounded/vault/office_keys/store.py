"""The file in which the wrapped keys of an office lie: a folder of its own, apart from the database and its backups.

Nothing in it opens anything without a passphrase, and its names are numbers. Every change is durable before it returns.
What is removed is overwritten, in the file (`secure_delete`) and in its journal.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
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

    def __init__(self, folder: Path) -> None:
        """Open the one that is there.

        Raises:
            SlotDamaged: there is none, or it is not one.
            Wiped: the office was wiped.
        """
        tombstone.refuse(folder)
        self.path = folder / NAME
        self._local = threading.local()
        if not self.path.exists():
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
            VaultError: there is one already, or the office was wiped.
        """
        tombstone.refuse(folder)
        path = _new_file(folder)
        dear = cost or calibrated()
        about = {
            "version": VERSION,
            "store": secrets.token_hex(16),
            "seals": SEALS_ROWS,
            "cost": f"{dear.memory} {dear.passes} {dear.lanes}",
        }
        with closing(_connected(path)) as connection:
            connection.executescript(f"BEGIN IMMEDIATE;{TABLES}COMMIT;")
            connection.executemany("INSERT INTO about VALUES (?, ?)", about.items())
        sync_folder(folder)
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
        journal = self.path.with_name(f"{NAME}-journal")
        connection = self._connection()
        connection.execute("BEGIN EXCLUSIVE")  # nobody writes meanwhile, and an unused journal is not looked at
        try:
            with journal.open("r+b") as file:
                size = os.fstat(file.fileno()).st_size
                file.write(b"\0" * size)
                file.flush()
                os.fsync(file.fileno())
        finally:
            connection.execute("COMMIT")

    def copy_to(self, folder: Path) -> int:
        """A copy of this moment, while others write. Returns how many keys are in it: it was opened and read through.

        Raises:
            VaultError: a key store is there already, or what was written is not whole. Then nothing of it stays.
        """
        path = _new_file(folder)
        try:
            with closing(sqlite3.connect(path)) as copy:
                self._connection().backup(copy)
            path.with_name(f"{NAME}-journal").unlink(missing_ok=True)
            _sync(path)
            made = KeyStore(folder)
            try:
                if made.id != self.id or made.read("PRAGMA integrity_check") != [("ok",)]:
                    raise VaultError(f"The copy in {folder} is not whole. Nothing of it was kept.")
                return cast("int", made.read("SELECT count(*) FROM keys")[0][0])
            finally:
                made.close()
        except BaseException:
            destroy(path)
            raise

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


def _new_file(folder: Path) -> Path:
    """An empty one for its owner alone. Never in the place of another."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / NAME
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        raise VaultError(f"{path} is there already. It opens what an office sealed; nothing was changed.") from None
    return path


def _sync(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())
    sync_folder(path.parent)


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(pragma)
    return connection
