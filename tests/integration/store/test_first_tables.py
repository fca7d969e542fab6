"""A new store has the tables that an upgraded one has, for a fraction of the models that Django builds for those."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from wellfounded.vault import postgres_dump

LAID = Path(__file__).with_name("laid.py")
OTHER = f"laid_by_a_test{os.environ.get('PYTEST_XDIST_WORKER', '')}"  # one server for all workers of pytest
Lay = Callable[..., dict[str, Any]]


def ran(*command: str, **more: str) -> str:
    server = postgres_dump._environment(connection.settings_dict)  # noqa: SLF001 - the same way to the server
    return subprocess.run(command, env=server | more, capture_output=True, text=True, check=True).stdout


def dumped_schema() -> list[str]:
    """Without the line that pg_dump draws by chance against what a restore might be made to do."""
    lines = ran(postgres_dump.program("pg_dump"), "--schema-only", OTHER).splitlines()
    return [line for line in lines if not line.startswith(("\\restrict", "\\unrestrict"))]


@pytest.fixture
def lay(tmp_path: Path) -> Iterator[Lay]:
    """Lays the tables of a store of its own, in a process of its own."""
    postgres = settings.DB == "postgres"

    def gone() -> None:
        if postgres:
            ran(postgres_dump.program("dropdb"), "--if-exists", "--force", OTHER)

    def laid(*until: str) -> dict[str, Any]:
        gone()
        if postgres:
            ran(postgres_dump.program("createdb"), OTHER)
        home = tmp_path / "-".join(("laid", *until))
        place = {"WELLFOUNDED_HOME": str(home), "WELLFOUNDED_DB_NAME": OTHER, "WELLFOUNDED_KEYS": ""}
        store: dict[str, Any] = json.loads(ran(sys.executable, str(LAID), *until, **place))
        return store | {"schema": dumped_schema()} if postgres else store

    yield laid
    gone()


def test_a_new_store_has_the_tables_of_an_upgraded_one(lay: Lay) -> None:
    """Django itself makes those of the old version, and upgrades them."""
    new, upgraded = lay(), lay("cases", "0011_lists")
    assert "audit_entry_no_gap" in str(new["schema"])
    assert new["schema"] == upgraded["schema"]
    assert new["rows"] == upgraded["rows"]
    assert new["built"] * 4 < upgraded["built"]
