"""Several processes, or threads on PostgreSQL, append at once: every entry has its place, and the tree holds."""

import secrets
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection, transaction

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
