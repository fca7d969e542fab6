"""A sealed fictional office on PostgreSQL that was stopped while it was filled does not open with fewer cases."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.casework.prepared import LONGEST, SERVE
from wellfounded.config import office_keys
from wellfounded.vault.office_keys.store import KeyStore

OTHER = f"filled_by_a_test{os.environ.get('PYTEST_XDIST_WORKER', '')}"
KILLED_IN_THE_MIDST = """
import os, signal, sys
import django
django.setup()
from wellfounded.config import fictional_shelf, serve

fictional_shelf.load = lambda: os.kill(os.getpid(), signal.SIGKILL)  # every case is made, and the shelf is not
sys.exit(serve.main(["--prepare"]))
"""
pytestmark = [
    pytest.mark.skipif(settings.DB != "postgres", reason="the store of these tests is not PostgreSQL"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def place(tmp_path: Path) -> Iterator[dict[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {OTHER} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {OTHER}")
    yield os.environ | {
        "DJANGO_SETTINGS_MODULE": "wellfounded.config.settings",
        "WELLFOUNDED_DB": "postgres",
        "WELLFOUNDED_DB_NAME": OTHER,
        "WELLFOUNDED_HOME": str(tmp_path / "office"),
        "WELLFOUNDED_KEYS": str(tmp_path / "keys"),
    }
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {OTHER} WITH (FORCE)")


def ran(*command: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, env=environment, input="", capture_output=True, text=True, timeout=LONGEST, check=False
    )


def test_one_that_was_killed_while_it_was_filled_says_so_and_does_not_open(place: dict[str, str]) -> None:
    killed = ran(sys.executable, "-c", KILLED_IN_THE_MIDST, environment=place)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    again = ran(*SERVE, environment=place)
    assert (again.returncode, again.stdout) == (2, ""), again.stderr
    assert "with fewer cases" in again.stderr
    assert "WF-110" in again.stderr


def test_the_note_goes_with_the_last_step(tmp_path: Path) -> None:
    store = KeyStore.create(tmp_path / "keys")
    with office_keys.filling(store):
        assert store.note(office_keys.FILLING)
    assert not store.note(office_keys.FILLING)
