"""Keys of cases and compartments: who opens which, and what each wrap is bound to."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.vault.office_keys.colleagues import ADA, BEN, CHEAP, again, entitle, ring, sealed_key
from wellfounded.vault.office_keys import data_keys, keyring, parties, people, sharing, vouching
from wellfounded.vault.office_keys.data_keys import KeyName, Purpose
from wellfounded.vault.office_keys.keyring import NoKey
from wellfounded.vault.office_keys.parties import PrivateKey, WrapBrokenError
from wellfounded.vault.office_keys.store import KeyStore


def test_who_is_entitled_opens_and_who_is_not_does_not(store: KeyStore) -> None:
    ada, ben = ring(store, ADA), ring(store, BEN)
    entitle(read=ADA)
    key_id = sealed_key(ada).id
    assert again(ada).reads(key_id) is not None
    assert again(ben).reads(key_id) is None


def test_the_key_store_is_asked_once_whose_key_it_is(store: KeyStore, monkeypatch: pytest.MonkeyPatch) -> None:
    ada = ring(store, ADA)
    entitle(read=ADA)
    key_id = sealed_key(ada).id
    asked: list[str] = []
    plain = data_keys.by_id

    def asking(store: KeyStore, key_id: str) -> KeyName | None:
        asked.append(key_id)
        return plain(store, key_id)

    monkeypatch.setattr(data_keys, "by_id", asking)
    opened = again(ada)
    assert opened.reads(key_id) is not None
    assert opened.subject_of(key_id) == "case:1"
    assert opened.subject_of("of no key") == ""
    assert asked == [key_id, "of no key"]


def test_who_only_holds_seals_and_hands_on_but_reads_nothing(store: KeyStore) -> None:
    ada, ben = ring(store, ADA), ring(store, BEN)
    entitle(read=ADA, hold=BEN)
    name = sealed_key(ada)
    assert again(ben).reads(name.id) is None
    assert again(ben).holds(name) == again(ada).reads(name.id)


def test_whoever_makes_a_key_can_always_hand_it_on(store: KeyStore) -> None:
    ada, ben = ring(store, ADA), ring(store, BEN)
    entitle(read=BEN)  # the maker is not entitled
    name = sealed_key(ada)
    assert data_keys.wraps_of(store, name) == {(ADA, Purpose.HOLD), (BEN, Purpose.READ)}
    with keyring.use(again(ben)):
        assert sharing.bring_up_to_date(["case:1"]) == []
    assert data_keys.wraps_of(store, name) == {(BEN, Purpose.READ)}


def test_new_keys_of_a_person_get_nothing_until_they_are_confirmed(store: KeyStore) -> None:
    ada, ben = ring(store, ADA), ring(store, BEN, confirmed=False)
    entitle(read=f"{ADA} {BEN}")
    name = sealed_key(ada)
    with keyring.use(again(ada)):
        assert [one.party for one in sharing.bring_up_to_date(["case:1"])] == [BEN]
    assert again(ben).reads(name.id) is None
    people.confirm(store, BEN)
    with keyring.use(again(ada)):  # in the file alone
        assert [one.party for one in sharing.bring_up_to_date(["case:1"])] == [BEN]
    vouching.book().made(BEN, people.to_confirm(store, BEN), confirmed=True)
    with keyring.use(again(ada)):
        assert sharing.bring_up_to_date(["case:1"]) == []
    assert again(ben).reads(name.id) is not None


def test_who_left_loses_the_wrap_and_the_last_one_never_does(store: KeyStore) -> None:
    ada, ben = ring(store, ADA), ring(store, BEN)
    entitle(read=f"{ADA} {BEN}")
    name = sealed_key(ada)
    entitle(read=ADA)
    sharing.take_out(store, ["case:1"])
    assert again(ben).reads(name.id) is None
    entitle()
    sharing.take_out(store, ["case:1"])
    assert again(ada).reads(name.id) is not None


@pytest.mark.parametrize("moved", ["store", "subject", "compartment", "id", "party", "purpose"])
def test_a_wrap_moved_elsewhere_opens_nothing(store: KeyStore, tmp_path: Path, moved: str) -> None:
    """Also the control: in its own place it opens."""
    other = KeyStore.create(tmp_path / "other", cost=CHEAP)
    private, key = PrivateKey.new(), b"k" * 32
    name = KeyName("id", "case:1", "account")
    sealed = parties.seal_to(private.public, key, purpose=name.bound(store, ADA, purpose=Purpose.READ))
    assert private.open(sealed, purpose=name.bound(store, ADA, purpose=Purpose.READ)) == key
    elsewhere = {
        "store": name.bound(other, ADA, purpose=Purpose.READ),
        "subject": KeyName("id", "case:2", "account").bound(store, ADA, purpose=Purpose.READ),
        "compartment": KeyName("id", "case:1", "medical").bound(store, ADA, purpose=Purpose.READ),
        "id": KeyName("di", "case:1", "account").bound(store, ADA, purpose=Purpose.READ),
        "party": name.bound(store, BEN, purpose=Purpose.READ),
        "purpose": name.bound(store, ADA, purpose=Purpose.HOLD),
    }
    with pytest.raises(WrapBrokenError):
        private.open(sealed, purpose=elsewhere[moved])


def test_a_wrap_that_was_changed_reads_as_no_key(store: KeyStore) -> None:
    ada = ring(store, ADA)
    entitle(read=ADA)
    name = sealed_key(ada)
    with store.changing() as change:
        change.execute("UPDATE wraps SET wrapped = zeroblob(1168)")
    assert again(ada).reads(name.id) is None


def test_without_a_keyring_nothing_is_sealed(store: KeyStore) -> None:
    entitle(read=ADA)
    with pytest.raises(NoKey):
        keyring.to_seal("case:1", "account")
    assert store.read("SELECT * FROM keys") == []


def test_a_key_that_nobody_would_have_is_not_made(store: KeyStore) -> None:
    with pytest.raises(ValueError, match="nobody"):
        data_keys.make(store, "case:1", compartment="account", wanted={})


def test_of_two_who_make_one_key_the_second_takes_that_of_the_first(store: KeyStore) -> None:
    ada = ring(store, ADA)
    wanted = {(ADA, Purpose.READ): ada.private.public}
    assert data_keys.make(store, "case:1", compartment="account", wanted=wanted) is not None
    assert data_keys.make(store, "case:1", compartment="account", wanted=wanted) is None
