"""Slots, recovery and backups from inside the office: who may, and that the log tells of it first."""

import errno
import io
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from tests.casework.cast import Cast
from tests.casework.pages import signed_in
from wellfounded.audit.backup_signature import signature_of
from wellfounded.audit.checkpoint import make_checkpoint, sign_backup, signer
from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.audit.models import Checkpoint, Detail
from wellfounded.cases import backups, store_keeping
from wellfounded.cases.actions.add_slot import add_slot
from wellfounded.cases.actions.change_slot import change_slot
from wellfounded.cases.actions.create_recovery import create_recovery
from wellfounded.cases.actions.make_backup import make_backup
from wellfounded.cases.actions.open_recovery import QUORUM, open_recovery
from wellfounded.cases.actions.remove_slot import remove_slot
from wellfounded.cases.actions.wipe_store import wipe_store
from wellfounded.cases.errors import Invalid, NotAllowed, NotFound, NotNow
from wellfounded.cli.store import recovering
from wellfounded.cli.store.restoring import looked_at
from wellfounded.config import running
from wellfounded.vault import backup_file, key_file, quorum_file, recovery, slot, unlocked
from wellfounded.vault.argon import Cost
from wellfounded.vault.errors import BackupBroken, RecoveryRefused, VaultError, WrongPassphrase
from wellfounded.vault.office_keys import people
from wellfounded.vault.office_keys.store import KeyStore
from wellfounded.vault.recovery import Recovered
from wellfounded.vault.tombstone import Wiped
from wellfounded.vault.wipe import anything_left, wipe

