"""Looks at a store after something happened to it, without Django: does it open, and is what was acknowledged there?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from wellfounded.audit.commitment import leaf_of
from wellfounded.audit.tree import Growing
from wellfounded.vault import slot
from wellfounded.vault.errors import VaultError

STORE, KEY_FILE = "office.db", "office.key"
Entry = tuple[int, str, bytes, bytes]
_computed: list[Entry] = []


def passphrase_of(number: int) -> str:
    return f"passphrase no. {number} of the rig"


@dataclass
class Promised:
    """What was acknowledged: pieces of an interview, entries of the log, and the newest passphrase."""

    lines: set[str] = field(default_factory=set)
    entries: int = 0
    key: int = 0

    @classmethod
    def by(cls, told: Iterable[str]) -> Promised:
        """All that was acknowledged so far, in its order."""
        promised = cls()
        for one in told:
            promised.take(one)
        return promised

    @property
    def reached(self) -> tuple[int, int, int]:
        """Of one run, whose acknowledgements only grow, this tells how far it was."""
        return len(self.lines), self.entries, self.key

    def take(self, told: str) -> None:
        kind, _, value = told.partition(" ")
        if kind == "line":
            self.lines.add(f"piece {value}")
        elif kind == "entries":
            self.entries = max(self.entries, int(value))
        elif kind == "key":
            self.key = int(value)


def trouble_in(home: Path, promised: Promised, *, deep: bool = False) -> str:
    """What is wrong with the store of this folder, or nothing. `deep` reads every page."""
    try:
        key = _key(home / KEY_FILE, promised.key)
    except VaultError as error:
        return f"not opened: {error}"
    store = sqlcipher.connect(home / STORE)
    try:
        return _lost(store, key, promised) or (_damage(store) if deep else "")
    except (sqlcipher.DatabaseError, ValueError) as error:
        return f"not opened: {error}"
    finally:
        store.close()


def _key(path: Path, number: int) -> bytes:
    """By the passphrase that was acknowledged last, or by the one that was being put in its place."""
    try:
        return slot.open_slot(path, passphrase_of(number))
    except VaultError:
        return slot.open_slot(path, passphrase_of(number + 1))


def _lost(store: sqlcipher.Connection, key: bytes, promised: Promised) -> str:
    store.execute("PRAGMA cipher_log_level = NONE")
    store.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    lines = {text for (text,) in store.execute("SELECT text FROM cases_interviewline WHERE kind = 'narrative'")}
    entries = store.execute("SELECT number, time, commitment, peak FROM audit_entry ORDER BY number").fetchall()
    if missing := promised.lines - lines:
        return f"lost: {len(missing)} pieces"
    if len(entries) < promised.entries:
        return f"lost: {promised.entries - len(entries)} entries of the log"
    if trouble := _damaged_log(entries):
        return trouble
    told = store.execute("SELECT count(*) FROM audit_detail WHERE event = 'case:interview:line_saved'").fetchone()[0]
    return "" if told == len(lines) else f"torn: {len(lines)} pieces, {told} entries that tell of one"


def _damaged_log(entries: list[Entry]) -> str:
    """What a tree of rows that were computed before would be is known: most states begin alike."""
    if entries == _computed[: len(entries)]:
        return ""
    tree = Growing()
    for place, (number, time, commitment, peak) in enumerate(entries):
        moment = datetime.fromisoformat(time).replace(tzinfo=UTC)
        if number != place or tree.append(leaf_of(moment, commitment)) != peak:
            return f"damaged: entry {place} of the log"
    _computed[:] = entries
    return ""


def _damage(store: sqlcipher.Connection) -> str:
    store.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()  # a page torn by a checkpoint stands whole in the log
    said = [row[0] for row in store.execute("PRAGMA quick_check").fetchall() if row[0] != "ok"]
    said += [row[0] for row in store.execute("PRAGMA cipher_integrity_check").fetchall()]
    return f"damaged: {said[0]}" if said else ""
