"""A backup of a PostgreSQL is restored where two database users share it, and looked at without leaving the office."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from wellfounded.cases import row_policies
from wellfounded.config.owner import owner_of_the_log
from wellfounded.vault import postgres_dump, recovery
from wellfounded.vault.errors import VaultError

# One server for all workers of pytest: users and databases of each have names of their own.
OF_A_TEST = f"of_a_test{os.environ.get('PYTEST_XDIST_WORKER', '')}"
OWNER, OFFICE, OTHER = f"owner_{OF_A_TEST}", f"office_{OF_A_TEST}", f"looked_at_{OF_A_TEST}"
SOURCE = f"backed_up_{OF_A_TEST}"
PROGRAM = str(Path(sys.executable).with_name("wellfounded"))
pytestmark = pytest.mark.skipif(settings.DB != "postgres", reason="the store of these tests is not PostgreSQL")


def told(query: str, *, database: str = "", user: str = "") -> str:
    given = connection.settings_dict
    command = ["psql", "-tAq", "-h", str(given["HOST"]), "-U", user or str(given["USER"])]
    done = subprocess.run(
        [*command, "-d", database or "postgres", "-c", query], capture_output=True, text=True, check=False
    )
    return (done.stdout + done.stderr).strip()


def is_there() -> bool:
    return OTHER in told("SELECT datname FROM pg_database").splitlines()


@pytest.fixture(scope="module")
def server() -> Iterator[dict[str, str]]:
    """Two users, as the manual tells to make them."""

    def gone() -> None:
        for database in (SOURCE, OTHER):
            told(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")
        for role in (OWNER, OFFICE):
            told(f"DROP ROLE IF EXISTS {role}")

    gone()
    for role in (OWNER, OFFICE):
        told(f"CREATE ROLE {role} LOGIN NOSUPERUSER NOCREATEDB")
    yield {
        "WELLFOUNDED_DB": "postgres",
        "WELLFOUNDED_DB_HOST": str(connection.settings_dict["HOST"]),
        "WELLFOUNDED_DB_USER": OFFICE,
        "WELLFOUNDED_DB_OWNER": OWNER,
        "DJANGO_SETTINGS_MODULE": "wellfounded.config.settings",
    }
    gone()


@pytest.fixture(scope="module")
def backup(server: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Of an office of two users, made by the one who works in it, and two of its shares as they are typed."""
    told(f"CREATE DATABASE {SOURCE} OWNER {OWNER}")
    file = tmp_path_factory.mktemp("medium") / "a.backup"
    words, quorum = recovery.new_shares()
    script = str(Path(__file__).with_name("backed_up.py"))
    environment = os.environ | server | {"WELLFOUNDED_DB_NAME": SOURCE, "WELLFOUNDED_HOME": str(file.parent)}
    subprocess.run([sys.executable, script, str(file), quorum.public.hex()], env=environment, check=True, timeout=900)
    return file, f"{words[0]}\n{words[2]}\n"


@pytest.fixture
def two(server: dict[str, str]) -> Iterator[dict[str, str]]:
    """An empty database of the owner."""
    told(f"CREATE DATABASE {OTHER} OWNER {OWNER}")
    yield server | {"WELLFOUNDED_DB_NAME": OTHER}
    told(f"DROP DATABASE IF EXISTS {OTHER} WITH (FORCE)")


