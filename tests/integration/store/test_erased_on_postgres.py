"""What a PostgreSQL keeps of a file that was erased, looked for in every file of the server, and what takes it away.

Words stand in every text, list and picture of the file. They are looked for as they are: the cluster of the tests
compresses nothing but long values, and those begin with the word.
"""

from __future__ import annotations

import fcntl
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from tempfile import gettempdir
from typing import Any

import pytest
from django.conf import settings
from django.db import OperationalError, connection

from tests.casework.cast import Cast
from tests.casework.interviews import case_in_interview
from tests.crash.canaries import files_of
from tests.crash.erased import BESIDE, plant
from tests.crash.everywhere import columns_for_words, columns_with
from wellfounded.audit.events import Event
from wellfounded.audit.models import Detail
from wellfounded.audit.verify import verify_log
from wellfounded.cases import server_sweeping
from wellfounded.cases.actions.ask_erasure import ErasureAsked, ask_erasure
from wellfounded.cases.actions.carry_out_erasure import carry_out_erasure
from wellfounded.cases.actions.sweep_server import sweep_server
from wellfounded.cases.compartments import Compartment
from wellfounded.cases.erasing import HEAP, LOG_ELSEWHERE, LOG_OF_SERVER
from wellfounded.cases.errors import NotAllowed, NotNow
from wellfounded.cases.models import Case, Erasure
from wellfounded.cases.server_sweeping import Swept, check_may_sweep, sweep

