"""The encrypted store behind Django: what reaches the disk, what a wrong key and damage say, and Django's own."""

import datetime as dt
import sqlite3
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, ClassVar

import pytest
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, OperationalError, connections, models, transaction
from sqlcipher3 import dbapi2 as sqlcipher

from wellfounded.accounts.models import Office, User
from wellfounded.vault import unlocked
from wellfounded.vault.errors import StoreDamaged, StoreLocked
from wellfounded.vault.sqlcipher.base import PRAGMAS, DatabaseWrapper
from wellfounded.vault.sqlcipher.check import check_every_page

KEY = bytes(range(32))
ALIAS = "on_disk"
CANARY = "한송이 canary of the test"

MakeStore = Callable[[Path | str], DatabaseWrapper]


@pytest.fixture
def make_store() -> Iterator[MakeStore]:
    """Opens further connections to stores on disk, and closes them."""
    opened: list[DatabaseWrapper] = []

    def make(path: Path | str) -> DatabaseWrapper:
        settings = connections["default"].settings_dict | {"NAME": path, "OPTIONS": {}}
        opened.append(DatabaseWrapper(settings, alias=ALIAS))
        return opened[-1]

    yield make
    for store in opened:
        store.close()


@pytest.fixture
def store(make_store: MakeStore, tmp_path: Path, django_db_blocker: Any) -> Iterator[DatabaseWrapper]:
    path = tmp_path / "office.db"
    unlocked.hold(path, KEY)
    with django_db_blocker.unblock():
        yield make_store(path)
    unlocked.forget(path)


def run(store: DatabaseWrapper, query: str, params: Any = None) -> list[Any]:
    with store.cursor() as cursor:
        cursor.execute(query, params)
        return list(cursor.fetchall())


def write_canary(store: DatabaseWrapper) -> None:
    run(store, "CREATE TABLE person (name text)")
    run(store, "CREATE VIRTUAL TABLE words USING fts5(text)")
    run(store, "INSERT INTO person VALUES (%s)", [CANARY])
    run(store, "INSERT INTO words VALUES (%s)", [CANARY])


def bytes_on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


def test_nothing_in_clear_reaches_the_disk(store: DatabaseWrapper, tmp_path: Path) -> None:
    write_canary(store)
    assert run(store, "SELECT text FROM words WHERE words MATCH 'canary'") == [(CANARY,)]
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["office.db", "office.db-shm", "office.db-wal"]
    found = bytes_on_disk(tmp_path)
    assert CANARY.encode() not in found
    assert b"person" not in found
    assert b"SQLite format" not in found


def test_the_same_search_finds_it_in_a_plain_store(tmp_path: Path) -> None:
    """The negative control of the test above."""
    plain = sqlite3.connect(tmp_path / "plain.db")
    plain.execute("CREATE TABLE person (name text)")
    plain.execute("INSERT INTO person VALUES (?)", [CANARY])
    plain.commit()
    plain.close()
    assert CANARY.encode() in bytes_on_disk(tmp_path)


def test_the_pragmas_hold_on_every_connection(store: DatabaseWrapper) -> None:
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "secure_delete": 1,
        "temp_store": 2,
        "trusted_schema": 0,
        "foreign_keys": 1,
        "legacy_alter_table": 0,
        "cache_size": -32000,
    }
    for _ in range(2):
        assert {name: run(store, f"PRAGMA {name}")[0][0] for name in expected} == expected
        store.close()
    assert run(store, "PRAGMA busy_timeout") == [(20_000,)]
    assert {pragma.split(" = ")[0] for pragma in PRAGMAS} == set(expected)


def test_a_locked_store_is_not_created(make_store: MakeStore, tmp_path: Path) -> None:
    with pytest.raises(StoreLocked, match="is locked"):
        make_store(tmp_path / "locked.db").get_new_connection({"database": tmp_path / "locked.db"})
    assert list(tmp_path.iterdir()) == []


