"""Lays the tables of a new store in WELLFOUNDED_HOME, or of an empty PostgreSQL, and prints what the store then has.

`laid.py APP NAME` lays them as far as a version that ended with this migration had them, and upgrades that store.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any
from unittest.mock import patch

os.environ["DJANGO_SETTINGS_MODULE"] = "wellfounded.config.settings"

import django

django.setup()

from django.conf import settings  # noqa: E402 - after Django is set up
from django.core.management import call_command  # noqa: E402 - the same reason
from django.db import connection  # noqa: E402 - the same reason
from django.db.migrations.state import ModelState  # noqa: E402 - the same reason

from wellfounded.config import opening  # noqa: E402 - the same reason
from wellfounded.vault import unlocked  # noqa: E402 - the same reason

built: list[str] = []
render = ModelState.render


def counted(model: ModelState, apps: Any) -> Any:
    built.append(model.name)
    return render(model, apps)


def lay(*until: str) -> None:
    if until:
        call_command("migrate", *until, verbosity=0)
    opening.lay_tables()


def told() -> dict[str, object]:
    """How many rows each table has, and of SQLite the schema; of the other its own program tells it better."""
    with connection.cursor() as cursor:

        def answer(query: str) -> list[Any]:
            cursor.execute(query)
            return list(cursor.fetchall())

        tables = connection.introspection.table_names(cursor)
        rows = {name: answer(f'SELECT count(*) FROM "{name}"') for name in tables}  # noqa: S608 - names of our own tables
        schema = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
        return {"rows": rows, "schema": answer(schema) if connection.vendor == "sqlite" else []}


if __name__ == "__main__":
    if connection.vendor == "sqlite":
        settings.HOME.mkdir(parents=True, exist_ok=True)
        unlocked.hold(settings.HOME / "office.db", bytes(32))
    with patch.object(ModelState, "render", counted):
        lay(*sys.argv[1:])
    json.dump({"built": len(built)} | told(), sys.stdout)
