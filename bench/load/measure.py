"""What is timed: each page alone, then with everybody at work, then the log by itself."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from django.db import transaction

from bench import machine
from bench.load.server import Disk, worked
from bench.load.work import Day, Deed, Shift
from wellfounded.accounts.roles import Role
from wellfounded.audit.events import Event
from wellfounded.audit.log import record

ALONE = 30  # of each page
LOG_SECONDS = 5
TOGETHER = 10  # entries in one transaction
# Who opens which page when it is timed alone.
PAGES: tuple[tuple[Role, Deed], ...] = (
    (Role.REGISTRAR, Day.open_case),
    (Role.REGISTRAR, Day.look_at_list),
    (Role.REGISTRAR, Day.open_person),
    (Role.REGISTRAR, Day.search),
    (Role.ADJUDICATOR, Day.assess),
    (Role.INTERVIEWER, Day.open_question),
)


def alone(days: list[Day], pid: int) -> dict[str, Any]:
    """Each page again and again by one person, with nobody else there: wall time, and the server's processor time."""
    of_role = {day.worker.role: day for day in days}
    rows: dict[str, Any] = {}
    for role, deed in PAGES:
        day = of_role[role]
        for _ in range(2):  # the first of a kind reads templates and pages of the store
            deed(day)
        rows |= _repeated(day, [partial(deed, day)] * ALONE, pid=pid)
    officer = of_role[Role.INTERVIEWER]
    turns = [officer.open_question() for _ in range(ALONE)]
    return rows | _repeated(officer, [partial(officer.save_answer, turn) for turn in turns], pid=pid)


def _repeated(day: Day, deeds: list[Callable[[], Any]], *, pid: int) -> dict[str, Any]:
    day.timed.seconds.clear()
    before = worked(pid)
    for deed in deeds:
        deed()
    cpu = (worked(pid) - before) / len(deeds)
    ((kind, seconds),) = day.timed.seconds.items()
    day.timed.seconds.clear()
    return {kind: row(seconds) | {"cpu": cpu}}


def at_work(pid: int, *, shift: Shift, seconds: float, home: Path) -> dict[str, Any]:
    """Everybody at once. A probe writes beside the store, to know what the disk itself takes."""
    disk, timed = Disk(home), shift.days[0].timed
    before, began = worked(pid), time.monotonic()
    with disk.watched():
        shift.work(seconds)
    took, cpu = time.monotonic() - began, worked(pid) - before
    return {
        "kinds": {kind: row(found) for kind, found in sorted(timed.seconds.items())},
        "disk": row(disk.seconds),
        "a_second": sum(map(len, timed.seconds.values())) / took,
        "cores": cpu / took,
        "load": round(machine.load(), 2),
    }


def log_speed(seconds: float = LOG_SECONDS) -> dict[str, float]:
    """Entries of the log a second that the disk has promised to keep: each alone, and several in one transaction."""
    return {"alone": _entries_a_second(1, seconds), "together": _entries_a_second(TOGETHER, seconds)}


def _entries_a_second(together: int, seconds: float) -> float:
    written, began = 0, time.monotonic()
    while time.monotonic() - began < seconds:
        with transaction.atomic():
            for _ in range(together):
                record(Event.CASE_OPENED, actor="bench", subject="C-LOAD", detail={"for": "case.open"})
        written += together
    return written / (time.monotonic() - began)


def row(seconds: list[float]) -> dict[str, float]:
    return {
        "median": median(seconds),
        "p95": machine.percentile(seconds, 95),
        "most": max(seconds),
        "times": len(seconds),
    }
