"""A store that several threads open at once, as the server does: an encrypted file, or the PostgreSQL of the tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import pytest
from django.core.management import call_command
from django.db import connection, connections

from wellfounded.vault import unlocked

T = TypeVar("T")
KEY = bytes(range(32))


def in_threads(*works: Callable[[], T]) -> list[T]:
    """The results of works that run at once, each with a connection of its own."""

    def run(work: Callable[[], T]) -> T:
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return [done.result() for done in [pool.submit(run, work) for work in works]]


@pytest.fixture
def shared_store(transactional_db: None, tmp_path: Path, django_db_blocker: Any) -> Iterator[None]:  # noqa: ARG001 - what threads commit is emptied afterwards
    """Every connection opened in a thread goes to one store on disk. Nothing may be asked outside `in_threads`."""
    if connection.vendor == "postgresql":
        yield
        return
    settings, path = connections.databases["default"], tmp_path / "office.db"
    in_memory, settings["NAME"] = settings["NAME"], path
    unlocked.hold(path, KEY)
    with django_db_blocker.unblock():
        in_threads(lambda: call_command("migrate", run_syncdb=True, verbosity=0))
        yield
    settings["NAME"] = in_memory
    unlocked.forget(path)
