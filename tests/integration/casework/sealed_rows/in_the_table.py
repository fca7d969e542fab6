"""What lies in a sealed column itself, behind the back of the program."""

from __future__ import annotations

from typing import Any

from django.db import connection, models

NOT_OURS = "not written by this program"
WORDS = "손목에 흉터가 있다 — a scar at the wrist"


def lies(row: models.Model, column: str) -> Any:
    """What is in the table itself."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {row._meta.db_table} WHERE id = %s", [row.pk])  # noqa: S608, SLF001 - names of ours
        return cursor.fetchone()[0]


def lay(row: models.Model, column: str, value: Any) -> None:
    """As somebody does who writes in the database."""
    with connection.cursor() as cursor:
        sql = f"UPDATE {row._meta.db_table} SET {column} = %s WHERE id = %s"  # noqa: S608, SLF001 - names of ours
        cursor.execute(sql, [value, row.pk])
