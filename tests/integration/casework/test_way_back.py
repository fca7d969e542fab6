"""A sealed office whose people all lost their passphrase comes back by two shares of its recovery, not by less."""

from __future__ import annotations

import stat
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.casework.cast import Cast
from tests.casework.factories import make_staffed_case
from tests.casework.pages import signed_in
from tests.sealed.office import PASSPHRASE as PASSPHRASE_OF_RIG
from tests.sealed.office import Anybody, SealedOffice
from tests.sealed.two_words import WORDS, office
from wellfounded.accounts import unlocking
from wellfounded.accounts.models import User
from wellfounded.accounts.unlocking import party_of
from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.audit.models import Detail
from wellfounded.audit.reading import alerts_of_log
from wellfounded.cases.actions.copy_keys import copy_keys
from wellfounded.cases.actions.create_recovery import create_recovery
from wellfounded.cases.actions.open_recovery import QUORUM
from wellfounded.cases.actions.recover_keys import recover_keys
from wellfounded.cases.entitled import IDENTITIES, NAMES
from wellfounded.cases.errors import Invalid, NotAllowed, NotFound, NotNow
from wellfounded.cases.keys_in_log import about, called, trouble_of_keys, waits_for_recovery
from wellfounded.cli.office import OfficeError
from wellfounded.cli.store import recovering
from wellfounded.persons.models import MedicalNote, Person
from wellfounded.vault import recovery
from wellfounded.vault.errors import RecoveryRefused
from wellfounded.vault.office_keys import data_keys, in_use, keyring, people, sharing, vouching, way_back
from wellfounded.vault.office_keys.keyring import NoKey, PersonKeyring
from wellfounded.vault.office_keys.parties import RECOVERY
from wellfounded.vault.office_keys.store import NAME, KeyStore
from wellfounded.vault.office_keys.unshared import unshared
from wellfounded.vault.recovery import Recovered

__all__ = ["office"]
pytestmark = pytest.mark.django_db
PASSPHRASE = "a passphrase that is new"  # noqa: S105 - of invented people


def recover_made(office: SealedOffice, cast: Cast, *, agreed: User) -> tuple[list[str], int]:
    words, quorum = recovery.new_shares()
    with office.acting(agreed):
        return words, create_recovery(cast.administrator, quorum)


def unlocked(office: SealedOffice, user: User) -> None:
    """What each sign-in does."""
    way_back.give_what_is_missing(office.keyring_of(user))


def lost_by_everybody(office: SealedOffice, *back: User) -> None:
    """Each sign-in was reset, and these signed in again."""
    assert office.store is not None
    for user in User.objects.all():
        people.retire(office.store, party_of(user))
    for user in back:
        unlocking.make_keys(user, PASSPHRASE)


def read_by(user: User, office: SealedOffice) -> str:
    assert office.store is not None
    private = people.open_person(office.store, party_of(user), passphrase=PASSPHRASE)
    with keyring.use(PersonKeyring(office.store, party_of(user), private=lambda: private)):
        return MedicalNote.objects.get().text


def test_two_shares_give_somebody_who_begins_anew_what_they_may_read_and_no_more(
    cast: Cast, office: SealedOffice
) -> None:
    words, waiting = recover_made(office, cast, agreed=cast.matcher)  # who reads no medical notes
    for user in (cast.registrar, cast.protection_officer):
        unlocked(office, user)
    assert office.store is not None
    assert (waiting > 0, way_back.waiting(office.store)) == (True, 0)
    lost_by_everybody(office, cast.protection_officer, cast.interpreter)
    assert read_by(cast.protection_officer, office) == "sealed"
    for at in ((0, 1), (1, 2), (2, 0)):
        assert recover_keys(recovery.recovered([words[one] for one in at]), cast.protection_officer.username) == 0
    assert read_by(cast.protection_officer, office) == WORDS
    assert people.members(office.store, NAMES) == {party_of(cast.protection_officer), RECOVERY}
    recover_keys(recovery.recovered(words[:2]), cast.interpreter.username)
    assert read_by(cast.interpreter, office) == "sealed"  # their role reads no medical notes
    told = Detail.objects.filter(event="office:recovery:opened", actor=QUORUM)
    assert {one.subject for one in told} == {cast.protection_officer.username, cast.interpreter.username}


