"""Several processes, or threads on PostgreSQL, append at once: every entry has its place, and the tree holds."""

import secrets
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.audit.models import Entry
from wellfounded.audit.verify import verify_log

WORKER = Path(__file__).with_name("recording.py")
MANY = 25


def start(home: Path, key: str, *, actor: str = "nobody", what: str) -> subprocess.Popen[str]:
    command = [sys.executable, str(WORKER), str(home), key, actor, what]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finished(worker: subprocess.Popen[str]) -> str:
    told, complaint = worker.communicate(timeout=120)
    assert worker.returncode == 0, complaint
    return told


@pytest.mark.skipif(connection.vendor != "sqlite", reason="an encrypted store is a file of SQLite")
def test_processes_append_to_one_encrypted_store(tmp_path: Path) -> None:
    key = secrets.token_hex(32)
    finished(start(tmp_path, key, what="make"))
    actors = ["mina", "noor", "vera"]
    for worker in [start(tmp_path, key, actor=actor, what=str(MANY)) for actor in actors]:
        finished(worker)
    assert finished(start(tmp_path, key, what="verify")) == f"{MANY * 3} True mina noor vera"


@pytest.mark.skipif(connection.vendor != "postgresql", reason="the store of the tests is in the memory of one process")
@pytest.mark.django_db(transaction=True)
def test_threads_append_to_one_server() -> None:
    def write(actor: str) -> None:
        for number in range(MANY):
            with transaction.atomic():
                record(Event.CASE_OPENED, actor=actor, subject=f"C-{number:05}")
                transaction.set_rollback(number % 5 == 0)
        connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, ["mina", "noor", "vera", "seo"]))
    assert Entry.objects.count() == 4 * MANY * 4 // 5
    assert verify_log().troubles == ()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="elsewhere there is no way to a server")
@pytest.mark.django_db(transaction=True)
def test_an_entry_waits_for_the_server_twice() -> None:
    """A third time for a quarter of them, whose place in the tree rests on more than the last one."""
    said = []
    with transaction.atomic():
        for _ in range(8):
            with CaptureQueriesContext(connection) as queries:
                record(Event.SIGNED_IN, actor="mina")
            said.append(len(queries))
    assert said == [2, 2, 2, 3, 2, 2, 2, 3]
    assert verify_log().troubles == ()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="elsewhere the transaction is the only writer")
@pytest.mark.django_db(transaction=True)
def test_who_waited_sees_what_was_written_meanwhile() -> None:
    def write() -> int:
        try:
            return record(Event.SIGNED_OUT, actor="noor")
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            record(Event.SIGNED_IN, actor="mina")
            waiting = pool.submit(write)
            _until_somebody_waits()
            assert record(Event.CASE_OPENED, actor="mina", subject="C-00001") == 1
        assert waiting.result(timeout=60) == 2
    assert verify_log().troubles == ()


def _until_somebody_waits() -> None:
    waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
    until = time.monotonic() + 60
    with connection.cursor() as cursor:
        while time.monotonic() < until:
            cursor.execute(waiting)
            if cursor.fetchone()[0]:
                return
    raise AssertionError("nobody waits for the log")
