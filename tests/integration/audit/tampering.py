"""Ways past the triggers, as somebody who owns the database has them."""

from typing import Any

from django.db import connection

from wellfounded.audit import triggers

NAMES = ("update", "delete", "truncate", "replace", "gap")


def disarm() -> None:
    """Take the triggers away, as a migration may; the test's transaction brings them back."""
    postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if postgres:  # which alters no table while checks on it are still to come
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for table in triggers.KEYS:
            for name in NAMES:
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{name}{f' ON {table}' if postgres else ''}")


def tamper(statement: str, *values: Any) -> None:
    disarm()
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        assert cursor.rowcount > 0
