"""On PostgreSQL the office's own user cannot change the log, whatever SQL it speaks; the owner of the tables could."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection

from tests.integration.audit.test_triggers import CHECKPOINT, EMPTIED, KEY, REFUSED, TOMBSTONE, everything, run
from wellfounded.audit import grants
from wellfounded.audit.erasure import erase_subject
from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.audit.verify import verify_log

WORDS = r"permission denied|must be owner|append-only|later|gap"
ROLE = "office_of_the_test"
on_postgres = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite knows no users")
PAST_THE_TRIGGERS = {
    "switch a trigger off": "ALTER TABLE audit_entry DISABLE TRIGGER ALL",
    "take a trigger away": "DROP TRIGGER audit_entry_no_update ON audit_entry",
    "replace the function of a trigger": "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql "
    "AS $$ BEGIN RETURN NEW; END $$",
    "take the table away": "DROP TABLE audit_tombstone CASCADE",
    "act as a copy of the server": "SET session_replication_role = replica",
    "own the table": f"ALTER TABLE audit_entry OWNER TO {ROLE}",
    "forget a migration": "DELETE FROM django_migrations",
}


@pytest.fixture
def office(db: None) -> Iterator[Any]:  # noqa: ARG001 - asks pytest for the database
    """The session as the office's user, and something in the log to be changed."""
    for number in range(3):
        record(Event.CASE_OPENED, actor="mina", subject=f"C-{number:05}")
    for statement in (KEY, CHECKPOINT, TOMBSTONE):
        run(statement)
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {ROLE}")
        grants.grant_to(cursor, ROLE)
        cursor.execute(f"SET ROLE {ROLE}")
        yield cursor
        cursor.execute("RESET ROLE")


@on_postgres
@pytest.mark.parametrize("name", [*REFUSED, *EMPTIED, *PAST_THE_TRIGGERS])
def test_the_office_cannot(office: Any, name: str) -> None:
    before = everything()
    statement = (REFUSED | EMPTIED | PAST_THE_TRIGGERS)[name]
    with pytest.raises((ProgrammingError, IntegrityError), match=WORDS):
        run(statement)
    assert everything() == before
    assert grants.owns_nothing_of_the_log(office)


@on_postgres
def test_no_table_of_the_session_vouches_for_an_erasure(office: Any) -> None:
    """A temporary table is looked at before any other, unless the function says where it looks."""
    office.execute("CREATE TEMP TABLE audit_tombstone (erased_id bigint, told_by_id bigint)")
    office.execute("INSERT INTO audit_tombstone VALUES (1, 2)")
    with pytest.raises(IntegrityError, match="later entry told"):
        run("DELETE FROM audit_detail WHERE entry_id = 1")
    office.execute("DROP TABLE pg_temp.audit_tombstone")


@on_postgres
def test_without_a_path_of_its_own_the_function_would_believe_it(office: Any) -> None:
    office.execute("RESET ROLE")
    office.execute("ALTER FUNCTION audit_keep_detail() RESET search_path")
    office.execute(f"SET ROLE {ROLE}")
    office.execute("CREATE TEMP TABLE audit_tombstone (erased_id bigint, told_by_id bigint)")
    office.execute("INSERT INTO audit_tombstone VALUES (1, 2)")
    run("DELETE FROM audit_detail WHERE entry_id = 1")
    office.execute("DROP TABLE pg_temp.audit_tombstone")


@on_postgres
def test_the_owner_could(office: Any) -> None:
    """The negative control: it is the missing right that stops it."""
    office.execute("RESET ROLE")
    assert not grants.owns_nothing_of_the_log(office)
    office.execute("SET CONSTRAINTS ALL IMMEDIATE")
    run(PAST_THE_TRIGGERS["switch a trigger off"])
    run(REFUSED["change an entry"])


@on_postgres
@pytest.mark.usefixtures("office")
def test_the_office_grants_itself_nothing() -> None:
    """PostgreSQL answers this with a warning only."""
    run(f"GRANT UPDATE ON audit_entry TO {ROLE}")
    with pytest.raises(ProgrammingError, match="permission denied"):
        run(REFUSED["change an entry"])


@on_postgres
@pytest.mark.usefixtures("office")
def test_the_office_does_its_own_work() -> None:
    record(Event.CASE_OPENED, actor="mina", subject="C-77777")
    erase_subject("C-77777", actor="mina", reason="retention")
    assert not [one for one in verify_log().troubles if "C-77777" in str(one)]