def ran(*command: str, typed: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [PROGRAM, "backup", *command],
        env=os.environ | more,
        input=typed,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


def test_a_restore_gives_the_tables_to_the_owner_and_the_log_to_nobody_who_works(
    backup: tuple[Path, str], two: dict[str, str], tmp_path: Path
) -> None:
    done = ran("restore", str(backup[0]), "--to", str(tmp_path / "new"), "--for", "keeper", typed=backup[1], **two)
    assert done.returncode == 0, done.stderr
    owners = told("SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'", database=OTHER)
    assert owners == OWNER
    # The restore wrote its own entry as the office, beside the reading and the checkpoint.
    assert told("SELECT count(*) FROM audit_entry", database=OTHER, user=OFFICE) == "3"
    told("INSERT INTO django_session VALUES ('a', 'b', now())", database=OTHER, user=OFFICE)
    assert told("SELECT count(*) FROM django_session", database=OTHER, user=OFFICE) == "1"
    for statement in ("UPDATE audit_entry SET number = 1", "DROP TABLE audit_entry", "DELETE FROM audit_checkpoint"):
        assert "ERROR" in told(statement, database=OTHER, user=OFFICE)
    recorded = [one.name for one in (tmp_path / "new").iterdir()]
    assert recorded == ["office.recovery"]


def test_a_backup_holds_the_rows_that_the_server_hides_and_a_restore_hides_them_again(
    backup: tuple[Path, str], two: dict[str, str], tmp_path: Path
) -> None:
    done = ran("restore", str(backup[0]), "--to", str(tmp_path / "new"), "--for", "keeper", typed=backup[1], **two)
    assert done.returncode == 0, done.stderr
    names = "SELECT count(*) FROM persons_personname"
    for database in (SOURCE, OTHER):
        assert told(names, database=database, user=OFFICE) == "0"
        assert told(f"SET wellfounded.person = 'office'; {names}", database=database, user=OFFICE) == "1"
        assert told(names, database=database, user=OWNER) == "1"
        policies = "SELECT count(*) FROM pg_policies WHERE policyname = 'own_cases'"
        assert told(policies, database=database) == str(len(row_policies.policies()))


STOPPED_ONCE_LAID = """
import os, signal
from wellfounded.cli import main
from wellfounded.cli.store import restoring
signal.signal(signal.SIGHUP, signal.SIG_DFL)
restoring._checked = lambda *_: os.kill(os.getpid(), signal.SIGHUP)
main.main()
"""


def test_a_restore_that_is_stopped_says_what_lies_in_the_database(
    backup: tuple[Path, str], two: dict[str, str], tmp_path: Path
) -> None:
    words = ["backup", "restore", str(backup[0]), "--to", str(tmp_path / "new"), "--for", "keeper"]
    command = [sys.executable, "-c", STOPPED_ONCE_LAID, *words]
    done = subprocess.run(
        command, env=os.environ | two, input=backup[1], capture_output=True, text=True, timeout=600, check=False
    )
    assert (done.returncode, list(tmp_path.iterdir())) == (128 + signal.SIGHUP, []), done.stderr
    assert f"{OTHER} holds what was laid into it" in done.stderr
    assert "Nothing was restored" in done.stderr
    again = ran(*words[1:], typed="", **two)
    assert (again.returncode, "Share" in again.stderr) == (2, False)  # before any share is typed
    assert "The database is not empty" in again.stderr


def test_a_dump_is_refused_where_the_server_would_hide_rows(server: dict[str, str], backup: tuple[Path, str]) -> None:  # noqa: ARG001 - asks for the database
    given = connection.settings_dict | {"NAME": SOURCE, "USER": OFFICE}
    postgres_dump._shows_every_row(given, postgres_dump._dumping(given))  # noqa: SLF001 - the check by itself
    with pytest.raises(VaultError, match="would hide rows"):
        postgres_dump._shows_every_row(given, postgres_dump._environment(given))  # noqa: SLF001 - as a pooler would


def test_what_was_looked_at_is_gone_at_the_end(backup: tuple[Path, str], two: dict[str, str]) -> None:
    done = ran("verify", str(backup[0]), "--shares", typed=backup[1], **two)
    assert done.returncode == 0, done.stderr
    assert "entries of the log fit" in done.stdout
    assert "Signed on " in done.stdout
    assert "is dropped" in done.stderr
    assert not is_there()


def test_also_when_it_fails(backup: tuple[Path, str], two: dict[str, str]) -> None:
    """A table that comes to stand there meanwhile stops the dump in its middle."""
    told("CREATE FUNCTION public.audit_refuse() RETURNS int LANGUAGE sql AS 'SELECT 1'", database=OTHER, user=OWNER)
    done = ran("verify", str(backup[0]), "--shares", typed=backup[1], **two)
    assert done.returncode == 2
    assert "could not be restored" in done.stderr
    assert not is_there()


@pytest.fixture
def held(two: dict[str, str]) -> Iterator[None]:  # noqa: ARG001 - asks for the database
    """Somebody makes a function of the same name and does not say yet whether it stays: the restore waits for them."""
    given = connection.settings_dict
    command = ["psql", "-tAq", "-h", str(given["HOST"]), "-U", OWNER, "-d", OTHER]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        other.stdin.write(b"BEGIN; CREATE FUNCTION public.audit_refuse() RETURNS int LANGUAGE sql AS 'SELECT 1';\n")
        other.stdin.write(b"SELECT 'made';\n")
        other.stdin.flush()
        assert other.stdout.readline().strip() == b"made"
        yield
        other.kill()


@pytest.mark.usefixtures("held")
def test_also_when_it_is_ended_by_hand_in_the_middle(backup: tuple[Path, str], two: dict[str, str]) -> None:
    # Whoever was started in the background does not hear the key that ends a program, and neither do its children.
    command = ["env", "--default-signal=INT", PROGRAM, "backup", "verify", str(backup[0]), "--shares"]
    with subprocess.Popen(
        command, env=os.environ | two, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as program:
        assert program.stdin is not None
        program.stdin.write(backup[1].encode())
        program.stdin.close()
        until = time.monotonic() + 120
        here = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        waiting = f"{here} AND wait_event_type = 'Lock'"
        while told(waiting, database=OTHER) == "0" and time.monotonic() < until:
            time.sleep(0.05)
        assert told(waiting, database=OTHER) != "0"
        program.send_signal(signal.SIGINT)
        try:
            assert program.wait(60) != 0
        finally:
            program.kill()
    assert not is_there()


def test_a_database_that_holds_something_is_not_touched(backup: tuple[Path, str], two: dict[str, str]) -> None:
    told("CREATE SCHEMA apart; CREATE TABLE apart.something (a int)", database=OTHER, user=OWNER)
    done = ran("verify", str(backup[0]), "--shares", typed="", **two)
    assert (done.returncode, "Share" in done.stderr) == (2, False)  # before any share is typed
    assert "not empty" in done.stderr
    assert told("SELECT count(*) FROM apart.something", database=OTHER) == "0"


def test_one_that_cannot_be_dropped_is_named(backup: tuple[Path, str], two: dict[str, str]) -> None:
    """Whoever is not its owner lays the tables and cannot drop it: it is said what lies there."""
    told(f"GRANT ALL ON SCHEMA public TO {OFFICE}", database=OTHER)
    done = ran("verify", str(backup[0]), "--shares", typed=backup[1], **two | {"WELLFOUNDED_DB_OWNER": ""})
    assert done.returncode == 2
    assert "could not be dropped" in done.stderr
    assert f"dropdb {OTHER}" in " ".join(done.stderr.split())
    assert is_there()


SERVE = [sys.executable, "-m", "wellfounded.config.serve", "--empty", "--prepare"]


def test_what_the_office_made_itself_stops_no_upgrade(two: dict[str, str], tmp_path: Path) -> None:
    """As the indexes of search, whose tables are the office's user's: the owner copies them, and grants the rest."""

    def prepared(typed: str = "", **more: str) -> subprocess.CompletedProcess[str]:
        environment = os.environ | two | {"WELLFOUNDED_HOME": str(tmp_path)} | more
        return subprocess.run(
            SERVE, env=environment, input=typed, capture_output=True, text=True, timeout=600, check=False
        )

    made = prepared("An office\nadministrator\nfour words are enough\n")
    assert made.returncode == 0, made.stderr
    assert made.stdout.startswith("The office was made.")
    told("CREATE TABLE made_itself (id int); CREATE SEQUENCE counted_itself", database=OTHER, user=OFFICE)
    again = prepared()  # nothing to upgrade
    assert (again.returncode, again.stdout.partition(":")[0]) == (0, "Nothing was to do"), again.stderr
    script = [sys.executable, str(Path(__file__).with_name("recovery_made.py")), recovery.new_shares()[1].public.hex()]
    office = os.environ | two | {"WELLFOUNDED_HOME": str(tmp_path)}
    subprocess.run(script, env=office, check=True, timeout=300)
    back = [sys.executable, "-m", "django", "migrate", "library", "0003"]
    subprocess.run(back, env=os.environ | two | {"WELLFOUNDED_DB_USER": OWNER}, check=True, timeout=300)
    alone = prepared(WELLFOUNDED_DB_OWNER="")
    assert (alone.returncode, "Give its name in WELLFOUNDED_DB_OWNER" in alone.stderr) == (2, True), alone.stderr
    done = prepared()
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("The store was upgraded to this version.")
    assert (tmp_path / "before-upgrade.backup").exists()
    assert told("SELECT count(*) FROM made_itself", database=OTHER, user=OWNER) == "0"


@pytest.mark.django_db(transaction=True)
def test_a_user_that_owns_its_own_log_is_told_at_the_start() -> None:
    with connection.cursor() as cursor:
        said = " ".join(owner_of_the_log())
        assert "REASSIGN OWNED" in said
        assert str(connection.settings_dict["USER"]) in said
        cursor.execute(f"CREATE ROLE {OFFICE}_held")
        cursor.execute(f"SET ROLE {OFFICE}_held")
        try:
            assert list(owner_of_the_log()) == []  # the control: whoever is held by the grants hears nothing
        finally:
            cursor.execute("RESET ROLE")
            cursor.execute(f"DROP ROLE {OFFICE}_held")