def test_a_store_in_memory_needs_no_key(make_store: MakeStore, django_db_blocker: Any) -> None:
    with django_db_blocker.unblock():
        store = make_store(":memory:")
        assert run(store, "SELECT 1") == [(1,)]
        assert store.connection is not None
        store.connection.close()  # Django keeps a store in memory open


def test_a_store_that_somebody_else_holds_is_not_called_damaged(
    store: DatabaseWrapper, make_store: MakeStore, tmp_path: Path
) -> None:
    run(store, "PRAGMA locking_mode = EXCLUSIVE")
    write_canary(store)
    other = make_store(tmp_path / "office.db")
    other.settings_dict["OPTIONS"] = {"timeout": 0}
    with pytest.raises(OperationalError, match="locked"):
        run(other, "SELECT 1")


def test_another_key_reads_nothing(store: DatabaseWrapper, make_store: MakeStore, tmp_path: Path) -> None:
    write_canary(store)
    store.close()
    unlocked.hold(tmp_path / "office.db", bytes(32))
    with pytest.raises(StoreDamaged, match="belongs to another key file"):
        run(make_store(tmp_path / "office.db"), "SELECT * FROM person")


def test_a_damaged_first_page_is_said_at_once(
    store: DatabaseWrapper, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    write_canary(store)
    store.close()
    flip(tmp_path / "office.db", at=100)
    with pytest.raises(StoreDamaged, match="damaged"):
        run(store, "SELECT * FROM person")
    assert capfd.readouterr() == ("", "")


def test_a_damaged_later_page_is_refused_when_it_is_read(store: DatabaseWrapper, tmp_path: Path) -> None:
    write_canary(store)
    run(store, "INSERT INTO person VALUES (%s)", ["x" * 20_000])
    store.close()
    flip(tmp_path / "office.db", at=-5000)  # in the page before the last
    with pytest.raises(DatabaseError, match="malformed"):
        run(store, "SELECT * FROM person")


def test_every_page_is_checked_with_the_last_one_that_sqlcipher_reads_as_zeros(
    store: DatabaseWrapper, tmp_path: Path
) -> None:
    write_canary(store)
    run(store, "INSERT INTO person VALUES (%s)", ["x" * 20_000])
    check_every_page(store)
    store.close()
    flip(tmp_path / "office.db", at=-100)
    assert run(store, "SELECT max(name) FROM person")[0][0] != "x" * 20_000  # the gap: once it raises, drop the check
    with pytest.raises(StoreDamaged, match=r"1 pages .+ page \d+"):
        check_every_page(store)


def flip(path: Path, *, at: int) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)


def test_a_missing_folder_is_not_called_damage(make_store: MakeStore, tmp_path: Path, django_db_blocker: Any) -> None:
    path = tmp_path / "gone" / "office.db"
    unlocked.hold(path, KEY)
    with django_db_blocker.unblock(), pytest.raises(OperationalError, match="unable to open"):
        run(make_store(path), "SELECT 1")
    unlocked.forget(path)


def test_a_deleted_row_leaves_the_decrypted_pages(store: DatabaseWrapper) -> None:
    write_canary(store)
    run(store, "DELETE FROM person")
    run(store, "PRAGMA wal_checkpoint(TRUNCATE)")
    run(store, "ATTACH DATABASE ':memory:' AS clear KEY ''")
    run(store, "SELECT sqlcipher_export('clear')")
    assert run(store, "SELECT count(*) FROM clear.person") == [(0,)]


def test_a_reader_in_a_transaction_takes_the_lock_at_once(store: DatabaseWrapper, make_store: MakeStore) -> None:
    """IMMEDIATE: two transactions that read and then write follow each other, and neither fails midway."""
    write_canary(store)
    other = make_store(store.settings_dict["NAME"])
    run(other, "PRAGMA busy_timeout = 1")
    store.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    with pytest.raises(OperationalError, match="locked"):
        other.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


