"""Twenty clients who register people in the index of names at once, each a process: no write is lost or doubled."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path

from wellfounded.identity.index.database import Writing
from wellfounded.identity.index.key_index import KeyIndex
from wellfounded.identity.index.postings import changed, unpacked_rows
from wellfounded.identity.names.key import Key
from wellfounded.identity.record import Record

CLIENTS, EACH = 20, 5
NAMES = ("김철수", "Kim Chol Su", "金哲洙", "박영희", "Vladimir Sokolov")
"""Every client registers the same names, so that all of them write the same rows."""


def whole(name: str) -> list[Key]:
    """A stand-in for the keys of names, whose tables every process would have to read: the name itself."""
    return [Key(name)]


def opened(connection: sqlite3.Connection) -> KeyIndex:
    return KeyIndex(connection, secret=bytes(32), filed=whole)


def connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=120)
    connection.execute("PRAGMA journal_mode = WAL")
    return connection


def register(path: Path, client: int) -> int:
    """Register people one by one and look each up at once; returns how many were not found."""
    missed = 0
    with closing(connect(path)) as connection:
        index = opened(connection)
        for number, name in enumerate(NAMES):
            record = Record(f"c{client}-{number}", (name,))
            index.add([record, Record("shared", (name, f"{name} {client}"))])
            missed += record.key not in index.candidates(record)
    return missed


def rows_of(index: KeyIndex) -> list[tuple[int, int]]:
    """The hash and the number of each row."""
    found = index.database.ask("SELECT hash, held FROM identity_posting")
    return [(value, number) for value, held in found for number in unpacked_rows(held)["id"].tolist()]


def test_twenty_clients_lose_and_double_nothing(tmp_path: Path) -> None:
    path = tmp_path / "index.db"
    with closing(connect(path)) as connection:
        opened(connection)
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__])
    with ProcessPoolExecutor(CLIENTS, mp_context=context) as pool:
        assert list(pool.map(register, [path] * CLIENTS, range(CLIENTS))) == [0] * CLIENTS
    with closing(connect(path)) as connection:
        index = opened(connection)
        assert len(index) == CLIENTS * EACH + 1
        rows = rows_of(index)
        assert len(rows) == len(set(rows))
        for number, name in enumerate(NAMES):
            found = set(index.candidates(Record("?", (name,))))
            everybody = {f"c{client}-{number}" for client in range(CLIENTS)}
            assert found - {"shared"} == everybody


def test_a_client_who_did_not_wait_would_lose_a_write(tmp_path: Path) -> None:
    """The control: rows read before somebody else wrote, and written after."""
    with closing(connect(tmp_path / "index.db")) as one, closing(connect(tmp_path / "index.db")) as other:
        careless, careful = opened(one), opened(other)
        careless.add([Record("first", ("김철수",))])
        ((value, held),) = careless.database.ask("SELECT hash, held FROM identity_posting")
        careful.add([Record("second", ("김철수",))])
        with Writing(careless.database):
            careless.database.tell(
                "UPDATE identity_posting SET held = ? WHERE hash = ?", changed(held, b"", gone=[]), value
            )
        assert careful.candidates(Record("?", ("김철수",))) == ["first"]