def test_one_share_and_shares_of_another_recovery_open_nothing(cast: Cast, office: SealedOffice) -> None:
    before, _ = recover_made(office, cast, agreed=cast.protection_officer)
    words, _ = recover_made(office, cast, agreed=cast.protection_officer)
    lost_by_everybody(office, cast.protection_officer)
    for shares in (words[:1], [words[0], words[0]], [words[0], before[1]]):
        with pytest.raises(RecoveryRefused):
            recover_keys(recovery.recovered(shares), cast.protection_officer.username)
    with pytest.raises(RecoveryRefused, match="last recovery"):
        recover_keys(recovery.recovered(before[:2]), cast.protection_officer.username)
    assert read_by(cast.protection_officer, office) == "sealed"
    assert office.store is not None
    old = keyring.FoundingKeyring(office.store, recovery=recovery.recovered(before[:2]))  # past the program
    name = data_keys.names_of(office.store, f"person:{MedicalNote.objects.get().person_id}")[-1]
    with pytest.raises(RecoveryRefused):
        old.holds(name)
    assert recover_keys(recovery.recovered(words[1:]), cast.protection_officer.username) == 0  # the control
    assert read_by(cast.protection_officer, office) == WORDS


def planted_by_somebody(office: SealedOffice) -> Recovered:
    """Whoever can write the file of the key store puts a recovery of their own into the place of the office's."""
    assert office.store is not None
    theirs = Recovered(b"theirs".ljust(32))
    people.set_recovery(office.store, theirs.quorum.public)
    return theirs


def open_to(theirs: Recovered, office: SealedOffice) -> list[str]:
    """What those shares open, past the program."""
    assert office.store is not None
    with keyring.use(keyring.FoundingKeyring(office.store, recovery=theirs)):
        return [note.text for note in MedicalNote.objects.all()]


