"""The key of a person: opened by their passphrase, or by the browser of their session, and by nothing else."""

from __future__ import annotations

import pytest

from tests.unit.vault.office_keys.colleagues import ADA, BEN, PASSPHRASE
from wellfounded.vault.errors import SlotDamaged, WrongPassphrase
from wellfounded.vault.office_keys import browser, parties, people
from wellfounded.vault.office_keys.parties import PrivateKey
from wellfounded.vault.office_keys.store import KeyStore
from wellfounded.vault.recovery import Recovered


def test_only_the_passphrase_opens_a_person(store: KeyStore) -> None:
    made = people.add_person(store, ADA, passphrase=PASSPHRASE)
    assert people.open_person(store, ADA, passphrase=PASSPHRASE).seed == made.seed
    with pytest.raises(WrongPassphrase):
        people.open_person(store, ADA, passphrase=f"{PASSPHRASE}!")
    with pytest.raises(SlotDamaged):
        people.open_person(store, BEN, passphrase=PASSPHRASE)


def test_a_sealed_key_of_one_person_put_in_anothers_place_does_not_open(store: KeyStore) -> None:
    people.add_person(store, ADA, passphrase=PASSPHRASE)
    people.add_person(store, BEN, passphrase="something else")  # noqa: S106 - of invented people
    with store.changing() as change:
        change.execute(
            "UPDATE parties SET (salt, memory, passes, lanes, sealed) = "
            "(SELECT salt, memory, passes, lanes, sealed FROM parties WHERE name = ?) WHERE name = ?",
            (ADA, BEN),
        )
    with pytest.raises(WrongPassphrase):
        people.open_person(store, BEN, passphrase=PASSPHRASE)


def test_a_guess_that_asks_for_hours_is_not_made(store: KeyStore) -> None:
    people.add_person(store, ADA, passphrase=PASSPHRASE)
    with store.changing() as change:
        change.execute("UPDATE parties SET passes = 1000000")
    with pytest.raises(SlotDamaged, match="hours"):
        people.open_person(store, ADA, passphrase=PASSPHRASE)


@pytest.mark.parametrize("left", [0, 5, 20])
def test_a_seal_that_was_cut_short_reads_like_a_wrong_passphrase(store: KeyStore, left: int) -> None:
    people.add_person(store, "user:1", passphrase=PASSPHRASE)
    with store.changing() as change:
        change.execute("UPDATE parties SET sealed = substr(sealed, 1, ?)", (left,))
    with pytest.raises(WrongPassphrase):
        people.open_person(store, "user:1", passphrase=PASSPHRASE)


def test_a_new_passphrase_opens_the_same_key_and_the_old_one_nothing(store: KeyStore) -> None:
    made = people.add_person(store, ADA, passphrase=PASSPHRASE)
    people.reseal(store, ADA, private=made, passphrase="another one")  # noqa: S106 - of invented people
    assert people.open_person(store, ADA, passphrase="another one").public == made.public  # noqa: S106 - of invented people
    with pytest.raises(WrongPassphrase):
        people.open_person(store, ADA, passphrase=PASSPHRASE)


def test_the_session_opens_with_the_secret_of_its_browser_only() -> None:
    private, secret = PrivateKey.new(), browser.new_secret()
    kept = browser.seal_for(private, secret, person=ADA)
    opened = browser.open_from(kept, secret, person=ADA)
    assert opened is not None
    assert opened.seed == private.seed
    assert browser.open_from(kept, browser.new_secret(), person=ADA) is None
    assert browser.open_from(kept, secret, person=BEN) is None
    assert browser.open_from("not base64", secret, person=ADA) is None


def test_a_request_that_opens_nothing_makes_no_pair_of_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[bytes] = []

    def counted(seed: bytes) -> Recovered:
        made.append(seed)
        return Recovered(seed)

    monkeypatch.setattr(parties, "Recovered", counted)
    secret = browser.new_secret()
    mine = PrivateKey.new()
    opened = browser.open_from(browser.seal_for(mine, secret, person=ADA), secret, person=ADA)
    assert opened is not None
    assert made == []
    wrapped = parties.seal_to(opened.public, b"a key", purpose=b"a trial")
    assert opened.open(wrapped, purpose=b"a trial") == b"a key"
    assert made == [mine.seed]  # the control: once for both