CHEAP = Cost(memory=64, passes=1, lanes=1)
PASSPHRASE = "four words are enough"  # noqa: S105 - of nobody
OTHER = "and other four words"
WHOLE = Recovered(bytes(32))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of an office whose store is that of the tests."""
    monkeypatch.setattr(settings, "HOME", tmp_path)
    monkeypatch.setattr(settings, "DB", "sqlcipher")
    name = settings.DATABASES["default"]["NAME"]
    monkeypatch.setattr(slot, "LEAST", CHEAP)
    unlocked.hold(name, slot.create(tmp_path / key_file.NAME, PASSPHRASE, cost=CHEAP))
    yield tmp_path
    unlocked.forget(name)


def told(event: Event) -> list[tuple[str, str]]:
    return list(Detail.objects.filter(event=event).order_by("pk").values_list("actor", "subject"))


def test_an_administrator_gives_a_colleague_a_slot(cast: Cast, home: Path) -> None:
    add_slot(cast.administrator, cast.registrar.username, passphrase=OTHER)
    assert [one.who for one in store_keeping.slots()] == ["", cast.registrar.username]
    assert slot.open_slot(home / key_file.NAME, OTHER) == store_keeping.store_key()
    assert told(Event.STORE_SLOT_ADDED) == [(cast.administrator.username, cast.registrar.username)]


def test_nobody_else_touches_slots_recovery_or_backups(cast: Cast, home: Path) -> None:
    before = (home / key_file.NAME).read_bytes()
    number = store_keeping.slots()[0].number
    for user in (cast.registrar, cast.reviewer, cast.oversight, cast.counsel, cast.matcher):
        for act in (
            lambda user=user: add_slot(user, user.username, passphrase=OTHER),
            lambda user=user: remove_slot(user, number),
            lambda user=user: create_recovery(user, WHOLE.quorum),
            lambda user=user: make_backup(user, home / "a.backup"),
        ):
            with pytest.raises(NotAllowed):
                act()
    assert (home / key_file.NAME).read_bytes() == before
    assert [path.name for path in home.iterdir()] == [key_file.NAME]


@pytest.mark.usefixtures("home")
def test_a_slot_for_nobody_or_with_a_short_passphrase_is_refused_and_not_told(cast: Cast) -> None:
    with pytest.raises(NotFound, match="no account with this sign-in name"):
        add_slot(cast.administrator, "nobody", passphrase=OTHER)
    with pytest.raises(VaultError, match="12"):
        add_slot(cast.administrator, cast.registrar.username, passphrase="short")  # noqa: S106 - refused
    assert told(Event.STORE_SLOT_ADDED) == []


def test_a_slot_is_changed_by_who_knows_it_and_taken_away_by_the_administrator(cast: Cast, home: Path) -> None:
    add_slot(cast.administrator, cast.registrar.username, passphrase=OTHER)
    with pytest.raises(WrongPassphrase):
        change_slot("a wrong passphrase", "whatever comes next")
    change_slot(OTHER, "whatever comes next")
    assert told(Event.STORE_SLOT_CHANGED) == [(cast.registrar.username,) * 2]
    number = store_keeping.slots()[1].number
    remove_slot(cast.administrator, number)
    assert told(Event.STORE_SLOT_REMOVED) == [(cast.administrator.username, cast.registrar.username)]
    with pytest.raises(WrongPassphrase):
        slot.open_slot(home / key_file.NAME, "whatever comes next")


def test_the_recovery_that_stands_is_the_one_that_the_log_tells_of(cast: Cast, home: Path) -> None:
    assert store_keeping.recovery() is None
    create_recovery(cast.administrator, WHOLE.quorum)
    standing = store_keeping.recovery()
    assert standing is not None
    assert standing.store_key(WHOLE) == store_keeping.store_key()
    other = Recovered(b"x" * 32).quorum
    quorum_file.write(home / quorum_file.NAME, other, made="2026-11-22", store_key=None)
    with pytest.raises(RecoveryRefused, match="not the recovery that the log tells of"):
        make_backup(cast.administrator, home / "a.backup")
    assert not (home / "a.backup").exists()


def test_one_that_the_log_tells_of_takes_its_place_when_it_is_asked_for(cast: Cast, home: Path) -> None:
    """Its maker was stopped in between, and the office that works on was not opened anew."""
    create_recovery(cast.administrator, WHOLE.quorum)
    (home / quorum_file.NAME).rename(home / quorum_file.NEW)
    standing = store_keeping.recovery()
    assert standing is not None
    assert standing.quorum == WHOLE.quorum
    assert not (home / quorum_file.NEW).exists()


@pytest.mark.usefixtures("cast")
def test_one_that_is_being_made_is_left_alone_by_others_and_a_damaged_one_goes(home: Path) -> None:
    quorum_file.write(home / quorum_file.NEW, WHOLE.quorum, made="2026-11-23", store_key=None)
    assert store_keeping.recovery() is None
    assert (home / quorum_file.NEW).exists()
    (home / quorum_file.NEW).write_bytes(b"{")
    assert store_keeping.recovery() is None
    store_keeping.settle_recovery()
    assert not (home / quorum_file.NEW).exists()


def test_one_that_an_office_took_away_in_that_moment_is_written_again(
    cast: Cast, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told(*_: object, **__: object) -> int:
        quorum_file.settle(home / quorum_file.NAME, stands=False)  # the office opens before the log tells of it
        return record(Event.RECOVERY_CREATED, actor="keeper", detail={"fingerprint": WHOLE.quorum.fingerprint})

    monkeypatch.setattr("wellfounded.cases.actions.create_recovery.record", told)
    create_recovery(cast.administrator, WHOLE.quorum)
    standing = store_keeping.recovery()
    assert standing is not None
    assert standing.store_key(WHOLE) == store_keeping.store_key()


def test_a_log_that_takes_no_entry_leaves_the_recovery_of_before(
    cast: Cast, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create_recovery(cast.administrator, WHOLE.quorum)

    def full(*_: object, **__: object) -> int:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("wellfounded.cases.actions.create_recovery.record", full)
    with pytest.raises(OSError, match="full"):
        create_recovery(cast.administrator, Recovered(b"x" * 32).quorum)
    standing = store_keeping.recovery()
    assert standing is not None
    assert standing.quorum == WHOLE.quorum
    assert not (home / quorum_file.NEW).exists()


@pytest.mark.parametrize("damaged", [False, True])
def test_two_shares_give_the_store_a_passphrase_again(cast: Cast, home: Path, damaged: bool) -> None:  # noqa: FBT001 - a case
    if damaged:
        (home / key_file.NAME).rename(home / "moved away")
    open_recovery(OTHER, who=cast.administrator.username)
    assert slot.open_slot(home / key_file.NAME, OTHER) == store_keeping.store_key()
    assert told(Event.RECOVERY_OPENED) == [(QUORUM, cast.administrator.username)]


def test_without_a_recovery_nothing_is_backed_up(cast: Cast, home: Path) -> None:
    with pytest.raises(NotNow, match="no recovery yet"):
        make_backup(cast.administrator, home / "a.backup")
    assert told(Event.BACKUP_MADE) == []


def test_a_backup_never_takes_the_place_of_a_file_and_says_when_it_cannot_be_written(cast: Cast, home: Path) -> None:
    create_recovery(cast.administrator, WHOLE.quorum)
    with pytest.raises(Invalid, match="already"):
        make_backup(cast.administrator, home / key_file.NAME)
    with pytest.raises(Invalid, match="No such file"):
        make_backup(cast.administrator, home / "nowhere" / "a.backup")


def test_a_backup_is_read_back_before_it_is_told(cast: Cast, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    create_recovery(cast.administrator, WHOLE.quorum)
    monkeypatch.setattr(backups, "snapshot", lambda _, to, *, key: to.write_bytes(key * 3))
    size = make_backup(cast.administrator, home / "a.backup")
    with (home / "a.backup").open("rb") as stream:
        sealed = backup_file.look_at(stream)
        assert sealed.size == size
        members = backup_file.members(stream, sealed, key=backup_file.key_of(sealed, WHOLE))
        (facts, nothing), (_, store) = [(head, b"".join(parts)) for head, parts in members]
    assert (nothing, store) == (b"", bytes.fromhex(facts["key"]) * 3)
    assert not list(home.glob(".*"))
    last = store_keeping.last_backup()
    assert last is not None
    assert last.actor == cast.administrator.username
    assert store_keeping.entries_since_backup() == 2  # its checkpoint, and that it was made
    plain = backup_file.write

    def spoiled(out: io.BytesIO, given: object, **more: object) -> bytes:
        key = plain(out, given, **more)  # type: ignore[arg-type] # handed on
        out.seek(-40, 2)
        out.write(b"x")
        return key

    monkeypatch.setattr(backup_file, "write", spoiled)
    with pytest.raises(BackupBroken):
        make_backup(cast.administrator, home / "b.backup")
    assert [path.name for path in home.glob("*.backup")] == ["a.backup"]
    assert len(told(Event.BACKUP_BEGUN)) == 2
    assert store_keeping.last_backup() == last  # what failed is no backup
    assert store_keeping.entries_since_backup() == 4


def test_a_backup_is_signed_and_its_shares_know_by_whom(
    cast: Cast, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "snapshot", lambda _, to, *, key: to.write_bytes(key))
    create_recovery(cast.administrator, WHOLE.quorum, shares=WHOLE)
    make_backup(cast.administrator, home / "a.backup")
    signed = signature_of(looked_at(home / "a.backup"))
    assert signed is not None
    assert signed.signer == signer()
    checkpoint = Checkpoint.objects.get()
    assert signed.time == checkpoint.time
    assert WHOLE.vouched(signer().line().encode(), voucher=signed.voucher)
    assert not Recovered(b"x" * 32).vouched(signer().line().encode(), voucher=signed.voucher)
    assert not WHOLE.vouched(b"another line", voucher=signed.voucher)


def test_the_command_lets_the_shares_that_are_typed_back_vouch(
    cast: Cast, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert store_keeping.voucher_in_log() == b""
    words, quorum = recovery.new_shares()
    typed = recovery.recovered(words[1:])
    monkeypatch.setattr(recovery, "new_shares", lambda: (words, quorum))
    for name, given in {"open_office": nullcontext, "colleague": lambda _: cast.administrator}.items():
        monkeypatch.setattr(recovering, name, given)
    monkeypatch.setattr(recovering, "shares", lambda: typed)
    monkeypatch.setattr(recovering, "_show", lambda *_, **__: None)
    recovering.run_create(recovering.CreateOptions(by=cast.administrator.username))
    assert quorum_file.read(home / quorum_file.NAME) is not None
    two = recovery.recovered([words[0], words[2]])
    assert two.vouched(signer().line().encode(), voucher=store_keeping.voucher_in_log())


def test_shares_of_an_older_recovery_vouch_for_nothing(cast: Cast, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backups, "snapshot", lambda _, to, *, key: to.write_bytes(key))
    create_recovery(cast.administrator, WHOLE.quorum)
    make_backup(cast.administrator, home / "a.backup")
    signed = signature_of(looked_at(home / "a.backup"))
    assert signed is not None
    assert not WHOLE.vouched(signer().line().encode(), voucher=signed.voucher)


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), RuntimeError("the process ends")])
def test_a_backup_that_cannot_be_signed_leaves_nothing(
    cast: Cast, home: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def failing(*_: object, **__: object) -> bytes:
        raise fault

    monkeypatch.setattr(backups, "snapshot", lambda _, to, *, key: to.write_bytes(key))
    create_recovery(cast.administrator, WHOLE.quorum)
    before = sorted(home.iterdir())
    monkeypatch.setattr(backups, "sign_backup", failing)
    with pytest.raises(Invalid if isinstance(fault, OSError) else RuntimeError):
        make_backup(cast.administrator, home / "a.backup")
    assert sorted(home.iterdir()) == before
    assert told(Event.BACKUP_MADE) == []


def test_a_signature_that_does_not_fit_is_seen_when_it_is_read_back(
    cast: Cast, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "snapshot", lambda _, to, *, key: to.write_bytes(key))
    create_recovery(cast.administrator, WHOLE.quorum)
    monkeypatch.setattr(backups, "sign_backup", lambda digest, **more: sign_backup(digest[::-1], **more))
    with pytest.raises(BackupBroken, match="does not fit"):
        make_backup(cast.administrator, home / "a.backup")
    assert not list(home.glob("*.backup"))


def test_what_is_read_back_must_be_facts_and_store(cast: Cast, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def without_the_store(_note: str) -> Iterator[list[backup_file.Member]]:
        yield [({"kind": backups.FACTS}, ())]

    create_recovery(cast.administrator, WHOLE.quorum)
    monkeypatch.setattr(backups, "members", without_the_store)
    with pytest.raises(BackupBroken):
        make_backup(cast.administrator, home / "a.backup")
    assert not list(home.glob("*.backup"))


def test_what_a_killed_backup_left_is_cleared(cast: Cast, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backups, "snapshot", lambda _, to, *, key: to.write_bytes(key))
    left = home / ".backup.killed"
    left.mkdir()
    (left / "office.db").write_bytes(b"ciphertext")
    create_recovery(cast.administrator, WHOLE.quorum)
    make_backup(cast.administrator, home / "a.backup")
    assert not left.exists()


@pytest.mark.usefixtures("cast")
def test_a_log_that_lost_entries_since_its_checkpoint_takes_no_place() -> None:
    record(Event.LOG_READ, actor="mina")
    note = make_checkpoint(actor="mina").note
    assert backups.check_log_of_backup(note) == 2
    shorter = note.replace("\n2\n", "\n1\n", 1)
    with pytest.raises(BackupBroken, match="does not fit"):
        backups.check_log_of_backup(shorter)


# ── the emergency ────────────────────────────────────────────────────────────────────────────────────────────────────
class Ended(list[Path]):
    """Which offices were ended, and what the last one does once its processes are gone."""

    at_last: Callable[[], object]

    def soon(self, home: Path, *, at_last: Callable[[], object]) -> None:
        self.append(home)
        self.at_last = at_last


@pytest.fixture
def ended(monkeypatch: pytest.MonkeyPatch) -> Ended:
    """The tests go on."""
    offices = Ended()
    monkeypatch.setattr(running, "end_soon", offices.soon)
    return offices


def test_the_page_says_what_dies_and_one_press_destroys_the_keys(
    cast: Cast, client: Client, home: Path, ended: Ended
) -> None:
    signed_in(client, cast.registrar)
    page = client.get("/office/wipe/").content.decode()
    assert "there is no recovery" in page
    assert client.post("/office/wipe/").status_code == 200  # without the field of the form nothing is done
    assert (home / key_file.NAME).exists()
    done = client.post("/office/wipe/", {"sure": "yes"})
    assert done.headers["Clear-Site-Data"] == '"*"'
    assert "The keys are destroyed" in done.content.decode()
    assert [one.name for one in home.iterdir()] == ["office.wiped"]
    assert ended == [home]


def test_outsiders_wipe_nothing(cast: Cast, home: Path, ended: Ended) -> None:
    for user in (cast.interpreter, cast.counsel, cast.observer, cast.oversight, cast.matcher):
        with pytest.raises(NotAllowed):
            wipe_store(user)
    assert (home / key_file.NAME).exists()
    assert ended == []


def test_on_postgresql_there_is_nothing_to_wipe(
    cast: Cast, home: Path, ended: Ended, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "DB", "postgres")
    with pytest.raises(NotNow, match="PostgreSQL"):
        wipe_store(cast.registrar)
    assert (home / key_file.NAME).exists()
    assert ended == []


def test_the_page_of_the_store_is_the_administrators_and_shows_what_is_missing(
    cast: Cast, client: Client, home: Path
) -> None:
    signed_in(client, cast.registrar)
    assert client.get("/office/store/").status_code == 403
    signed_in(client, cast.administrator)
    assert "No recovery yet" in client.get("/office/store/").content.decode()
    create_recovery(cast.administrator, WHOLE.quorum)
    add_slot(cast.administrator, cast.registrar.username, passphrase=OTHER)
    page = client.get("/office/store/").content.decode()
    assert WHOLE.quorum.fingerprint in page
    assert f">{cast.registrar.username}<" in page
    (home / key_file.NAME).write_bytes(b"damaged")
    assert "is damaged" in client.get("/office/store/").content.decode()


def test_the_key_store_of_a_sealed_office_is_destroyed_wherever_it_lies(
    cast: Cast, client: Client, home: Path, ended: Ended, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: with the copy that was made before, the same words open."""
    keys = home.parent / f"keys of {home.name}"
    store = KeyStore.create(keys, cost=Cost(8, 1, 1))
    people.add_person(store, "user:1", passphrase=PASSPHRASE, confirmed=True)
    store.overwrite_journal()
    blocks = [home.parent / f"block {one.name} of {home.name}" for one in keys.iterdir()]
    shutil.copytree(keys, home.parent / f"copy of {home.name}")
    for one, block in zip(keys.iterdir(), blocks, strict=True):
        block.hardlink_to(one)  # what a look at the blocks of the disk would find
    monkeypatch.setattr(settings, "DB", "postgres")
    monkeypatch.setattr(settings, "KEYS", keys)
    signed_in(client, cast.registrar)
    assert "a copy of the key store lies elsewhere" in client.get("/office/wipe/").content.decode()
    wipe_store(cast.registrar)
    assert [one.name for one in keys.iterdir()] == ["office.wiped"]
    assert [block.read_bytes() for block in blocks] == [b""] * len(blocks)
    assert ended == [home]
    journal = keys / "office.keys-journal"  # of a process that was writing while all this went
    journal.write_bytes(b"a wrapped key")
    block = home.parent / f"block of the journal of {home.name}"
    block.hardlink_to(journal)
    assert anything_left(home, keys=keys)
    ended.at_last()
    assert block.read_bytes() == b""
    assert not anything_left(home, keys=keys)
    for begun in (KeyStore, KeyStore.create):
        with pytest.raises(Wiped):
            begun(keys)
    copy = KeyStore(home.parent / f"copy of {home.name}")
    assert people.open_person(copy, "user:1", passphrase=PASSPHRASE).public
    wipe(home, keys=keys / "nowhere")  # again, and where no folder is
