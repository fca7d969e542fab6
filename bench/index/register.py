"""The register behind the index in a bench: everybody's record by its key, and the index itself, in one folder."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.index.population import CHUNK, chunk, record_of
from wellfounded.identity.dates.partial_date import parse
from wellfounded.identity.index.build import build
from wellfounded.identity.index.database import POSTGRESQL, SQLITE
from wellfounded.identity.index.key_index import KeyIndex
from wellfounded.identity.names.keys import asked, filed
from wellfounded.identity.record import Record

SECRET = bytes(32)  # made-up people
_TABLE = "CREATE TABLE IF NOT EXISTS person (key TEXT PRIMARY KEY, name TEXT NOT NULL, born TEXT) WITHOUT ROWID"


@dataclass(slots=True)
class Register:
    """A folder with `register.db`, the people, and `index.db`; or the index on PostgreSQL."""

    folder: Path
    database: str = "sqlite"

    @property
    def file(self) -> Path:
        """Where the index lies on SQLite."""
        return self.folder / "index.db"

    def index(self) -> KeyIndex:
        """The index over a new connection."""
        return KeyIndex(
            self._connection(),
            secret=SECRET,
            filed=filed,
            asked=asked,
            dialect=POSTGRESQL if self.database == "postgres" else SQLITE,
        )

    def _connection(self) -> Any:
        if self.database == "postgres":
            import psycopg  # noqa: PLC0415 - only where there is a server

            host, user, name = (os.environ[f"WELLFOUNDED_DB_{word}"] for word in ("HOST", "USER", "NAME"))
            return psycopg.connect(host=host, user=user, dbname=name)
        connection = sqlite3.connect(self.file, timeout=60, check_same_thread=False)
        for setting in ("journal_mode = WAL", "synchronous = NORMAL", "cache_size = -65536"):
            connection.execute(f"PRAGMA {setting}")
        return connection

    def people(self) -> sqlite3.Connection:
        """The people, by key."""
        connection = sqlite3.connect(self.folder / "register.db", timeout=60, check_same_thread=False)
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(_TABLE)
        return connection

    def megabytes(self, index: KeyIndex) -> float:
        """How large the index is."""
        if self.database == "postgres":
            tables = "'identity_posting', 'identity_filed'"
            asked = f"SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relname IN ({tables})"  # noqa: S608 - ours
            return float(index.database.ask(asked)[0][0]) / 1e6
        index.database.ask("PRAGMA wal_checkpoint(TRUNCATE)")
        return self.file.stat().st_size / 1e6


class Clock:
    """Seconds of the wall and of this process, since it was made."""

    def __init__(self) -> None:
        self._wall, self._cpu = time.perf_counter(), time.process_time()

    def row(self) -> dict[str, float]:
        """Both, in seconds."""
        return {"wall": time.perf_counter() - self._wall, "cpu": time.process_time() - self._cpu}


def populate(register: Register, size: int) -> None:
    """Write made-up people into the register, as far as they are not there; the index is not touched."""
    people = register.people()
    held = people.execute("SELECT count(*) FROM person WHERE key LIKE 'r%'").fetchone()[0]
    for number in range(held // CHUNK, -(-size // CHUNK)):
        rows = [(f"r{one.number}", name, one.born.isoformat()) for one, name in chunk(number) if one.number < size]
        people.executemany("INSERT OR IGNORE INTO person VALUES (?, ?, ?)", rows)
        people.commit()
    people.close()


def fill(register: Register, size: int, *, workers: int) -> dict[str, Any]:
    """Build the index from the register; gives the figures."""
    index = register.index()
    clock, before = Clock(), os.times()
    built = build(index, _records(register), workers=workers, told=_said(size))
    after = os.times()
    seconds = clock.row()
    children = after.children_user + after.children_system - before.children_user - before.children_system
    (keys,) = index.database.ask("SELECT count(*) FROM identity_posting")[0]
    return {
        "records": built.given,
        "filed": built.filed,
        "workers": workers,
        **seconds,
        "cpu_of_workers": children,
        "a_second": built.given / seconds["wall"],
        "keys": keys,
        "megabytes": register.megabytes(index),
    }


def _said(size: int) -> Any:
    def said(count: int) -> None:
        if count % 100_000 == 0:
            print(f"{count:,} of {size:,}", flush=True)

    return said


def _records(register: Register) -> Iterator[Record]:
    people = register.people()
    for key, name, born in people.execute("SELECT key, name, born FROM person WHERE key LIKE 'r%'"):
        yield Record(key, (name,), _day(born))
    people.close()


_DAYS: dict[str, Any] = {}


def _day(text: str) -> Any:
    if text not in _DAYS:
        _DAYS[text] = parse(text)
    return _DAYS[text]


def fetch(people: sqlite3.Connection, keys: Iterable[str]) -> list[Record]:
    """The records of these keys."""
    listed = list(keys)
    marks = ", ".join("?" * len(listed))
    rows = people.execute(f"SELECT key, name, born FROM person WHERE key IN ({marks})", listed)  # noqa: S608 - marks only
    found = {key: Record(key, (name,), _day(born)) for key, name, born in rows}
    return [found[key] for key in listed]


__all__ = ["Clock", "Register", "fetch", "fill", "populate", "record_of"]
