"""The write-ahead log of an encrypted store is emptied at once, unless somebody reads at that moment."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections

from tests.casework.shared_store import KEY, in_threads
from wellfounded.cases.erasing import cut_the_write_ahead_log
from wellfounded.cases.errors import NotNow
from wellfounded.cases.server_sweeping import sweep
from wellfounded.vault import unlocked

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="that of a PostgreSQL is its server's")


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, django_db_blocker: Any) -> Iterator[Path]:
    """Beside a store on disk, to which every connection opened in a thread goes."""
    path = tmp_path / "office.db"
    monkeypatch.setitem(connections.databases["default"], "NAME", path)
    unlocked.hold(path, KEY)
    with django_db_blocker.unblock():
        yield path.with_name(f"{path.name}-wal")
    unlocked.forget(path)


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_it_is_emptied_unless_somebody_reads(log: Path) -> None:
    def work() -> None:
        run("CREATE TABLE words (word)")
        assert log.stat().st_size > 0
        assert cut_the_write_ahead_log()
        assert log.stat().st_size == 0
        run("PRAGMA busy_timeout = 50")
        other = connection.copy()
        try:
            with other.cursor() as reading:
                other.set_autocommit(False)
                reading.execute("SELECT count(*) FROM words")
                run("INSERT INTO words VALUES ('later')")
                assert not cut_the_write_ahead_log()
                assert log.stat().st_size > 0
        finally:
            other.close()
        assert cut_the_write_ahead_log()

    in_threads(work)


def test_a_store_that_overwrites_what_it_frees_needs_no_sweep() -> None:
    with pytest.raises(NotNow, match="no PostgreSQL"):
        sweep()
