"""Blocking keys in a database: which records share a reading of their name, near in years of birth.

A key is kept as a keyed hash of 64 bits: whoever holds the database and not the secret sees numbers, and which records
share one, yet no name. (Skeletons of common names could be guessed by somebody who has the secret; so it lies with the
key of the store.) Two keys that fall together by chance only add a candidate, and every candidate is weighed.

The connection is anything that speaks DB-API with SQLite's SQL: the standard library's, or SQLCipher's in an office.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import Any, Protocol

from wellfounded.identity.dates.partial_date import PartialDate
from wellfounded.identity.record import Record

KeysOf = Callable[[str], Iterable[str]]
NO_YEAR = 0
LONGEST_SPAN = 6  # years that a record is filed under; a wider interval is filed as not known
NEAR_YEARS = 2
MOST = 500
_BATCH = 5_000

_POSTINGS = """CREATE TABLE IF NOT EXISTS identity_key (
    hash INTEGER NOT NULL, year INTEGER NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (hash, year, id)) WITHOUT ROWID"""
_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS identity_entry (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE)",
    _POSTINGS,
    "CREATE INDEX IF NOT EXISTS identity_key_of ON identity_key (id)",
)


class Connection(Protocol):
    """What is used of a DB-API connection."""

    def execute(self, sql: str, parameters: Any = ..., /) -> Any:
        """Run one statement."""

    def executemany(self, sql: str, parameters: Any, /) -> Any:
        """Run one statement for each row."""

    def commit(self) -> None:
        """Make it last."""


class KeyIndex:
    """The index over one connection. Additions are committed in batches; a record added again replaces itself."""

    def __init__(self, connection: Connection, *, secret: bytes, keys_of: KeysOf) -> None:
        """`secret` keys the hashes (at least 16 bytes); `keys_of` gives the blocking keys of one form of a name.

        Raises:
            ValueError: the secret is too short to hide anything.
        """
        if len(secret) < 16:  # noqa: PLR2004 - bytes
            raise ValueError("the secret of an index has at least 16 bytes")
        self._connection, self._secret, self._keys_of = connection, secret[:64], keys_of
        for statement in _SCHEMA:
            connection.execute(statement)

    def __len__(self) -> int:
        return int(self._connection.execute("SELECT count(*) FROM identity_entry").fetchone()[0])

    def add(self, records: Iterable[Record]) -> int:
        """File the records; returns how many."""
        batch: list[Record] = []
        count = 0
        for record in records:
            batch.append(record)
            if len(batch) == _BATCH:
                self._file(batch)
                count, batch = count + len(batch), []
        self._file(batch)
        return count + len(batch)

    def remove(self, keys: Iterable[str]) -> None:
        """Take records out by their keys; unknown ones are nothing."""
        self._drop(list(keys))
        self._connection.commit()

    def candidates(self, query: Record, *, most: int = MOST) -> list[str]:
        """Keys of the records that may be this person: those that share most readings first, at most `most`.

        With a birth date only records of about those years, or without a year, are found.
        """
        shared: Counter[int] = Counter()
        for value in self._hashes(query):
            shared.update(self._filed(value, years=_asked(query.birth)))
        # Equal counts by their place in the register, so that the same question has the same answer.
        best = sorted(shared, key=lambda one: (-shared[one], one))[:most]
        return [self._key(one) for one in best]

    def _filed(self, value: int, *, years: tuple[int, int] | None) -> set[int]:
        if years is None:
            rows = self._connection.execute("SELECT DISTINCT id FROM identity_key WHERE hash = ?", (value,))
        else:
            # Two searches that each follow the primary key; with OR the whole posting list would be read.
            rows = self._connection.execute(
                "SELECT id FROM identity_key WHERE hash = ? AND year BETWEEN ? AND ? "
                "UNION SELECT id FROM identity_key WHERE hash = ? AND year = ?",
                (value, *years, value, NO_YEAR),
            )
        return {row[0] for row in rows.fetchall()}

    def _key(self, number: int) -> str:
        return str(self._connection.execute("SELECT key FROM identity_entry WHERE id = ?", (number,)).fetchone()[0])

    def _file(self, records: Sequence[Record]) -> None:
        if not records:
            return
        self._drop([record.key for record in records])
        self._connection.executemany(
            "INSERT INTO identity_entry (key) VALUES (?)", [(record.key,) for record in records]
        )
        numbers = self._numbers([record.key for record in records])
        self._connection.executemany(
            "INSERT OR IGNORE INTO identity_key (hash, year, id) VALUES (?, ?, ?)",
            [
                (value, year, numbers[record.key])
                for record in records
                for value in self._hashes(record)
                for year in _years(record.birth)
            ],
        )
        self._connection.commit()

    def _drop(self, keys: Sequence[str]) -> None:
        known = [(number,) for number in self._numbers(keys).values()]
        self._connection.executemany("DELETE FROM identity_key WHERE id = ?", known)
        self._connection.executemany("DELETE FROM identity_entry WHERE id = ?", known)

    def _numbers(self, keys: Sequence[str]) -> dict[str, int]:
        select = "SELECT id FROM identity_entry WHERE key = ?"
        found = ((key, self._connection.execute(select, (key,)).fetchone()) for key in keys)
        return {key: int(row[0]) for key, row in found if row}

    def _hashes(self, record: Record) -> set[int]:
        keys = {key for name in record.names for key in self._keys_of(name)}
        return {self._hash(key) for key in keys}

    def _hash(self, key: str) -> int:
        digest = blake2b(key.encode(), key=self._secret, digest_size=8).digest()
        return int.from_bytes(digest, "big", signed=True)


def _years(birth: PartialDate | None) -> Iterator[int]:
    """The years that a record is filed under."""
    if birth is None or not birth.bounded or birth.last.year - birth.first.year >= LONGEST_SPAN:
        yield NO_YEAR
    else:
        yield from range(birth.first.year, birth.last.year + 1)


def _asked(birth: PartialDate | None) -> tuple[int, int] | None:
    """The years in which to look: those said, and what ages and papers are off by."""
    if birth is None or not birth.bounded:
        return None
    return birth.first.year - NEAR_YEARS, birth.last.year + NEAR_YEARS
