"""What is granted on PostgreSQL, seen without one, and who speaks while the tables are made."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import DatabaseError, connection

from wellfounded.audit import grants, triggers
from wellfounded.config.owner import as_owner


def break_if(breaks: bool) -> None:  # noqa: FBT001 - one word says all
    if breaks:
        raise DatabaseError


def test_each_table_of_the_log_is_read_and_added_to_only() -> None:
    said: list[str] = []
    grants.grant_to(SimpleNamespace(execute=said.append), "office")  # type: ignore[arg-type] # all that it needs of one
    for table in triggers.KEYS:
        more = ", DELETE" if table == triggers.ERASABLE else ""
        assert said.index(f'REVOKE ALL ON {table} FROM "office", PUBLIC') < said.index(
            f'GRANT SELECT, INSERT{more} ON {table} TO "office"'
        )


def test_without_an_owner_nothing_changes(settings: LazySettings) -> None:
    settings.DB_OWNER = ""
    before = dict(connection.settings_dict)
    with as_owner():
        assert connection.settings_dict == before


@pytest.mark.parametrize("breaks", [False, True])
def test_the_owner_is_gone_afterwards(settings: LazySettings, monkeypatch: pytest.MonkeyPatch, *, breaks: bool) -> None:
    settings.DB_OWNER = "owner"
    said: list[str] = []
    cursor = SimpleNamespace(execute=said.append, __enter__=None)
    held = SimpleNamespace(
        vendor="postgresql", settings_dict={"USER": "office"}, close=lambda: said.append("closed"), ops=connection.ops
    )
    held.ensure_connection = lambda: None

    class Cursor:
        def __enter__(self) -> Any:
            said.append(f"as {held.settings_dict['USER']}")
            return cursor

        def __exit__(self, *_: object) -> None:
            said.append("done")

    held.cursor = Cursor
    monkeypatch.setattr("wellfounded.config.owner.connection", held)
    monkeypatch.setattr("wellfounded.config.owner._user", lambda: "office")
    try:
        with as_owner():
            assert held.settings_dict["USER"] == "owner"
            break_if(breaks)
    except DatabaseError:
        assert breaks
    assert held.settings_dict["USER"] == "office"
    assert said.pop(0) == "as office"  # which lends what is its own
    del said[: said.index("closed")]
    assert (said[0], said[-1]) == ("closed", "closed")
    assert ("as owner" in said) is not breaks
