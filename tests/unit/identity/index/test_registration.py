"""Several clients who register and look up at once: nothing that was registered is lost, nobody is in twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from tests.unit.identity.index.index_stores import Connect, letters, rows_of
from wellfounded.identity.index.key_index import KeyIndex
from wellfounded.identity.record import Record

CLIENTS, EACH = 8, 12


def _work(index: KeyIndex, client: int) -> int:
    """Registers people one by one, a shared one among them, and finds each at once; returns how many were missed."""
    missed = 0
    for number in range(EACH):
        record = Record(f"c{client}-{number}", (f"{client}x{number}",))
        index.add([record, Record("shared", (f"shared {client} {number}",))])
        missed += record.key not in index.candidates(record)
    return missed


def test_no_write_is_lost_under_load(connect: Connect) -> None:
    indexes = [connect(letters) for _ in range(CLIENTS)]
    with ThreadPoolExecutor(CLIENTS) as pool:
        missed = list(pool.map(_work, indexes, range(CLIENTS)))
    assert missed == [0] * CLIENTS
    index = connect(letters)
    assert len(index) == CLIENTS * EACH + 1
    keys = [key for (key,) in index.database.ask("SELECT key FROM identity_filed")]
    assert len(keys) == len(set(keys))
    rows = rows_of(index)
    assert len(rows) == len(set(rows)) == 2 * len(keys)
