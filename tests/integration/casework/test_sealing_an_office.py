"""An office that wrote in clear is sealed afterwards: nothing is lost or left in clear, and a stop does no harm."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.cache import cache
from django.db import connection, models

from tests.casework.codes import code_of, stand_still
from tests.crash.canaries import MARK
from tests.integration.cli.door import Said, wellfounded
from tests.sealed.office import CHEAP, SealedOffice
from tests.sealed.planting import plant
from wellfounded.accounts import unlocking
from wellfounded.accounts.fictional import PASSPHRASE
from wellfounded.accounts.models import User
from wellfounded.accounts.unlocking import party_of
from wellfounded.audit.models import Detail
from wellfounded.cases import office_sealing
from wellfounded.cases.actions.confirm_keys import confirm_keys
from wellfounded.cases.actions.create_recovery import create_recovery
from wellfounded.cases.actions.seal_office import seal_office
from wellfounded.cases.errors import NotAllowed, NotNow
from wellfounded.cases.office_sealing import batches_in_clear, columns_of, sealed_models
from wellfounded.cli.store import sealing
from wellfounded.config import fictional_office, office_keys, running
from wellfounded.persons.models import NameKey, NameSecret
from wellfounded.persons.name_masks import MASKED
from wellfounded.vault.errors import VaultError, WrongPassphrase
from wellfounded.vault.office_keys import in_use, keyring, people, sharing
from wellfounded.vault.office_keys import store as key_stores
from wellfounded.vault.office_keys.keyring import FoundingKeyring, PersonKeyring
from wellfounded.vault.office_keys.store import KeyStore
from wellfounded.vault.recovery import Recovered

pytestmark = pytest.mark.django_db
WHOLE = Recovered(bytes(32))
Told = dict[tuple[str, int, str], str]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """In clear, with a word in every column that is sealed elsewhere. Gives the folder of the key store."""
    keys = tmp_path / "keys"
    for name, value in {"DB": "postgres", "HOME": tmp_path, "KEYS": keys}.items():
        monkeypatch.setattr(settings, name, value)
    monkeypatch.setattr(running, "begin", lambda _home: None)
    monkeypatch.setattr(key_stores, "calibrated", lambda: CHEAP)
    monkeypatch.setattr(office_sealing, "BATCH", 3)
    fictional_office.load()
    plant(SealedOffice(None), words=4)
    NameSecret.of_this_register()
    create_recovery(named("administrator"), WHOLE.quorum)
    if connection.vendor == "sqlite":  # its checks of what a column says let nothing sealed pass
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA ignore_check_constraints=ON")
    with in_use.using(None):
        yield keys
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA ignore_check_constraints=OFF")


def named(username: str) -> User:
    return User.objects.get(username=username)


def sealed(passphrase: str = PASSPHRASE, *, by: str = "registrar") -> int:
    return seal_office(named("administrator"), named(by), passphrase=passphrase)


def lies() -> str:
    """Every value of every column that ought to be sealed, as the tables have it."""
    found = []
    for model in sealed_models():
        columns = ", ".join(connection.ops.quote_name(str(one.column)) for one in columns_of(model))
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {columns} FROM {model._meta.db_table}")  # noqa: S608, SLF001 - names of ours
            found += [
                bytes(one).decode("utf-8", "replace") if isinstance(one, bytes | memoryview) else str(one)
                for row in cursor.fetchall()
                for one in row
            ]
    return "\n".join(found)


def told() -> Told:
    """What each of these columns says to whoever reads it."""
    return {
        (model._meta.label, row.pk, one.name): str(getattr(row, one.name))  # noqa: SLF001 - Django's own way to ask a model
        for model in sealed_models()
        for row in model._base_manager.all()  # noqa: SLF001 - the same
        for one in columns_of(model)
    }


def told_to_two_shares() -> Told:
    store = in_use.store()
    assert store is not None
    with keyring.use(FoundingKeyring(store, recovery=WHOLE)):
        return told()


def in_clear() -> list[str]:
    return [model._meta.label for model in sealed_models() for _ in batches_in_clear(model)]  # noqa: SLF001 - the same


@pytest.mark.usefixtures("office")
def test_every_row_is_sealed_and_reads_as_before() -> None:
    before, found = told(), lies()
    assert MARK in found  # the control: the look finds what lies in clear
    assert in_clear()
    assert NameKey.objects.filter(born__lt=MASKED).exists()
    assert sealed() > 0
    assert MARK not in lies()
    assert not NameKey.objects.filter(born__lt=MASKED).exists()
    assert in_clear() == []
    assert told_to_two_shares() == before
    rows = Detail.objects.filter(event="office:store:sealed").values_list("actor", "subject")
    assert list(rows) == [("administrator", "registrar")] * 2
    office_keys.begin(new_office=False)  # it opens
    with pytest.raises(NotNow, match="already"):
        sealed()


@pytest.mark.parametrize("after", [0, 1, 7, 30])
def test_a_stop_in_the_midst_is_finished_and_until_then_nobody_opens_the_office(
    office: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    before, saved, plain = told(), count(), models.Model.save

    def save(*given: Any, **named: Any) -> None:
        if next(saved) == after:
            raise KeyboardInterrupt
        plain(*given, **named)

    with monkeypatch.context() as patch:
        patch.setattr(models.Model, "save", save)
        with pytest.raises(KeyboardInterrupt):
            sealed()
    assert in_clear()
    with pytest.raises(VaultError, match="lies in clear"):
        office_keys.begin(new_office=False)
    with pytest.raises(WrongPassphrase):
        sealed("another passphrase")
    with pytest.raises(NotNow, match="go on with them"):
        sealed(by="interviewer")
    in_use.hold(KeyStore(office))  # another process
    sealed()
    assert in_clear() == []
    assert told_to_two_shares() == before
    office_keys.begin(new_office=False)


def test_the_half_sealed_office_is_not_opened_without_its_key_store_either(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(office_sealing, "columns_of", lambda model: columns_of(model) if model is NameSecret else stop())
        with pytest.raises(KeyboardInterrupt):
            sealed()
    in_use.hold(None)
    monkeypatch.setattr(settings, "KEYS", None)
    with pytest.raises(VaultError, match="WELLFOUNDED_KEYS does not name"):
        office_keys.begin(new_office=False)
    assert office.exists()


@pytest.mark.parametrize("in_trust", [True, False])
def test_whoever_sealed_it_holds_the_keys_until_nobody_waits_for_them(
    office: Path,
    in_trust: bool,  # noqa: FBT001 - a case
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> None:
    """The control is the office without the note: the second colleague waits for keys that nobody hands on."""
    holder = named("second_interviewer")  # who works on none of the cases
    sealed(by=holder.username)
    store = KeyStore(office)
    in_use.hold(store)
    if not in_trust:
        store.write_note(sharing.IN_TRUST, "")
    before = told_to_two_shares()
    columns = [key for key, words in before.items() if key[0] == "cases.FactEntry" and MARK in words]
    assert columns
    got = []
    for username in ("adjudicator", "reviewer"):
        unlocking.make_keys(named(username), PASSPHRASE)
        with keyring.use(ring_of(store, holder)), django_capture_on_commit_callbacks(execute=True):
            confirm_keys(holder, username)
        with keyring.use(ring_of(store, named(username))):
            read = told()
        got.append([read[one] for one in columns] == [before[one] for one in columns])
    assert got == [True, in_trust]


def ring_of(store: KeyStore, user: User) -> PersonKeyring:
    private = people.open_person(store, party_of(user), passphrase=PASSPHRASE)
    return PersonKeyring(store, party_of(user), private=lambda: private)


def test_who_and_what_it_needs(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotAllowed):
        seal_office(named("registrar"), named("registrar"), passphrase=PASSPHRASE)
    for username in ("administrator", "oversight"):
        with pytest.raises(NotAllowed):
            sealed(by=username)
    with monkeypatch.context() as patch:
        patch.setattr(settings, "KEYS", None)
        with pytest.raises(NotNow, match="WELLFOUNDED_KEYS"):
            sealed()
    with pytest.raises(VaultError, match="vault seal"):
        office_keys.begin(new_office=False)
    (settings.HOME / "office.recovery").unlink()
    with pytest.raises(NotNow, match="recovery first"):
        sealed()
    assert not office.exists()


# ── the command ──────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Said]:
    """`vault seal` as an administrator types it: passphrase and code, and then what is asked besides."""
    stand_still(monkeypatch)
    secret = Authenticator.objects.get(user__username="administrator", type="totp").data["secret"]

    def run(*answers: str, more: tuple[str, ...] = ()) -> Said:
        cache.clear()  # the same code opens again
        typed = "\n".join((PASSPHRASE, code_of(secret), *answers, ""))
        return wellfounded("vault", "seal", "--by", "administrator", "--with", "registrar", *more, typed=typed)

    return run


@pytest.mark.usefixtures("office")
def test_the_command_seals_once_both_agreed_and_says_what_remains_to_be_done(command: Callable[..., Said]) -> None:
    before = told()
    for answers, reason in (
        (["another passphrase", sealing.ANSWER], "not the passphrase of an account"),
        ([PASSPHRASE, "yes"], "Nothing was sealed"),
    ):
        said = command(*answers)
        assert (said.code, reason in said.beside) == (2, True), said
        assert MARK in lies()
        assert in_use.store() is None
    said = command(PASSPHRASE, sealing.ANSWER)
    assert said.code == 0, said
    assert "Nothing unseals an office" in said.beside
    rows = Detail.objects.filter(event="office:store:sealed").order_by("pk").last()
    assert rows is not None
    count = json.loads(bytes(rows.payload))["rows"]
    assert f"{count} rows are sealed." in said.out
    for words in ("`wellfounded backup keys`", "registrar holds every key", "`wellfounded erase sweep`"):
        assert words in said.out
    assert (MARK in lies(), in_clear()) == (False, [])
    assert told_to_two_shares() == before
    again = command(PASSPHRASE, sealing.ANSWER)
    assert (again.code, "sealed already" in again.beside) == (2, True), again


@pytest.mark.usefixtures("office")
def test_the_command_sweeps_the_server_where_it_is_told_to(
    command: Callable[..., Said], monkeypatch: pytest.MonkeyPatch
) -> None:
    swept: list[str] = []
    monkeypatch.setattr(sealing, "_sweep", lambda user: swept.append(f"{user.username} {MARK in lies()}"))
    said = command(PASSPHRASE, sealing.ANSWER, more=("--sweep",))
    assert (said.code, swept) == (0, ["administrator False"]), said
    assert "erase sweep" not in said.out
