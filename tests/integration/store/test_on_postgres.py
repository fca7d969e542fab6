"""A PostgreSQL goes through the seal and comes back into an empty database; a failed upgrade leaves it as it was."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.casework.cast import Cast
from wellfounded.audit.backup_signature import signature_of
from wellfounded.audit.checkpoint import signer
from wellfounded.audit.events import Event
from wellfounded.audit.models import Detail
from wellfounded.cases.actions.create_recovery import create_recovery
from wellfounded.cases.actions.make_backup import make_backup
from wellfounded.cases.backups import check_log_of_backup
from wellfounded.cases.store_keeping import BEFORE_UPGRADE_ON_POSTGRES
from wellfounded.config.upgrade import copy_before
from wellfounded.vault import backup_file, postgres_dump, quorum_file
from wellfounded.vault.errors import RecoveryRefused, VaultError
from wellfounded.vault.recovery import Recovered

WHOLE, OTHERS = Recovered(bytes(32)), Recovered(bytes(31) + b"x")
OTHER = "restored_by_a_test"
pytestmark = [
    pytest.mark.skipif(settings.DB != "postgres", reason="the store of these tests is not PostgreSQL"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def empty() -> Iterator[dict[str, object]]:
    """A database beside that of the tests."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {OTHER}")
        cursor.execute(f"CREATE DATABASE {OTHER}")
    yield connection.settings_dict | {"NAME": OTHER}
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {OTHER}")


def asked(database: dict[str, object], query: str) -> str:
    environment = postgres_dump._environment(database)  # noqa: SLF001 - the same way to the server
    command = [postgres_dump.program("psql"), "-tA", "-d", str(database["NAME"]), "-c", query]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.strip()


def test_a_dump_goes_through_the_seal_and_comes_back(
    cast: Cast, empty: dict[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "HOME", tmp_path)
    create_recovery(cast.administrator, WHOLE.quorum, shares=WHOLE)
    make_backup(cast.administrator, tmp_path / "a.backup")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.backup", "office.recovery"]
    raw = (tmp_path / "a.backup").read_bytes()
    assert cast.administrator.username.encode() not in raw
    with (tmp_path / "a.backup").open("rb") as stream:
        sealed = backup_file.look_at(stream)
        signed = signature_of(sealed)
        assert signed is not None
        assert signed.signer == signer()
        assert WHOLE.vouched(signer().line().encode(), voucher=signed.voucher)
        for head, parts in backup_file.members(stream, sealed, key=backup_file.key_of(sealed, WHOLE)):
            if head["kind"] == "facts":
                assert head["engine"] == "postgres"
                assert not list(parts)
            else:
                postgres_dump.restored(empty, parts)
    entries = Detail.objects.exclude(event=Event.BACKUP_MADE).count()  # which is told when the file stands
    assert asked(empty, "SELECT count(*) FROM audit_entry") == str(entries)
    assert str(Event.BACKUP_BEGUN) in asked(empty, "SELECT event FROM audit_detail").splitlines()


def test_the_copy_before_an_upgrade_is_sealed_to_the_recovery_of_the_log_alone(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "HOME", tmp_path)
    create_recovery(cast.administrator, WHOLE.quorum)
    copy_before()
    with (tmp_path / BEFORE_UPGRADE_ON_POSTGRES).open("rb") as stream:
        sealed = backup_file.look_at(stream)
        assert signature_of(sealed) is None
        facts, _ = next(backup_file.members(stream, sealed, key=backup_file.key_of(sealed, WHOLE)))
    assert check_log_of_backup(facts["checkpoint"]) == Detail.objects.count()
    quorum_file.write(tmp_path / quorum_file.NAME, OTHERS.quorum, made="2026-11-22", store_key=None)
    with pytest.raises(RecoveryRefused):
        copy_before()


def test_a_dump_that_stops_in_the_middle_leaves_the_database_empty(empty: dict[str, object]) -> None:
    whole = b"".join(postgres_dump.dumped(connection.settings_dict))

    def cut() -> Iterator[bytes]:
        yield whole[: len(whole) // 2]
        raise RuntimeError("the medium was pulled out")

    with pytest.raises(RuntimeError):
        postgres_dump.restored(empty, cut())
    with pytest.raises(VaultError, match="could not be restored"):
        postgres_dump.restored(empty, [whole[: len(whole) // 2]])
    assert asked(empty, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == "0"


def test_a_server_that_is_not_there_is_said() -> None:
    with pytest.raises(VaultError, match="could not be backed up"):
        list(postgres_dump.dumped(connection.settings_dict | {"NAME": "no_such_database"}))


def test_a_missing_program_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres_dump, "PLACES", ())
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent))
    with pytest.raises(VaultError, match="pg_dump is missing"):
        postgres_dump.program("pg_dump")
