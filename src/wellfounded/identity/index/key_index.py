"""Blocking keys in a database: which records share a reading of their name, near in years of birth.

No name stands in it (see `hashing`). The same tables serve SQLite, SQLCipher and PostgreSQL, see `database`. A key of a
record is kept as it is given: let it be a number of the register, nothing that names anybody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import log

from wellfounded.identity.index.database import SQLITE, Connection, Database, Dialect, Writing
from wellfounded.identity.index.hashing import MARK, NO_YEAR, Hashing, KeysOf, Posting, asked_years, unpacked
from wellfounded.identity.record import Record

MOST = 500
BATCH = 5_000
_SCHEMA = (
    """CREATE TABLE IF NOT EXISTS identity_entry (
        id {number}, key TEXT NOT NULL UNIQUE, posted {octets} NOT NULL)""",
    "CREATE TABLE IF NOT EXISTS identity_build (first INTEGER NOT NULL)",
    """CREATE TABLE IF NOT EXISTS identity_key (
        hash INTEGER NOT NULL, year {small} NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (hash, year, id)){tail}""",
)
_FIND = "SELECT key, id, posted FROM identity_entry WHERE key IN (?*)"
_TAKE_OUT = "DELETE FROM identity_key WHERE hash = ? AND year = ? AND id = ?"
# Two searches that each follow the primary key; with OR the whole list of a hash would be read.
_NEAR = """SELECT id FROM identity_key WHERE hash = ? AND year BETWEEN ? AND ?
    UNION SELECT id FROM identity_key WHERE hash = ? AND year = ?"""


class KeyIndex:
    """The index over one connection of its own, on which it commits and rolls back.

    A record that is added again replaces itself; one that is the same costs little.

    Each batch is one transaction, and writers wait for one another: whatever `add` returned for stands, whatever was
    broken off in the middle of a batch is as if never begun, and is filed when it is added again.
    """

    def __init__(
        self,
        connection: Connection,
        *,
        secret: bytes,
        filed: KeysOf,
        asked: KeysOf | None = None,
        dialect: Dialect = SQLITE,
    ) -> None:
        """`filed` gives the keys under which one form of a name is filed, `asked` those under which it is looked for.

        Raises:
            ValueError: the secret is too short to hide anything.
        """
        self.hashing = Hashing(secret, filed)
        self._asking = Hashing(secret, asked or filed)
        self.database = Database(connection, dialect)
        with Writing(self.database, alone=False):
            for table in _SCHEMA:
                self.database.tell(
                    table.format(number=dialect.number, octets=dialect.octets, small=dialect.small, tail=dialect.tail)
                )

    def __len__(self) -> int:
        """How many records are filed."""
        count = int(self.database.ask("SELECT count(*) FROM identity_entry")[0][0])
        self.database.let_go()
        return count

    def add(self, records: Iterable[Record]) -> int:
        """File the records; returns how many were given. The last of several with one key stands."""
        count = 0
        batch: dict[str, Record] = {}
        for record in records:
            count += 1
            batch[record.key] = record
            if len(batch) == BATCH:
                self._file(batch)
                batch = {}
        self._file(batch)
        return count

    def remove(self, keys: Iterable[str]) -> None:
        """Take records out by their keys, with every trace; unknown ones are nothing."""
        with Writing(self.database):
            found = list(self.database.ask_each(_FIND, list(keys)))
            self._take_out((number, unpacked(posted)) for _, number, posted in found)
            self.database.tell_each("DELETE FROM identity_entry WHERE id = ?", [(number,) for _, number, _ in found])

    def candidates(self, query: Record, *, most: int = MOST) -> list[str]:
        """Keys of the records that may be this person: those that share the rarest readings first, at most `most`.

        With a birth date only records of about those years, or without a year, are found.
        """
        years = asked_years(query.birth)
        weights: dict[int, float] = defaultdict(float)
        for value in sorted(self._asking.hashes(query.names)):
            found = self._filed_under(value, years)
            for number in found:
                weights[number] += 1.0 / log(2.0 + len(found))
        # Equal ones by their place in the register, so that the same question has the same answer.
        best = sorted(weights, key=lambda number: (-weights[number], number))[:most]
        keys = dict(self.database.ask_each("SELECT id, key FROM identity_entry WHERE id IN (?*)", best))
        self.database.let_go()
        return [keys[number] for number in best if number in keys]

    def _filed_under(self, value: int, years: tuple[int, int] | None) -> set[int]:
        if years is None:
            rows = self.database.ask("SELECT id FROM identity_key WHERE hash = ?", value)
        else:
            rows = self.database.ask(_NEAR, value, *years, value, NO_YEAR)
        return {row[0] for row in rows}

    def _file(self, batch: dict[str, Record]) -> None:
        """Hash outside the transaction, so that others write meanwhile."""
        if batch:
            held = self.marks(list(batch))
            changed = [record for key, record in batch.items() if held.get(key) != self.hashing.mark(record)]
            self.file({record.key: self.hashing.posting(record) for record in changed})

    def file(self, postings: dict[str, Posting]) -> None:
        """File what was hashed before, in one transaction."""
        if not postings:
            return
        with Writing(self.database):
            held = {key: (number, unpacked(posted)) for key, number, posted in self._held(list(postings))}
            self._take_out(held.values())
            self.database.tell_each(
                "UPDATE identity_entry SET posted = ? WHERE id = ?",
                [(postings[key].packed(), number) for key, (number, _) in held.items()],
            )
            self.database.tell_each(
                "INSERT INTO identity_entry (key, posted) VALUES (?, ?)",
                [(key, posting.packed()) for key, posting in postings.items() if key not in held],
            )
            self.database.tell_each(
                "INSERT INTO identity_key (hash, year, id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                sorted(
                    (value, year, number)
                    for key, number, _ in self._held(list(postings))
                    for year in postings[key].years
                    for value in postings[key].hashes
                ),
            )

    def marks(self, keys: Sequence[str]) -> dict[str, bytes]:
        """The marks of those of the records that are filed, by which a change is known."""
        found = {key: bytes(posted[:MARK]) for key, _, posted in self.database.ask_each(_FIND, keys)}
        self.database.let_go()
        return found

    def _held(self, keys: Sequence[str]) -> list[tuple[str, int, bytes]]:
        return list(self.database.ask_each(_FIND, keys))

    def _take_out(self, postings: Iterable[tuple[int, Posting]]) -> None:
        self.database.tell_each(
            _TAKE_OUT,
            [(value, year, number) for number, old in postings for year in old.years for value in old.hashes],
        )
