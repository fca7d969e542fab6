"""Halves that somebody wrote into the file, or for which nobody vouches, are given nothing."""

from __future__ import annotations

import pytest

from tests.unit.vault.office_keys.colleagues import ADA, BEN, GROUP, PASSPHRASE, again, entitle, ring, sealed_key
from wellfounded.vault.office_keys import data_keys, keyring, people, sharing, vouching, way_back
from wellfounded.vault.office_keys.data_keys import Purpose
from wellfounded.vault.office_keys.keyring import FoundingKeyring
from wellfounded.vault.office_keys.parties import RECOVERY, PrivateKey
from wellfounded.vault.office_keys.store import KeyStore
from wellfounded.vault.office_keys.vouching import ForeignHalf
from wellfounded.vault.recovery import new_shares, recovered


def planted(store: KeyStore, name: str) -> PrivateKey:
    """Whoever can write in the file puts a half of their own in somebody's place, and says that it was confirmed."""
    theirs = PrivateKey.new()
    with store.changing() as change:
        change.execute("INSERT OR IGNORE INTO parties (name, public, confirmed) VALUES (?, ?, 1)", (name, b""))
        change.execute("UPDATE parties SET public = ?, confirmed = 1 WHERE name = ?", (theirs.public, name))
    return theirs


@pytest.mark.parametrize("vouched", [False, True])
@pytest.mark.parametrize("name", [BEN, GROUP, "user:3"])
def test_a_half_that_nobody_made_here_is_given_nothing(
    store: KeyStore,
    name: str,
    vouched: bool,  # noqa: FBT001 - a case
) -> None:
    """Of a colleague, a group, and somebody who has no keys yet. The control is the office that vouches for it."""
    ada = ring(store, ADA)
    ring(store, BEN)
    entitle(read=f"{ADA} {BEN} {GROUP} user:3")
    sharing.found_missing(ada, ADA)
    assert people.foreign(store) == []
    before = sealed_key(ada)
    theirs = planted(store, name)
    if vouched:
        vouching.book().made(name, theirs.public, confirmed=True)
    data_keys.remove_wraps(store, before, gone=[(name, Purpose.READ)])
    with keyring.use(again(ada)), vouching.noticing() as refused:
        sharing.bring_up_to_date(["case:1"])
        after = sealed_key(again(ada), "case:2")
    given = [data_keys.wrap_for(store, one, party=name, purpose=Purpose.READ) for one in (before, after)]
    if not vouched:
        assert given == [None, None]
        assert (people.foreign(store), refused) == ([name], {name})
        with pytest.raises(ForeignHalf, match="WF-122"):
            people.to_confirm(store, name)
        return
    opened = [
        theirs.open(wrapped, purpose=one.bound(store, name, purpose=Purpose.READ))
        for one, wrapped in zip((before, after), given, strict=True)
        if wrapped is not None
    ]
    assert opened == [again(ada).reads(one.id) for one in (before, after)]
    assert (people.foreign(store), refused) == ([], set())


def test_a_half_from_before_a_reset_that_is_put_back_is_given_nothing(store: KeyStore) -> None:
    ada = ring(store, ADA)
    ring(store, BEN)
    entitle(read=f"{ADA} {BEN}")
    [row] = store.read("SELECT * FROM parties WHERE name = ?", BEN)
    people.retire(store, BEN)
    with store.changing() as change:
        change.execute("INSERT INTO parties VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    assert data_keys.wraps_of(store, sealed_key(ada)) == {(ADA, Purpose.READ)}
    assert people.foreign(store) == [BEN]


def test_what_the_office_cannot_write_down_is_not_made(store: KeyStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(vouching.Memory, "made", full)
    for make in (
        lambda: people.add_person(store, ADA, passphrase=PASSPHRASE),
        lambda: people.set_group(store, GROUP, public=PrivateKey.new().public),
    ):
        with pytest.raises(ZeroDivisionError):
            make()
    assert store.read("SELECT * FROM parties") == []


def test_two_shares_of_the_recovery_open_every_key_and_nobody_else_does(
    store: KeyStore,
) -> None:
    shares, quorum = new_shares()
    vouching.book().made(RECOVERY, quorum.public, confirmed=True)
    people.set_recovery(store, quorum.public)
    entitle(read=ADA)
    name = sealed_key(ring(store, ADA))
    opened = FoundingKeyring(store, recovery=recovered(shares[:2])).reads(name.id)
    assert opened is not None
    assert FoundingKeyring(store).reads(name.id) is None


def test_a_recovery_for_which_nobody_vouches_gets_nothing(store: KeyStore) -> None:
    """The control is the test before."""
    shares, quorum = new_shares()
    people.set_recovery(store, quorum.public)
    entitle(read=ADA)
    ada = ring(store, ADA)
    name = sealed_key(ada)
    way_back.give_what_is_missing(ada)
    assert people.foreign(store) == [RECOVERY]
    assert FoundingKeyring(store, recovery=recovered(shares[:2])).reads(name.id) is None
