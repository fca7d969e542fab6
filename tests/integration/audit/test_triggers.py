"""The log cannot be changed with plain SQL. Each statement is seen to work once the triggers are gone."""

import pytest
from django.db import IntegrityError, connection, transaction

from tests.integration.audit.tampering import disarm
from wellfounded.audit import triggers
from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.audit.models import Detail, Entry

pytestmark = pytest.mark.django_db

KEY = "INSERT INTO audit_logkey (id, origin, private, public, made_at) VALUES (1, 'o', 'p', 'q', '2024-01-01 00:00:00')"
CHECKPOINT = "INSERT INTO audit_checkpoint (size, root, time, note) VALUES (3, 'r', '2024-01-01 00:00:00', 'n')"
TOMBSTONE = "INSERT INTO audit_tombstone (erased_id, told_by_id) VALUES (0, 2)"
REFUSED = {
    "change an entry": "UPDATE audit_entry SET time = '2020-01-01 00:00:00' WHERE number = 1",
    "remove an entry": "DELETE FROM audit_entry WHERE number = 2",
    "remove all entries": "DELETE FROM audit_entry",
    "leave a gap": "INSERT INTO audit_entry (number, time, commitment, peak) "
    "VALUES (7, '2024-01-01 00:00:00', 'c', 'p')",
    "change a detail": "UPDATE audit_detail SET actor = 'somebody' WHERE entry_id = 1",
    "remove a detail that no tombstone tells of": "DELETE FROM audit_detail WHERE entry_id = 1",
    "change a checkpoint": "UPDATE audit_checkpoint SET size = 1",
    "remove a checkpoint": "DELETE FROM audit_checkpoint",
    "change a tombstone": "UPDATE audit_tombstone SET told_by_id = 1",
    "remove a tombstone": "DELETE FROM audit_tombstone",
    "change the key": "UPDATE audit_logkey SET origin = 'another'",
    "remove the key": "DELETE FROM audit_logkey",
}
REPLACED = {
    "replace an entry": "INSERT OR REPLACE INTO audit_entry (number, time, commitment, peak) "
    "VALUES (2, '2024-01-01 00:00:00', 'c', 'p')",
    "replace an entry by its row": "INSERT OR REPLACE INTO audit_entry (rowid, number, time, commitment, peak) "
    "VALUES (1, 3, '2024-01-01 00:00:00', 'c', 'p')",
    "replace a detail": "INSERT OR REPLACE INTO audit_detail (entry_id, salt, event, actor, subject, payload) "
    "VALUES (1, 's', 'e', 'a', '', 'p')",
    "replace a checkpoint": "INSERT OR REPLACE INTO audit_checkpoint (id, size, root, time, note) "
    "SELECT id, 1, root, time, note FROM audit_checkpoint",
    "replace the key": KEY.replace("INSERT", "INSERT OR REPLACE").replace("'p'", "'another'"),
}
EMPTIED = {f"empty {table}": f"TRUNCATE {table} CASCADE" for table in triggers.KEYS}
SQLITE = connection.vendor == "sqlite"


@pytest.fixture(autouse=True)
def _log() -> None:
    for number in range(3):
        record(Event.CASE_OPENED, actor="mina", subject=f"C-{number:05}")
    for statement in (KEY, CHECKPOINT, TOMBSTONE):
        run(statement)
    connection.check_constraints()  # PostgreSQL empties no table while checks on it are still to come


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


CHANGES = REFUSED | (REPLACED if SQLITE else EMPTIED)


@pytest.mark.parametrize("name", CHANGES)
def test_the_database_refuses_to(name: str) -> None:
    before = everything()
    with pytest.raises(IntegrityError, match=r"append-only|a later entry told|without a gap"):
        run(CHANGES[name])
    assert everything() == before


@pytest.mark.parametrize("name", [name for name in CHANGES if name not in {"remove an entry", "remove all entries"}])
def test_without_triggers_it_would(name: str) -> None:
    disarm()
    before = everything()
    run(CHANGES[name])
    assert everything() != before
    transaction.set_rollback(True)


def test_a_detail_of_which_a_tombstone_tells_can_be_erased() -> None:
    run("DELETE FROM audit_detail WHERE entry_id = 0")
    assert list(Detail.objects.values_list("pk", flat=True)) == [1, 2]
    assert Entry.objects.count() == 3


def everything() -> list[list[tuple[object, ...]]]:
    tables = []
    with connection.cursor() as cursor:
        for table, key in triggers.KEYS.items():
            cursor.execute(f"SELECT * FROM {table} ORDER BY {key}")  # noqa: S608 - names of our own
            tables.append(
                [
                    tuple(bytes(cell) if isinstance(cell, memoryview) else cell for cell in row)
                    for row in cursor.fetchall()
                ]
            )
    return tables