@pytest.mark.parametrize("made_before", [False, True])
def test_a_recovery_that_the_log_does_not_know_is_given_no_key(
    cast: Cast,
    office: SealedOffice,
    made_before: bool,  # noqa: FBT001 - a case
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if made_before:
        recover_made(office, cast, agreed=cast.protection_officer)
    theirs = planted_by_somebody(office)
    assert trouble_of_keys()

    def all_that_gives_keys() -> None:
        for user in User.objects.all():
            unlocked(office, user)
        with office.acting(cast.protection_officer) as officer:
            case = make_staffed_case(cast)
            MedicalNote.objects.create(person=case.person, text="new", by=officer)
            sharing.bring_up_to_date({f"person:{one.pk}" for one in Person.objects.all()})

    all_that_gives_keys()
    assert set(open_to(theirs, office)) == {"sealed"}
    assert office.store is not None
    assert not office.store.read("SELECT 1 FROM wraps WHERE party = ?", RECOVERY)
    assert not office.store.read("SELECT 1 FROM members WHERE member = ?", RECOVERY)
    monkeypatch.setattr(vouching, "_book", [Anybody()])  # the control: without the check they open everything
    all_that_gives_keys()
    assert set(open_to(theirs, office)) == {WORDS, "new"}


def test_a_new_recovery_takes_the_place_of_a_foreign_one(cast: Cast, office: SealedOffice) -> None:
    planted_by_somebody(office)
    words, _ = recover_made(office, cast, agreed=cast.protection_officer)
    assert not trouble_of_keys()
    lost_by_everybody(office, cast.protection_officer)
    recover_keys(recovery.recovered(words[:2]), cast.protection_officer.username)
    assert read_by(cast.protection_officer, office) == WORDS


def test_a_foreign_recovery_is_told_to_oversight_and_to_the_administrator(
    cast: Cast, office: SealedOffice, client: Client
) -> None:
    def unlocked_by(user: User) -> bytes:
        signed_in(client, user)
        client.post("/keys/unlock/", {"passphrase": "a passphrase of the rig"})
        return client.get("/office/store/").content

    recover_made(office, cast, agreed=cast.protection_officer)
    assert b"given no key" not in unlocked_by(cast.administrator)
    assert not Detail.objects.filter(event=Event.RECOVERY_REFUSED).exists()  # the control: its own is not refused
    planted_by_somebody(office)
    assert b"given no key" in unlocked_by(cast.administrator)
    [told] = alerts_of_log(timezone.now() - timedelta(days=1))
    assert (told.event, told.times) == (Event.RECOVERY_REFUSED, 1)


def test_the_office_reminds_of_keys_that_the_recovery_has_not_until_their_people_signed_in(
    cast: Cast, office: SealedOffice, client: Client
) -> None:
    def page(user: User, address: str) -> str:
        signed_in(client, user)
        client.post("/keys/unlock/", {"passphrase": PASSPHRASE_OF_RIG})
        return client.get(address).content.decode()

    assert waits_for_recovery() == ""  # there is none: that is told instead
    _, waiting = recover_made(office, cast, agreed=cast.matcher)
    assert office.store is not None
    found = unshared(office.store)
    assert (found.keys, found.nobodys) == (waiting, 0)
    told = waits_for_recovery()
    assert str(waiting) in told
    for user, name in ((cast.administrator, "store"), (cast.oversight, "log")):
        assert told in page(user, reverse(name))
    for username in called(found.people):
        assert waits_for_recovery() != ""
        page(User.objects.get(username=username), "/")  # signs in as everybody does
    assert waits_for_recovery() == ""
    for user, name in ((cast.administrator, "store"), (cast.oversight, "log")):
        assert "recovery does not open" not in page(user, reverse(name))


def test_a_key_that_nobody_has_any_more_is_told(cast: Cast, office: SealedOffice) -> None:
    recover_made(office, cast, agreed=cast.interpreter)  # who has no key
    before = waits_for_recovery()
    assert "nobody" not in before
    assert office.store is not None
    people.retire(office.store, party_of(cast.protection_officer))
    with office.store.changing() as change:
        change.execute("DELETE FROM wraps WHERE key = (SELECT id FROM keys WHERE compartment = 'medical')")
    assert "1 key is opened by nobody any more" in waits_for_recovery()
    with in_use.using(None):
        assert waits_for_recovery() == ""


def test_what_was_not_given_to_the_recovery_waits_and_is_told(cast: Cast, office: SealedOffice) -> None:
    words, _ = recover_made(office, cast, agreed=cast.interpreter)  # who has no key
    lost_by_everybody(office, cast.protection_officer)
    assert recover_keys(recovery.recovered(words[:2]), cast.protection_officer.username) > 0
    assert read_by(cast.protection_officer, office) == "sealed"


def test_a_new_recovery_needs_a_colleague_with_keys_and_loses_none(cast: Cast, office: SealedOffice) -> None:
    quorum = Recovered(bytes(32)).quorum
    with pytest.raises(NotNow, match="colleague"):
        create_recovery(cast.administrator, quorum)
    with office.acting(cast.protection_officer), pytest.raises(NotAllowed):
        create_recovery(cast.protection_officer, quorum)
    with office.acting(cast.administrator), pytest.raises(NotAllowed):
        create_recovery(cast.administrator, quorum)
    assert office.store is not None
    assert not people.is_known(office.store, RECOVERY)
    words, _ = recover_made(office, cast, agreed=cast.protection_officer)
    unlocked(office, cast.matcher)
    lost_by_everybody(office, cast.registrar)
    private = people.open_person(office.store, party_of(cast.registrar), passphrase=PASSPHRASE)
    ring = PersonKeyring(office.store, party_of(cast.registrar), private=lambda: private)
    with keyring.use(ring), pytest.raises(NotAllowed):  # nobody confirmed these keys: the office had people before
        create_recovery(cast.administrator, quorum)
    people.confirm(office.store, party_of(cast.registrar))
    about_them = about(party_of(cast.registrar), private.public)
    record(Event.KEYS_CONFIRMED, actor="somebody", subject=cast.registrar.username, detail=about_them)
    with keyring.use(ring), pytest.raises(NotNow, match="alone"):
        create_recovery(cast.administrator, quorum)
    for user in (cast.protection_officer, cast.matcher):
        unlocking.make_keys(user, PASSPHRASE)
    for user in (cast.protection_officer, cast.matcher):
        recover_keys(recovery.recovered(words[:2]), user.username)
    assert IDENTITIES in {name for (name,) in office.store.read("SELECT party FROM members")}
    with keyring.use(ring):
        create_recovery(cast.administrator, quorum)


def test_nobody_and_who_has_no_keys_of_their_own_get_none(cast: Cast, office: SealedOffice) -> None:
    with pytest.raises(RecoveryRefused, match="no recovery"):
        recover_keys(Recovered(bytes(32)), cast.registrar.username)
    words, _ = recover_made(office, cast, agreed=cast.protection_officer)
    opener = recovery.recovered(words[:2])
    with pytest.raises(NotFound), transaction.atomic():
        recover_keys(opener, "nobody")
    lost_by_everybody(office)
    with pytest.raises(NotNow, match="passphrase"):
        recover_keys(opener, cast.registrar.username)
    with in_use.using(None), pytest.raises(NoKey):
        recover_keys(opener, cast.registrar.username)


def test_without_a_key_store_nobody_has_to_agree(cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control, and the office on PostgreSQL that is not sealed."""
    monkeypatch.setattr(settings, "HOME", tmp_path)
    monkeypatch.setattr(settings, "DB", "postgres")
    assert create_recovery(cast.administrator, Recovered(bytes(32)).quorum) == 0


# ── a copy of the key store ──────────────────────────────────────────────────────────────────────────────────────────
def test_a_copy_opens_what_was_sealed_and_is_not_in_the_backup(
    cast: Cast, office: SealedOffice, tmp_path: Path
) -> None:
    assert office.store is not None
    place = tmp_path / "medium" / "keys"
    count = copy_keys(cast.administrator, place)
    assert count == office.store.read("SELECT count(*) FROM keys")[0][0]
    assert [(one.name, stat.S_IMODE(one.stat().st_mode)) for one in place.iterdir()] == [(NAME, 0o600)]
    data_keys.erase(office.store, f"person:{MedicalNote.objects.get().person_id}", compartment="medical")
    with office.acting(cast.protection_officer):
        assert MedicalNote.objects.get().text == "sealed"  # the control: without the copy it is lost
    copy = KeyStore(place)
    private = office.keyring_of(cast.protection_officer).private
    with (
        in_use.using(copy),
        keyring.use(PersonKeyring(copy, party_of(cast.protection_officer), private=lambda: private)),
    ):
        assert MedicalNote.objects.get().text == WORDS
    assert Detail.objects.filter(event="office:keys:copied", actor=cast.administrator.username).count() == 1


def test_a_copy_is_the_administrators_takes_no_place_and_leaves_nothing_half(
    cast: Cast, office: SealedOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "medium"
    with pytest.raises(NotAllowed):
        copy_keys(cast.registrar, place)
    assert not place.exists()
    copy_keys(cast.administrator, place)
    with pytest.raises(Invalid, match="already"):
        copy_keys(cast.administrator, place)
    (tmp_path / "a file").write_bytes(b"")
    with pytest.raises(Invalid, match="cannot be written"):
        copy_keys(cast.administrator, tmp_path / "a file" / "keys")
    assert office.store is not None
    monkeypatch.setattr(office.store, "id", "another")
    with pytest.raises(Invalid, match="not whole"):
        copy_keys(cast.administrator, tmp_path / "half")
    assert list((tmp_path / "half").iterdir()) == []
    with in_use.using(None), pytest.raises(NoKey):
        copy_keys(cast.administrator, place)


# ── the commands ─────────────────────────────────────────────────────────────────────────────────────────────────────
def test_the_commands_ask_the_colleague_make_the_recovery_and_open_it(
    cast: Cast, office: SealedOffice, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(recovering, "colleague", lambda username: User.objects.get(username=username))
    monkeypatch.setattr(recovering, "ask", lambda _: "a passphrase of the rig")
    monkeypatch.setattr(recovering, "_show", lambda _number, share, **_: shown.append(share))
    monkeypatch.setattr(recovering, "shares", lambda: recovery.recovered(shown[1:3]))
    keeper, officer = cast.administrator.username, cast.protection_officer.username
    with pytest.raises(OfficeError, match="--with"):
        recovering.run_create(recovering.CreateOptions(by=keeper))
    assert shown == []
    recovering.run_create(recovering.CreateOptions(by=keeper, agreed=officer))
    assert "stands" in capsys.readouterr().out
    lost_by_everybody(office, cast.protection_officer)
    recovering.run_open(recovering.OpenOptions(who=officer))
    assert f"{officer} has keys again" in capsys.readouterr().out
    assert read_by(cast.protection_officer, office) == WORDS
