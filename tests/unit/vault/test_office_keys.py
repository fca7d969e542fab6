"""Keys of cases and compartments: who opens which, what they are bound to, and what is left when they go."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from wellfounded.vault.argon import Cost
from wellfounded.vault.errors import SlotDamaged, VaultError, WrongPassphrase
from wellfounded.vault.office_keys import (
    browser,
    data_keys,
    entitlement,
    keyring,
    parties,
    people,
    sharing,
    vouching,
    way_back,
)
from wellfounded.vault.office_keys.data_keys import KeyName, Purpose
from wellfounded.vault.office_keys.entitlement import Entitled
from wellfounded.vault.office_keys.keyring import FoundingKeyring, NoKey, PersonKeyring
from wellfounded.vault.office_keys.parties import RECOVERY, PrivateKey, WrapBrokenError
from wellfounded.vault.office_keys.store import NAME, KeyStore
from wellfounded.vault.office_keys.vouching import ForeignHalf
from wellfounded.vault.recovery import new_shares, recovered

CHEAP = Cost(memory=8, passes=1, lanes=1)
ADA, BEN, GROUP = "user:1", "user:2", "group:register"
PASSPHRASE = "one passphrase of a test"  # noqa: S105 - of invented people


@pytest.fixture
def store(tmp_path: Path) -> KeyStore:
    return KeyStore.create(tmp_path / "keys", cost=CHEAP)


@pytest.fixture(autouse=True)
def _rule_of_the_test() -> Iterator[None]:
    before = entitlement._rule[0], entitlement._founds[0], vouching.book()  # noqa: SLF001 - what others set stays
    vouching.give_book(vouching.Memory())
    yield
    entitlement.give_rule(before[0], founds=before[1])
    vouching.give_book(before[2])


def ring(store: KeyStore, name: str, *, confirmed: bool = True) -> PersonKeyring:
    private = people.add_person(store, name, passphrase=PASSPHRASE, confirmed=confirmed)
    return PersonKeyring(store, name, private=lambda: private)


def again(of: PersonKeyring) -> PersonKeyring:
    """The same person in another request."""
    return PersonKeyring(of.store, of.person, private=lambda: of.private)


def entitle(*, read: str = "", hold: str = "") -> None:
    """Groups among them begin with ADA."""
    groups = frozenset(filter(people.is_group, read.split()))
    entitlement.give_rule(
        lambda _subject, _compartment: Entitled(frozenset(read.split()), frozenset(hold.split())),
        founds=lambda person: groups if person == ADA else frozenset(),
    )


def sealed_key(by: PersonKeyring, subject: str = "case:1", compartment: str = "account") -> KeyName:
    with keyring.use(by):
        keyring.to_seal(subject, compartment)
    found = data_keys.named(by.store, subject, compartment=compartment)
    assert found is not None
    return found


# ── the file ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_the_store_is_its_owners_alone_and_never_replaced(tmp_path: Path) -> None:
    made = KeyStore.create(tmp_path / "keys", cost=CHEAP)
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.path.parent.stat().st_mode) == 0o700
    assert KeyStore(tmp_path / "keys").id == made.id
    with pytest.raises(VaultError, match="already"):
        KeyStore.create(tmp_path / "keys", cost=CHEAP)


def test_a_missing_and_a_damaged_store_are_told(tmp_path: Path) -> None:
    with pytest.raises(SlotDamaged, match="missing"):
        KeyStore(tmp_path)
    (tmp_path / NAME).write_bytes(b"no database at all " * 100)
    with pytest.raises(SlotDamaged, match="damaged"):
        KeyStore(tmp_path)


def test_a_change_that_fails_changes_nothing(store: KeyStore) -> None:
    with pytest.raises(ZeroDivisionError), store.changing() as change:  # noqa: PT012 - what fails is the whole block
        change.execute("INSERT INTO keys VALUES ('a', 'case:1', 'account')")
        raise ZeroDivisionError
    assert store.read("SELECT * FROM keys") == []


def test_what_a_killed_process_was_told_is_made_is_there(tmp_path: Path) -> None:
    """Each line that it printed is a key that it was given; after the kill the store opens and has all of them."""
    folder = tmp_path / "keys"
    KeyStore.create(folder, cost=CHEAP)
    program = (
        "import sys; from pathlib import Path\n"
        "from wellfounded.vault.office_keys import data_keys\n"
        "from wellfounded.vault.office_keys.parties import PrivateKey\n"
        "from wellfounded.vault.office_keys.store import KeyStore\n"
        "from wellfounded.vault.office_keys import people\n"
        "store = KeyStore(Path(sys.argv[1])); people.set_group(store, 'group:all', public=PrivateKey.new().public)\n"
        "wanted = {('group:all', data_keys.Purpose.READ): people.public_of(store, ['group:all'])['group:all']}\n"
        "for number in range(10**6):\n"
        "    data_keys.make(store, f'case:{number}', compartment='account', wanted=wanted); print(number, flush=True)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program, str(folder)], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        told = [child.stdout.readline() for _ in range(5)]
        os.kill(child.pid, signal.SIGKILL)
        told += child.stdout.readlines()
    again = KeyStore(folder)
    assert again.read("PRAGMA integrity_check") == [("ok",)]
    for line in filter(str.strip, told):
        name = data_keys.named(again, f"case:{int(line)}", compartment="account")
        assert name is not None
        assert data_keys.wraps_of(again, name) == {("group:all", Purpose.READ)}


# ── people ───────────────────────────────────────────────────────────────────────────────────────────────────────────
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


# ── wraps ────────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_who_is_entitled_opens_and_who_is_not_does_not(store: KeyStore) -> None:
    ada, ben = ring(store, ADA), ring(store, BEN)
    entitle(read=ADA)
    key_id = sealed_key(ada).id
    assert again(ada).reads(key_id) is not None
    assert again(ben).reads(key_id) is None


def test_who_only_holds_seals_and_hands_on_but_reads_nothing(store: KeyStore) -> None:
    ada, ben = ring(store, ADA), ring(store, BEN)
    entitle(read=ADA, hold=BEN)
    name = sealed_key(ada)
    assert again(ben).reads(name.id) is None
    assert again(ben).holds(name) == again(ada).reads(name.id)


def test_a_group_opens_for_its_members_by_one_wrap(store: KeyStore) -> None:
    ada, ben = ring(store, ADA), ring(store, BEN)
    entitle(read=GROUP)
    sharing.found_missing(ada, ADA)
    keys = [sealed_key(ada, f"case:{number}").id for number in range(3)]
    assert people.members(store, GROUP) == {ADA}
    assert [again(ben).reads(key) for key in keys] == [None] * 3
    assert sharing.let_in(again(ada), GROUP, member=BEN)
    assert None not in [again(ben).reads(key) for key in keys]
    people.remove_member(store, GROUP, member=BEN)
    assert [again(ben).reads(key) for key in keys] == [None] * 3


def test_nobody_outside_a_group_lets_others_in(store: KeyStore) -> None:
    ada, ben = ring(store, ADA), ring(store, BEN)
    entitle(read=GROUP)
    sharing.found_missing(ada, ADA)
    sealed_key(ada)
    assert not sharing.let_in(again(ben), GROUP, member=BEN)


def test_a_group_that_is_founded_late_gets_what_its_founder_has(store: KeyStore) -> None:
    ada, ben = ring(store, ADA), ring(store, BEN)
    entitle(read=f"{ADA} {GROUP}")
    name = sealed_key(ada)
    assert data_keys.wraps_of(store, name) == {(ADA, Purpose.READ)}
    sharing.found_missing(ben, BEN)  # it does not begin with this one
    assert not people.is_known(store, GROUP)
    sharing.found_missing(ada, ADA)
    sharing.found_missing(ada, ADA)
    assert data_keys.wraps_of(store, name) == {(ADA, Purpose.READ), (GROUP, Purpose.READ)}
    sharing.let_in(again(ada), GROUP, member=BEN)
    assert again(ben).reads(name.id) is not None


def test_nobody_who_was_not_confirmed_founds_a_group(store: KeyStore) -> None:
    entitle(read=GROUP)
    sharing.found_missing(ring(store, ADA, confirmed=False), ADA)
    assert not people.is_known(store, GROUP)


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


# ── halves that somebody wrote into the file ─────────────────────────────────────────────────────────────────────────
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


# ── what is left ─────────────────────────────────────────────────────────────────────────────────────────────────────
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


# ── the browser ──────────────────────────────────────────────────────────────────────────────────────────────────────
def test_the_session_opens_with_the_secret_of_its_browser_only() -> None:
    private, secret = PrivateKey.new(), browser.new_secret()
    kept = browser.seal_for(private, secret, person=ADA)
    opened = browser.open_from(kept, secret, person=ADA)
    assert opened is not None
    assert opened.seed == private.seed
    assert browser.open_from(kept, browser.new_secret(), person=ADA) is None
    assert browser.open_from(kept, secret, person=BEN) is None
    assert browser.open_from("not base64", secret, person=ADA) is None
