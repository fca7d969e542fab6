"""Backups that fail do not count, take no place, and the emergency page opens whatever cannot be read."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.casework.cast import Cast
from tests.casework.pages import signed_in
from tests.integration.casework.test_store_keeping import WHOLE, ended, home
from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.audit.models import Detail
from wellfounded.cases import backups, store_keeping
from wellfounded.cases.actions import wipe_store as wiping
from wellfounded.cases.actions.create_recovery import create_recovery
from wellfounded.cases.actions.make_backup import make_backup
from wellfounded.cases.actions.wipe_store import wipe_store
from wellfounded.cases.errors import Invalid
from wellfounded.vault import key_file, quorum_file
from wellfounded.vault.wipe import WipeIncomplete

__all__ = ["ended", "home"]  # fixtures


def made() -> int:
    return Detail.objects.filter(event=Event.BACKUP_MADE).count()


@pytest.fixture
def backing_up(cast: Cast, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backups, "snapshot", lambda _, to, *, key: to.write_bytes(key))
    create_recovery(cast.administrator, WHOLE.quorum)
    assert home.is_dir()


# ── backups ──────────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.usefixtures("backing_up")
def test_a_backup_that_finds_its_place_taken_at_the_end_leaves_what_stands_there(
    cast: Cast, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    to, plain = home / "a.backup", backups._read_back  # noqa: SLF001 - the moment before it is put in its place

    def meanwhile(path: Path, key: bytes) -> int:
        to.write_bytes(b"of somebody else")
        return plain(path, key)

    monkeypatch.setattr(backups, "_read_back", meanwhile)
    with pytest.raises(Invalid, match="File exists"):
        make_backup(cast.administrator, to)
    assert to.read_bytes() == b"of somebody else"
    assert not list(home.glob(".*"))
    assert made() == 0
    assert store_keeping.last_backup() is None


@pytest.mark.usefixtures("backing_up")
def test_on_a_stick_whose_files_have_one_name_a_backup_is_made_and_takes_no_place(
    cast: Cast, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    size = make_backup(cast.administrator, home / "a.backup")
    assert (home / "a.backup").stat().st_size == size
    beside = home / "beside"
    beside.touch()
    with pytest.raises(FileExistsError):
        backups._put(beside, home / "a.backup")  # noqa: SLF001 - the same name again
    assert (home / "a.backup").stat().st_size == size
    beside.unlink()
    with pytest.raises(FileNotFoundError):
        backups._put(beside, home / "b.backup")  # noqa: SLF001 - a stick that was pulled out
    assert not (home / "b.backup").exists()
    assert made() == 1


@pytest.mark.usefixtures("cast")
def test_a_backup_of_an_older_version_counts_from_its_own_entry() -> None:
    record(Event.BACKUP_MADE, actor="keeper", detail={"fingerprint": "1"})
    record(Event.LOG_READ, actor="keeper")
    assert store_keeping.entries_since_backup() == 1
    assert store_keeping.last_backup() is not None


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a server chooses by how many rows there are")
@pytest.mark.django_db
@pytest.mark.parametrize("asked", [store_keeping.last_backup, store_keeping.fingerprint_in_log])
def test_what_the_log_tells_of_the_office_is_found_without_reading_the_log(asked: Callable[[], object]) -> None:
    with CaptureQueriesContext(connection) as queries:
        asked()
    (said,) = queries
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {said['sql']}")
        plan = [row[-1] for row in cursor.fetchall()]
    assert not [step for step in plan if step.startswith("SCAN")], plan


# ── the pages ────────────────────────────────────────────────────────────────────────────────────────────────────────
def busy() -> None:
    raise OperationalError("database is locked")


def test_with_a_damaged_recovery_the_emergency_page_opens_and_says_so(
    cast: Cast, client: Client, home: Path, ended: list[Path]
) -> None:
    (home / quorum_file.NAME).write_bytes(b"damaged")
    signed_in(client, cast.administrator)
    for address in ("/office/wipe/", "/office/store/"):
        page = client.get(address)
        assert page.status_code == 200
        assert "Whether there is a recovery is not known" in page.content.decode()
        assert "is damaged" in page.content.decode()
    assert client.post("/office/wipe/", {"sure": "yes"}).status_code == 200
    assert ended == [home]


@pytest.mark.usefixtures("home")
def test_while_the_store_is_busy_both_pages_open(cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("recovery", "last_backup", "entries_since_backup"):
        monkeypatch.setattr(store_keeping, name, busy)
    signed_in(client, cast.administrator)
    page = client.get("/office/wipe/").content.decode()
    assert "Whether there is a recovery is not known" in page
    assert "When the last backup was made is not known" in page
    assert "Destroy every key now" in page
    assert "When the last backup was made is not known" in client.get("/office/store/").content.decode()


@pytest.mark.usefixtures("backing_up")
def test_each_fact_is_known_or_not_for_itself(
    cast: Cast, client: Client, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_backup(cast.administrator, home / "a.backup")
    monkeypatch.setattr(store_keeping, "entries_since_backup", busy)
    signed_in(client, cast.administrator)
    assert "how much is not known" in client.get("/office/wipe/").content.decode()
    page = client.get("/office/store/").content.decode()
    assert WHOLE.quorum.fingerprint in page
    assert "How much was done since then is not known" in page


def test_a_wipe_that_leaves_something_says_so_and_ends_the_office(
    cast: Cast, client: Client, home: Path, ended: list[Path]
) -> None:
    signed_in(client, cast.registrar)
    (home / quorum_file.NAME).write_bytes(b"kept")
    (home / key_file.NAME).unlink()
    (home / key_file.NAME).mkdir()
    done = client.post("/office/wipe/", {"sure": "yes"})
    assert done.status_code == 500
    assert done.headers["Clear-Site-Data"] == '"*"'
    assert "Not everything could be destroyed" in done.content.decode()
    assert "The keys are destroyed" not in done.content.decode()
    assert not (home / quorum_file.NAME).exists()
    assert ended == [home]
    with pytest.raises(WipeIncomplete):
        wipe_store(cast.registrar)


def test_the_office_ends_whatever_goes_wrong(
    cast: Cast, home: Path, ended: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_: Path, *, keys: Path | None) -> None:
        raise MemoryError(keys)

    monkeypatch.setattr(wiping, "wipe", failing)
    with pytest.raises(MemoryError):
        wipe_store(cast.registrar)
    assert ended == [home]
