"""What is said to PostgreSQL, seen without one. That it works is seen where the tests run on a server."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection

from wellfounded.audit import log, triggers

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


def test_an_append_takes_the_lock_before_it_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    cursor: Any = SimpleNamespace(execute=lambda statement, *_: said.append(statement), fetchone=lambda: None)
    monkeypatch.setattr(connection, "vendor", "postgresql")
    assert log._last(cursor) == (-1, b"")  # noqa: SLF001 - the one place where the lock is taken
    lock, _look = said
    assert lock.startswith("SELECT pg_advisory_xact_lock")
