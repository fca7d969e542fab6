"""Whoever can write in the key store puts a half of their own in somebody's place: the log does not know it."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from tests.casework.cast import Cast
from tests.casework.factories import make_staffed_case
from tests.casework.pages import signed_in
from tests.sealed.office import CHEAP, PASSPHRASE, Anybody, SealedOffice
from tests.sealed.two_words import WORDS, office
from wellfounded.accounts import unlocking
from wellfounded.accounts.models import User
from wellfounded.accounts.unlocking import party_of
from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.audit.models import Detail
from wellfounded.audit.reading import alerts_of_log
from wellfounded.cases.actions.confirm_keys import confirm_keys
from wellfounded.cases.actions.reset_sign_in import reset_sign_in
from wellfounded.cases.entitled import IDENTITIES, NAMES
from wellfounded.cases.keys_in_log import BookOfLog, take_down, trouble_of_keys
from wellfounded.config import office_keys
from wellfounded.persons.models import MedicalNote, Person, PersonName
from wellfounded.vault.office_keys import in_use, keyring, people, sharing, vouching
from wellfounded.vault.office_keys.keyring import PersonKeyring
from wellfounded.vault.office_keys.parties import PrivateKey
from wellfounded.vault.office_keys.store import KeyStore
from wellfounded.vault.office_keys.vouching import ForeignHalf

__all__ = ["office"]
pytestmark = pytest.mark.django_db
Committed = Callable[..., AbstractContextManager[list[Callable[[], None]]]]


@pytest.fixture
def store(office: SealedOffice) -> KeyStore:
    assert office.store is not None
    return office.store


def planted(store: KeyStore, party: str) -> PersonKeyring:
    """A half of somebody's own in this place, counted as confirmed, and what it opens past the program."""
    theirs = PrivateKey.new()
    with store.changing() as change:
        change.execute("UPDATE parties SET public = ?, confirmed = 1 WHERE name = ?", (theirs.public, party))
        change.execute("DELETE FROM wraps WHERE party = ?", (party,))  # as if what comes had to be wrapped anew
    return PersonKeyring(store, party, private=lambda: theirs)


def all_that_gives_keys(office: SealedOffice, cast: Cast) -> None:
    """New words on an old and a new case, and everything that was not handed on yet."""
    for user in (cast.protection_officer, cast.registrar):
        with office.acting(user):
            case = make_staffed_case(cast)
            if user == cast.protection_officer:
                MedicalNote.objects.create(person=case.person, text="new", by=user)
            PersonName.objects.create(person=case.person, text="new", added_by=user)
            sharing.bring_up_to_date({f"person:{one.pk}" for one in Person.objects.all()})


def read_with(ring: PersonKeyring) -> set[str]:
    with keyring.use(ring):
        return {one.text for one in MedicalNote.objects.all()} | {one.text for one in PersonName.objects.all()}


