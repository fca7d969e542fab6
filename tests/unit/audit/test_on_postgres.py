"""What is said to PostgreSQL, seen without one. That it works is seen where the tests run on a server."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection

from wellfounded.audit import log, triggers
from wellfounded.audit.commitment import Opened

EACH_STATEMENT = "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()"


def test_every_table_of_the_log_refuses_change_removal_and_emptying() -> None:
    said: list[str] = []
    server = SimpleNamespace(vendor="postgresql")
    editor: Any = SimpleNamespace(connection=server, execute=lambda statement, **_: said.append(statement))
    triggers.install(editor)
    made = [statement for statement in said if statement.startswith("CREATE TRIGGER")]
    for table in triggers.KEYS:
        keeper = "audit_keep_detail" if table == triggers.ERASABLE else "audit_refuse"
        assert [statement for statement in made if f" ON {table} " in statement][:3] == [
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {keeper}()",
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} {EACH_STATEMENT}",
        ]
        assert f"DROP TRIGGER IF EXISTS {table}_no_update ON {table}" in said


def _listening() -> tuple[list[str], Any]:
    """A cursor that writes down what it is told, and answers that nothing was found."""
    said: list[str] = []
    told = SimpleNamespace(
        execute=lambda statement, *_: said.append(statement), nextset=lambda: said.append("next"), fetchone=lambda: None
    )
    return said, told


def test_an_append_takes_the_lock_before_it_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    said, cursor = _listening()
    monkeypatch.setattr(connection, "vendor", "postgresql")
    assert log._last(cursor) == (-1, b"")  # noqa: SLF001 - the one place where the lock is taken
    once, then = said
    lock, look = once.split("; ")  # two statements: one alone would see the log as it was before it waited
    assert lock.startswith("SELECT pg_advisory_xact_lock")
    assert look.startswith("SELECT number, peak FROM audit_entry")
    assert then == "next"


def test_an_entry_and_its_detail_go_to_the_server_in_one_statement(monkeypatch: pytest.MonkeyPatch) -> None:
    said, cursor = _listening()
    monkeypatch.setattr(connection, "vendor", "postgresql")
    opened = Opened("office:session:opened", "mina", "", b"{}")
    log._append(cursor, 0, last_peak=b"", opened=opened)  # noqa: SLF001 - the one place where it is written
    (once,) = said
    assert once.startswith("WITH entry AS (INSERT INTO audit_entry")
    assert "INSERT INTO audit_detail" in once