@pytest.mark.parametrize(
    ("query", "params", "expected"),
    [
        ("SELECT %s, %s", [1, "a%b"], (1, "a%b")),
        ("SELECT %(one)s || %(two)s", {"one": "a", "two": "b"}, ("ab",)),
        ("SELECT '100%%', %s", [2], ("100%", 2)),
        ("SELECT '100%'", None, ("100%",)),
        ("SELECT %s", [Decimal("1.50")], ("1.50",)),
        ("SELECT %s", [dt.date(2024, 3, 2)], ("2024-03-02",)),
        ("SELECT %s", [dt.datetime(2024, 3, 2, 4, 5)], ("2024-03-02 04:05:00",)),  # noqa: DTZ001 - as Django gives it
        ("SELECT django_date_extract('year', %s)", ["2024-03-02"], (2024,)),
        ("SELECT %s REGEXP %s", ["abc", "^a"], (1,)),
        ("SELECT JSON_EXTRACT(%s, '$.a')", ['{"a": 5}'], (5,)),
    ],
)
def test_parameters_and_functions_are_those_of_django(
    store: DatabaseWrapper, query: str, params: Any, expected: tuple[Any, ...]
) -> None:
    assert run(store, query, params) == [expected]


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("INSERT INTO t VALUES (%s, '%%')", [(1,), (2,)]),
        ("INSERT INTO t VALUES (%(x)s, '%%')", [{"x": 1}, {"x": 2}]),
        ("INSERT INTO t VALUES (%s, '%%')", []),
    ],
)
def test_many_rows_at_once(store: DatabaseWrapper, query: str, rows: list[Any]) -> None:
    run(store, "CREATE TABLE t (x, y)")
    with store.cursor() as cursor:
        cursor.cursor.executemany(query, iter(rows))
    assert run(store, "SELECT x, y FROM t") == [(number + 1, "%") for number in range(len(rows))]


class Mark(models.Model):
    """A table of one's own with the kinds of columns whose conversion could differ."""

    objects: ClassVar[models.Manager["Mark"]] = models.Manager()

    data = models.JSONField()
    at = models.DateTimeField()
    day = models.DateField(null=True)
    amount = models.DecimalField(max_digits=5, decimal_places=2)
    flag = models.BooleanField()

    class Meta:
        app_label = "accounts"
        managed = False

    def __str__(self) -> str:
        return str(self.pk)


@pytest.fixture
def office(store: DatabaseWrapper) -> Iterator[str]:
    """The whole application migrated onto an encrypted file, under an alias of its own."""
    connections.databases[ALIAS] = store.settings_dict
    connections[ALIAS] = store
    call_command("migrate", database=ALIAS, verbosity=0, run_syncdb=True)
    yield ALIAS
    del connections[ALIAS]
    del connections.databases[ALIAS]


def test_the_application_migrates_and_reads_back_what_it_wrote(office: str) -> None:
    with connections[office].schema_editor() as editor:
        editor.create_model(Mark)
    at = dt.datetime(2024, 3, 2, 4, 5, 6, 7, tzinfo=dt.UTC)
    written = {"data": {"a": ["한", None]}, "at": at, "day": at.date(), "amount": Decimal("1.50"), "flag": True}
    Mark.objects.using(office).create(**written)
    assert Mark.objects.using(office).values(*written).get() == written
    assert Mark.objects.using(office).filter(data__a__0="한", at__year=2024, day__month=3).exists()
    assert "accounts_user" in connections[office].introspection.table_names()


def test_constraints_and_savepoints_hold(office: str) -> None:
    with transaction.atomic(using=office):
        User.objects.using(office).create(username="kept")
        with pytest.raises(IntegrityError), transaction.atomic(using=office):
            Office.objects.using(office).create(pk=2, name="a second office")
    assert User.objects.using(office).filter(username="kept").exists()


def test_the_product_and_these_tests_use_this_backend() -> None:
    assert connections["default"].settings_dict["ENGINE"] in {
        "wellfounded.vault.sqlcipher",
        "django.db.backends.postgresql",
    }
    assert sqlcipher.connect(":memory:").execute("PRAGMA cipher_version").fetchone()