@pytest.mark.parametrize("whose", ["adjudicator", IDENTITIES])
def test_a_half_that_the_log_does_not_know_is_given_no_key(
    cast: Cast, office: SealedOffice, store: KeyStore, whose: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert trouble_of_keys() == ""
    theirs = planted(store, whose if people.is_group(whose) else party_of(cast.adjudicator))
    all_that_gives_keys(office, cast)
    assert read_with(theirs) == {"sealed"}
    assert whose in trouble_of_keys()
    monkeypatch.setattr(vouching, "_book", [Anybody()])  # the control: without the check they are given it
    all_that_gives_keys(office, cast)
    assert {WORDS, "new"} <= read_with(theirs)


def test_oversight_and_the_administrator_see_it_and_nobody_confirms_it(
    cast: Cast, office: SealedOffice, store: KeyStore, client: Client
) -> None:
    def unlocked_by(user: User) -> str:
        signed_in(client, user)
        client.post("/keys/unlock/", {"passphrase": PASSPHRASE})
        return client.get("/office/store/").content.decode()

    def alerts() -> list[tuple[str, int]]:
        return [(one.event, one.times) for one in alerts_of_log(timezone.now() - timedelta(days=1))]

    adjudicator = cast.adjudicator.username
    assert "given nothing" not in unlocked_by(cast.administrator)
    assert alerts() == []  # the control: nothing was changed yet
    planted(store, party_of(cast.adjudicator))
    assert f"tells of differently: {adjudicator}." in unlocked_by(cast.administrator)
    assert alerts() == [(Event.KEYS_REFUSED, 1)]
    [told] = Detail.objects.filter(event=Event.KEYS_REFUSED)
    assert json.loads(bytes(told.payload)) == {"whose": [adjudicator]}
    unlocked_by(cast.registrar)
    assert adjudicator in client.get("/keys/").content.decode()
    answer = client.post("/keys/", {"username": adjudicator})
    assert (answer.status_code, b"the log tells of" in answer.content) == (HTTPStatus.FORBIDDEN, True)
    assert not Detail.objects.filter(event=Event.KEYS_CONFIRMED).exists()
    assert alerts() == [(Event.KEYS_REFUSED, 3)]  # at each sign-in, and where they were to be confirmed
    assert office.store is store


def test_who_reset_a_sign_in_and_writes_confirmed_into_the_file_is_given_nothing(
    cast: Cast, office: SealedOffice, store: KeyStore, django_capture_on_commit_callbacks: Committed
) -> None:
    party = party_of(cast.adjudicator)
    with django_capture_on_commit_callbacks(execute=True):
        reset_sign_in(cast.administrator, cast.adjudicator.username)
    private = unlocking.make_keys(cast.adjudicator, PASSPHRASE)
    people.confirm(store, party)
    theirs = PersonKeyring(store, party, private=lambda: private)
    all_that_gives_keys(office, cast)
    assert read_with(theirs) == {"sealed"}
    assert people.foreign(store) == [party]
    with office.acting(cast.registrar), django_capture_on_commit_callbacks(execute=True):  # the control: a colleague
        confirm_keys(cast.registrar, cast.adjudicator.username)
    all_that_gives_keys(office, cast)
    assert people.foreign(store) == []
    assert WORDS in read_with(PersonKeyring(store, party, private=lambda: private))


def test_who_takes_everybody_out_of_the_file_is_not_the_first(cast: Cast, office: SealedOffice) -> None:
    store = office.store
    assert store is not None
    with store.changing() as change:
        change.execute("UPDATE parties SET confirmed = 0")
        change.execute("DELETE FROM parties WHERE name = ?", (party_of(cast.adjudicator),))
    unlocking.make_keys(cast.adjudicator, PASSPHRASE)
    assert not people.is_confirmed(store, party_of(cast.adjudicator))


def test_the_first_in_an_office_without_a_case_is_confirmed(cast: Cast, tmp_path: Path) -> None:
    """The control of the test before; and who begins anew before anything was written is the first again."""
    with in_use.using(KeyStore.create(tmp_path / "keys", cost=CHEAP)):
        store = in_use.store()
        assert store is not None
        for _ in range(2):
            unlocking.make_keys(cast.adjudicator, PASSPHRASE)
            assert people.is_confirmed(store, party_of(cast.adjudicator))
            people.retire(store, party_of(cast.adjudicator))
        told = Detail.objects.filter(subject=cast.adjudicator.username).order_by("entry_id")
        assert [one.event for one in told] == [Event.KEYS_MADE, Event.KEYS_WITHDRAWN] * 2


def test_an_older_office_writes_its_halves_down_once_at_its_first_start(
    cast: Cast, office: SealedOffice, store: KeyStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = KeyStore.create(store.path.parent.parent / "older", cost=CHEAP)
    with monkeypatch.context() as patch:
        patch.setattr(vouching, "_book", [vouching.Memory()])  # a version that wrote nothing down
        private = people.add_person(older, party_of(cast.outsider), passphrase=PASSPHRASE, confirmed=True)
        people.set_group(older, NAMES, public=private.public)
    assert people.foreign(older) == [NAMES, party_of(cast.outsider)]  # the log has others, of the rig
    assert take_down(older) == len(people.public_of(older, [NAMES, party_of(cast.outsider)]))
    assert people.foreign(older) == []
    planted(older, NAMES)
    assert take_down(older) == 0
    assert people.foreign(older) == [NAMES]
    assert office.store is store


def test_a_new_office_takes_nothing_as_it_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"DB": "postgres", "HOME": tmp_path, "KEYS": tmp_path / "keys"}.items():
        monkeypatch.setattr(settings, name, value)
    with in_use.using(None):
        office_keys.begin(new_office=True)
        store = in_use.store()
        assert store is not None
        with store.changing() as change:
            half = PrivateKey.new().public
            change.execute("INSERT INTO parties (name, public, confirmed) VALUES (?, ?, 1)", (NAMES, half))
        office_keys.begin(new_office=False)
        assert people.foreign(store) == [NAMES]
        with pytest.raises(ForeignHalf):
            people.to_confirm(store, NAMES)


def test_an_entry_of_an_older_version_that_names_no_party_changes_nothing(cast: Cast, store: KeyStore) -> None:
    party = party_of(cast.adjudicator)
    [(public,)] = store.read("SELECT public FROM parties WHERE name = ?", party)
    assert isinstance(public, bytes)
    assert BookOfLog().fits({party: public}) == {party: True}
    record(Event.KEYS_CONFIRMED, actor="rowan", subject=cast.adjudicator.username, detail={})
    assert BookOfLog().fits({party: public}) == {party: True}
