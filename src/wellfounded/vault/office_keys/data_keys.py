"""Data keys: 256 bits by chance for each subject (a case, a person of the register) and compartment.

A key lies only wrapped, once for each party and purpose. What is wrapped is bound to the store, the subject, the
compartment, the number of the key, the party and the purpose, so that a wrap moved elsewhere opens nothing.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, cast

from wellfounded.vault.office_keys.parties import seal_to

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from wellfounded.vault.office_keys.store import KeyStore

KEY_BYTES = 32
ID_BYTES = 8


class Purpose(StrEnum):
    """What a party has a key for."""

    READ = "read"
    # To seal what is new, and to hand the key on to somebody who may read. The program reads nothing with it.
    HOLD = "hold"


@dataclass(frozen=True, slots=True)
class KeyName:
    """Which key it is."""

    id: str
    subject: str
    compartment: str

    def bound(self, store: KeyStore, party: str, *, purpose: Purpose) -> bytes:
        parts = ("wellfounded data key 1", store.id, self.subject, self.compartment, self.id, party, purpose)
        return "\0".join(parts).encode()


Wanted = Mapping[tuple[str, Purpose], bytes]  # the public half of each party that shall have the key, by purpose


def named(store: KeyStore, subject: str, *, compartment: str) -> KeyName | None:
    found = store.read("SELECT id FROM keys WHERE subject = ? AND compartment = ?", subject, compartment)
    return KeyName(str(found[0][0]), subject, compartment) if found else None


def by_id(store: KeyStore, key_id: str) -> KeyName | None:
    found = store.read("SELECT subject, compartment FROM keys WHERE id = ?", key_id)
    return KeyName(key_id, str(found[0][0]), str(found[0][1])) if found else None


def names_of(store: KeyStore, subject: str) -> list[KeyName]:
    """Every key of a subject."""
    rows = store.read("SELECT id, compartment FROM keys WHERE subject = ? ORDER BY compartment", subject)
    return [KeyName(str(key), subject, str(compartment)) for key, compartment in rows]


def make(store: KeyStore, subject: str, *, compartment: str, wanted: Wanted) -> tuple[KeyName, bytes] | None:
    """A new key, durable when this returns. None when somebody else made it meanwhile.

    Raises:
        ValueError: nobody would have it, so that what it seals would be lost.
    """
    if not wanted:
        raise ValueError("a key that nobody has")
    name = KeyName(secrets.token_hex(ID_BYTES), subject, compartment)
    key = secrets.token_bytes(KEY_BYTES)
    with store.changing() as change:
        made = change.execute("INSERT OR IGNORE INTO keys VALUES (?, ?, ?)", (name.id, subject, compartment)).rowcount
        if made:
            _wrap(change, store, name=name, key=key, wanted=wanted)
    return (name, key) if made else None


def add_wraps(store: KeyStore, name: KeyName, *, key: bytes, wanted: Wanted) -> None:
    with store.changing() as change:
        _wrap(change, store, name=name, key=key, wanted=wanted)


def wraps_of(store: KeyStore, name: KeyName) -> set[tuple[str, Purpose]]:
    """Who has the key, and what for."""
    rows = store.read("SELECT party, purpose FROM wraps WHERE key = ?", name.id)
    return {(str(party), Purpose(str(purpose))) for party, purpose in rows}


def wrap_for(store: KeyStore, name: KeyName, *, party: str, purpose: Purpose) -> bytes | None:
    sql = "SELECT wrapped FROM wraps WHERE key = ? AND party = ? AND purpose = ?"
    found = store.read(sql, name.id, party, purpose)
    return cast("bytes", found[0][0]) if found else None


def remove_wraps(store: KeyStore, name: KeyName, *, gone: Iterable[tuple[str, Purpose]]) -> None:
    """Overwritten where they lay. Who opened the key before may have kept it."""
    rows = [(name.id, party, purpose) for party, purpose in gone]
    if not rows:
        return
    with store.changing() as change:
        change.executemany("DELETE FROM wraps WHERE key = ? AND party = ? AND purpose = ?", rows)
    store.overwrite_journal()


def erase(store: KeyStore, subject: str, *, compartment: str) -> bool:
    """Destroy every wrap of a key: what it sealed is noise from now on, in every copy of the database."""
    with store.changing() as change:
        sql = "DELETE FROM keys WHERE subject = ? AND compartment = ?"
        gone = change.execute(sql, (subject, compartment)).rowcount
    store.overwrite_journal()
    return bool(gone)


def _wrap(change: sqlite3.Connection, store: KeyStore, *, name: KeyName, key: bytes, wanted: Wanted) -> None:
    rows = [
        (name.id, party, purpose, seal_to(public, key, purpose=name.bound(store, party, purpose=purpose)))
        for (party, purpose), public in wanted.items()
    ]
    change.executemany("INSERT OR IGNORE INTO wraps VALUES (?, ?, ?, ?)", rows)
