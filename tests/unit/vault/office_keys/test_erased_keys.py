"""What is left of a key that was erased, and of a person who was retired: nothing, in no file."""

from __future__ import annotations

import sqlite3

import pytest

from tests.unit.vault.office_keys.colleagues import ADA, BEN, again, entitle, ring, sealed_key
from wellfounded.vault.office_keys import data_keys, people
from wellfounded.vault.office_keys.store import KeyStore


def wrapped_bytes(store: KeyStore) -> bytes:
    wrapped = store.read("SELECT wrapped FROM wraps")[0][0]
    assert isinstance(wrapped, bytes)
    return wrapped


def everything(store: KeyStore) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(store.path.parent.iterdir()))


def test_an_erased_key_leaves_no_wrap_in_any_file(store: KeyStore) -> None:
    ada = ring(store, ADA)
    entitle(read=ADA)
    name = sealed_key(ada)
    sealed_key(ada, "case:2")
    wrapped = wrapped_bytes(store)
    with store.changing() as change:  # the page goes through the journal
        change.execute("UPDATE wraps SET purpose = purpose")
    assert wrapped in everything(store)
    assert data_keys.erase(store, "case:1", compartment="account")
    assert not any(wrapped[at : at + 24] in everything(store) for at in range(0, len(wrapped) - 24, 24))
    assert again(ada).reads(name.id) is None
    assert not data_keys.erase(store, "case:1", compartment="account")


def test_without_overwriting_the_journal_keeps_it(store: KeyStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: the search above can find something."""
    monkeypatch.setattr(KeyStore, "overwrite_journal", lambda _: None)
    entitle(read=ADA)
    sealed_key(ring(store, ADA))
    wrapped = wrapped_bytes(store)
    data_keys.erase(store, "case:1", compartment="account")
    assert any(wrapped[at : at + 24] in everything(store) for at in range(0, len(wrapped) - 24, 24))


def test_who_is_retired_leaves_neither_key_nor_wrap(store: KeyStore) -> None:
    ada = ring(store, ADA)
    entitle(read=f"{ADA} {BEN}")
    ring(store, BEN)
    sealed_key(ada)
    people.retire(store, BEN)
    assert {row[0] for row in store.read("SELECT party FROM wraps")} == {ADA}
    assert not people.is_known(store, BEN)


def test_the_journal_is_not_overwritten_under_a_change_of_somebody_else(store: KeyStore) -> None:
    entitle(read=ADA)
    sealed_key(ring(store, ADA))
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    other.execute("UPDATE about SET value = value")
    store._connection().execute("PRAGMA busy_timeout=50")  # noqa: SLF001 - the wait of ten seconds is too long for a test
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        store.overwrite_journal()
    other.execute("ROLLBACK")
    other.close()