pytestmark = [
    pytest.mark.skipif(settings.DB != "postgres", reason="the store of these tests is not PostgreSQL"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture(autouse=True)
def _alone() -> Iterator[None]:
    """In one cluster for several workers: a sweep writes over the log of all."""
    with (Path(gettempdir()) / "wellfounded-sweeps.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


@pytest.fixture
def folder() -> Path:
    """Of the cluster, which a test of its own may read."""
    found = Path(said("SHOW data_directory"))
    if not found.exists():
        pytest.skip("the folder of the server cannot be read from here")
    return found


def said(statement: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return str(cursor.fetchone()[0])


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def words_of_server(folder: Path, mark: str) -> dict[str, int]:
    """How many different words stand in the files of tables, and in the write-ahead log, once all was written out."""
    run("CHECKPOINT")
    pattern, found = re.compile(rf"{mark}-\d{{4}}".encode()), {"files": set[bytes](), "log": set[bytes]()}
    for path in files_of(folder):
        try:
            raw = path.read_bytes()
        except FileNotFoundError:  # the server took it away meanwhile
            continue
        found["log" if "pg_wal" in path.parts else "files"] |= set(pattern.findall(raw))
    return {where: len(words) for where, words in found.items()}


def erased(cast: Cast, case: Case) -> Erasure:
    asked = ErasureAsked(compartments=tuple(Compartment), why="wish")
    return carry_out_erasure(cast.reviewer, ask_erasure(cast.registrar, case.number, request=asked).pk)


@pytest.fixture
def mark() -> str:
    """Of this test alone: another one may work beside it in the same cluster, or have left its words there."""
    return f"Zw{token_hex(4)}"


@pytest.fixture
def case(cast: Cast, mark: str) -> Case:
    made = case_in_interview(cast)
    plant(made, words=250, mark=mark)
    assert columns_for_words() - columns_with(mark) == set()
    run("ANALYZE")  # the server does it by itself now and then
    return made


def test_of_an_erased_file_nothing_is_left_in_the_server_once_it_was_swept(
    cast: Cast, case: Case, *, folder: Path, mark: str
) -> None:
    before, beside = words_of_server(folder, mark), columns_with(BESIDE)
    assert min(before.values()) > 200
    done = erased(cast, case)
    assert {HEAP, LOG_OF_SERVER} <= set(done.receipt["not_confirmed"])
    after = words_of_server(folder, mark)
    assert after["files"] > 200  # the control: it is not gone by being erased
    run("VACUUM ANALYZE")
    assert words_of_server(folder, mark)["files"] > 0  # nor by the server’s own vacuum
    assert sweep_server(cast.administrator) == Swept(len(list(server_sweeping.tables())), statistics=True, log=True)
    assert words_of_server(folder, mark) == {"files": 0, "log": 0}
    assert columns_with(BESIDE) == beside
    done.refresh_from_db()
    missing = set(done.receipt["not_confirmed"])
    assert (missing & {HEAP, LOG_OF_SERVER}, LOG_ELSEWHERE in missing) == (set(), True)
    assert Detail.objects.filter(event=Event.ERASURES_SWEPT).count() == 1
    assert verify_log().whole


def test_the_statistics_of_the_server_alone_keep_words(cast: Cast, case: Case, *, folder: Path, mark: str) -> None:
    """Why they are written anew as well: without it, samples of the columns stand there."""
    erased(cast, case)
    for table in server_sweeping.tables():
        run(f'VACUUM (FULL) "{table}"')
    assert words_of_server(folder, mark)["files"] > 0


@pytest.mark.parametrize(
    ("step", "refused"),
    [("_write_table_anew", "VACUUM (FULL, VERBOSE) pg_statistic"), ("_allowed", "SELECT pg_switch_wal()")],
)
def test_what_could_not_be_done_stays_in_the_receipt(
    cast: Cast, case: Case, *, step: str, refused: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = getattr(server_sweeping, step)

    def allowed(cursor: Any, statement: str) -> bool:  # in the place of a right that is missing
        return statement != refused and plain(cursor, statement)

    done = erased(cast, case)
    monkeypatch.setattr(server_sweeping, step, allowed)
    swept = sweep_server(cast.administrator)
    done.refresh_from_db()
    missing = set(done.receipt["not_confirmed"])
    assert (swept.statistics, swept.log) == (HEAP not in missing, LOG_OF_SERVER not in missing)
    assert (swept.statistics, swept.log) == (step == "_allowed", step != "_allowed")


@pytest.mark.parametrize("table", ["cases_case", "pg_statistic"])
def test_a_table_that_the_server_passes_over_with_a_warning_does_not_count_as_written(table: str) -> None:
    statement = f"VACUUM (FULL, VERBOSE) {table}"
    run("DROP ROLE IF EXISTS office_that_may_not_vacuum")
    run("CREATE ROLE office_that_may_not_vacuum")
    with connection.cursor() as cursor:
        assert server_sweeping._write_table_anew(cursor, statement)  # noqa: SLF001 - the control, and the step by itself
        cursor.execute("SET ROLE office_that_may_not_vacuum")
        try:
            assert not server_sweeping._write_table_anew(cursor, statement)  # noqa: SLF001 - the same
        finally:
            cursor.execute("RESET ROLE")
            cursor.execute("DROP ROLE office_that_may_not_vacuum")


def test_a_sweep_in_which_a_table_was_passed_over_says_who_can_do_it(monkeypatch: pytest.MonkeyPatch) -> None:
    run("DROP ROLE IF EXISTS office_that_may_not_vacuum")
    run("CREATE ROLE office_that_may_not_vacuum")
    monkeypatch.setattr(server_sweeping, "check_may_sweep", lambda: run("SET ROLE office_that_may_not_vacuum"))
    try:
        with pytest.raises(NotNow, match="Only the owner"):
            sweep()
    finally:
        run("RESET ROLE")
        run("DROP ROLE office_that_may_not_vacuum")


def test_only_who_keeps_the_store_sweeps_and_only_as_the_owner_of_the_tables(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        sweep_server(cast.registrar)
    run("DROP ROLE IF EXISTS office_that_owns_nothing")
    run("CREATE ROLE office_that_owns_nothing")
    run("SET ROLE office_that_owns_nothing")
    try:
        with pytest.raises(NotNow, match="Only the owner"):
            sweep()
    finally:
        run("RESET ROLE")
        run("DROP ROLE office_that_owns_nothing")


def test_whoever_may_not_write_the_log_of_the_server_anew_is_told_so_and_no_fault_is_raised() -> None:
    run("DROP ROLE IF EXISTS office_without_rights")
    run("CREATE ROLE office_without_rights")
    with connection.cursor() as cursor:
        assert server_sweeping._write_log_anew(cursor)  # noqa: SLF001 - the control, and the step by itself
        cursor.execute("SET ROLE office_without_rights")
        try:
            assert not server_sweeping._write_log_anew(cursor)  # noqa: SLF001 - the same
        finally:
            cursor.execute("RESET ROLE")
            cursor.execute("DROP ROLE office_without_rights")


@contextmanager
def somebody(statement: str, *, database: str = "") -> Iterator[None]:
    """Another connection, in the middle of what it does."""
    other = connection.copy()
    other.settings_dict["NAME"] = database or connection.settings_dict["NAME"]
    try:
        with other.cursor() as cursor:
            cursor.execute(f"BEGIN ISOLATION LEVEL REPEATABLE READ; {statement}")
            yield
    finally:
        other.close()


USES_A_TABLE, ONLY_LOOKS = "SELECT count(*) FROM cases_case", "SELECT 1"
ONLY_LOCKS = "LOCK TABLE cases_case IN ACCESS SHARE MODE"  # before anything is read nothing would be seen any more


@pytest.mark.parametrize("statement", [USES_A_TABLE, ONLY_LOOKS, ONLY_LOCKS])
def test_while_somebody_works_nothing_is_taken_from_them(statement: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_sweeping, "PATIENCE", 0.05)
    with somebody(statement), pytest.raises(NotNow, match="Somebody works"):
        sweep()
    check_may_sweep()


def test_a_full_disk_or_a_server_that_goes_away_is_not_called_somebody(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(cursor: Any, _: str) -> bool:
        cursor.close()
        raise OperationalError("could not extend file: No space left on device")

    monkeypatch.setattr(server_sweeping, "_write_table_anew", full)
    with pytest.raises(NotNow, match="No space left on device"):
        sweep()


def test_a_sweep_that_waited_for_nobody_would_leave_what_an_older_look_may_still_see(
    cast: Cast, case: Case, *, folder: Path, mark: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Why it waits: also for the server’s own analysing, which begins by itself."""
    with somebody(ONLY_LOOKS):
        erased(cast, case)
        monkeypatch.setattr(server_sweeping, "_wait_for_snapshots", lambda _cursor: None)
        monkeypatch.setattr(server_sweeping, "_kept", lambda _detail: False)
        assert sweep().statistics
        assert words_of_server(folder, mark)["files"] > 0
    monkeypatch.undo()
    assert sweep().statistics
    assert words_of_server(folder, mark) == {"files": 0, "log": 0}


CHANGES_SOMETHING = "SELECT txid_current()"


def test_while_somebody_changes_another_database_of_the_server_nothing_is_said_to_be_gone(
    cast: Cast, case: Case, *, folder: Path, mark: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their transaction is older than the erasure: rows that it could have seen are kept, here as well."""
    with somebody(CHANGES_SOMETHING, database="postgres"):
        erased(cast, case)
        with monkeypatch.context() as hasty:
            hasty.setattr(server_sweeping, "PATIENCE", 0.2)
            with pytest.raises(NotNow, match="Somebody works"):
                sweep()
        with monkeypatch.context() as control:
            control.setattr(server_sweeping, "_kept", lambda _detail: False)
            assert sweep().statistics
        assert words_of_server(folder, mark)["files"] > 0
    assert sweep().statistics
    assert words_of_server(folder, mark) == {"files": 0, "log": 0}
