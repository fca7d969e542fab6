"""Blocking keys in a database: which records share a reading of their name, near in years of birth.

No name stands in it (see `hashing`). The same tables serve SQLite, SQLCipher and PostgreSQL, see `database`. A key of a
record is kept as it is given: let it be a number of the register, nothing that names anybody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from wellfounded.identity.index.database import SQLITE, Connection, Database, Dialect, Writing
from wellfounded.identity.index.hashing import MARK, Hashing, KeysOf, Posting, asked_years, unpacked
from wellfounded.identity.index.postings import Ranking, by_hash, changed, rows_of
from wellfounded.identity.record import Record

MOST = 500
ENOUGH, ENOUGH_DATED = 150, 60
"""Candidates that are enough among millions, see docs/reference/name-index.md: for a name alone, and with a birth date,
where those of the same year come first."""

BATCH = 5_000
_SCHEMA = (
    """CREATE TABLE IF NOT EXISTS identity_filed (
        id {number}, key TEXT NOT NULL UNIQUE, posted {octets} NOT NULL)""",
    "CREATE TABLE IF NOT EXISTS identity_build (first INTEGER NOT NULL)",
    "CREATE TABLE IF NOT EXISTS identity_posting (hash {large} PRIMARY KEY, held {octets} NOT NULL)",
)
_FIND = "SELECT key, id, posted FROM identity_filed WHERE key IN (?*)"
_SHARED = "SELECT hash, held FROM identity_posting WHERE hash IN (?*)"
_KEEP = "INSERT INTO identity_posting (hash, held) VALUES (?, ?) ON CONFLICT (hash) DO UPDATE SET held = excluded.held"


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
                self.database.tell(table.format(number=dialect.number, large=dialect.large, octets=dialect.octets))

    def __len__(self) -> int:
        """How many records are filed."""
        count = int(self.database.ask("SELECT count(*) FROM identity_filed")[0][0])
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
            found = self._held(list(keys))
            self.refile({}, gone=_by_hash((number, unpacked(posted)) for _, number, posted in found))
            self.database.tell_each("DELETE FROM identity_filed WHERE id = ?", [(number,) for _, number, _ in found])

    def candidates(self, query: Record, *, most: int = MOST) -> list[str]:
        """Keys of the records that may be this person, at most `most`: first those whose names agree best.

        How well they agree is estimated from the gists of the keys. With a birth date only records of about those
        years, or without a year, are found, and those of the same years come before the others.
        """
        asked = self._asking.asked(query.names)
        (last,) = self.database.ask("SELECT coalesce(max(id), 0) FROM identity_filed")[0]
        ranking = Ranking(among=last, years=asked_years(query.birth), secret=self.hashing.secret)
        for value, held in self.database.ask_each(_SHARED, sorted(asked)):
            ranking.count(held, asked[value])
        best = ranking.best(most)
        keys = dict(self.database.ask_each("SELECT id, key FROM identity_filed WHERE id IN (?*)", best))
        self.database.let_go()
        return [keys[number] for number in best if number in keys]

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
            self.database.tell_each(
                "UPDATE identity_filed SET posted = ? WHERE id = ?",
                [(postings[key].packed(), number) for key, (number, _) in held.items()],
            )
            self.database.tell_each(
                "INSERT INTO identity_filed (key, posted) VALUES (?, ?)",
                [(key, posting.packed()) for key, posting in postings.items() if key not in held],
            )
            filed = sorted((number, bytes(posted)) for _, number, posted in self._held(list(postings)))
            self.refile(dict(by_hash(*rows_of(filed))), gone=_by_hash(held.values()))

    def refile(self, added: Mapping[int, bytes], *, gone: Mapping[int, list[int]]) -> None:
        """Change the rows of hashes, inside a transaction: those of records that are gone, and packed new ones."""
        touched = sorted(added.keys() | gone.keys())
        held = {value: bytes(kept) for value, kept in self.database.ask_each(_SHARED, touched)}
        rows = {
            value: changed(held.get(value, b""), added.get(value, b""), gone=gone.get(value, ())) for value in touched
        }
        self.database.tell_each(_KEEP, [(value, kept) for value, kept in rows.items() if kept])
        empty = [(value,) for value, kept in rows.items() if not kept]
        self.database.tell_each("DELETE FROM identity_posting WHERE hash = ?", empty)

    def marks(self, keys: Sequence[str]) -> dict[str, bytes]:
        """The marks of those of the records that are filed, by which a change is known."""
        found = {key: bytes(posted[:MARK]) for key, _, posted in self.database.ask_each(_FIND, keys)}
        self.database.let_go()
        return found

    def _held(self, keys: Sequence[str]) -> list[tuple[str, int, bytes]]:
        return list(self.database.ask_each(_FIND, keys))


def _by_hash(postings: Iterable[tuple[int, Posting]]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for number, posting in postings:
        for value in posting.hashes:
            found[value].append(number)
    return found
