"""One run: make the register, open the office, measure, write the page."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from django.conf import settings
from django.db import connection, connections

from bench import machine
from bench.load.browser import Browser
from bench.load.measure import alone, at_work, log_speed
from bench.load.page import page
from bench.load.register import Register
from bench.load.server import office
from bench.load.staff import Worker, hire
from bench.load.work import Day, Shift, Timed
from wellfounded.config import welcome

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "bench" / "results"
PAGE = ROOT / "docs" / "reference" / "load.md"
STORES = ("sqlcipher", "postgres")
SEED = 7
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    people: int
    turns: int  # pages that each opens at each pace, on average
    pauses: tuple[float, ...]  # the paces: seconds between two pages of one person, on average
    trial: bool = False  # writes no page


def run(home: Path, size: Size, *, say: Say) -> None:
    """Measure, and write results and page."""
    found = _about(size)
    register, workers = _filled(size.people, found, say=say)
    found["log"] = log_speed()
    say(f"the log takes {found['log']['alone']:.0f} entries a second")
    found["store_megabytes"] = _megabytes(home)
    connections.close_all()
    with office(home) as (port, pid):
        days = _days(workers, register, port=port)
        say(f"{len(days)} people signed in; each page alone first")
        found["alone"] = alone(days, pid)
        found["others"] = round(machine.busy(), 2)
        found["at_work"] = []
        for pause in size.pauses:
            say(f"now all of them, pausing {pause:g} s, for {size.turns * pause:.0f} s")
            found["at_work"].append(_at_pace(days, pid, size=size, pause=pause, home=home))
    _write(found, size, say=say)


def _at_pace(days: list[Day], pid: int, *, size: Size, pause: float, home: Path) -> dict[str, Any]:
    days[0].timed.seconds.clear()
    return {"pause": pause} | at_work(pid, shift=Shift(days, pause), seconds=size.turns * pause, home=home)


def _about(size: Size) -> dict[str, Any]:
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "machine": machine.describe(),
        "store": settings.DB,
        "load_before": round(machine.load(), 2),
        "people": size.people,
    }


def _filled(people: int, found: dict[str, Any], *, say: Say) -> tuple[Register, list[Worker]]:
    began = time.monotonic()
    if settings.DB == "postgres":
        _empty()
    welcome.prepare(fictional=True)
    staff, workers = hire()
    register = Register(staff, Random(SEED))  # noqa: S311 - the same office at every run, and nothing secret
    for made in register.fill(people):
        say(f"{made} of {people} people in the register, {time.monotonic() - began:.0f} s")
    found |= {"filled_in": round(time.monotonic() - began), "rows": register.rows}
    return register, workers


def _empty() -> None:
    """The database of a run before, in a cluster that these runs alone use."""
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")


def _days(workers: list[Worker], register: Register, *, port: int) -> list[Day]:
    timed, days = Timed(), []
    for place, worker in enumerate(workers):
        browser = Browser(port)
        browser.sign_in(worker)
        cases, interviews = register.cases[worker.username], register.interviews[worker.username]
        days.append(Day(worker, browser, cases, interviews, chance=Random(place), timed=timed))  # noqa: S311 - the same
    return days


def _megabytes(home: Path) -> int:
    if settings.DB == "postgres":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            return round(int(cursor.fetchone()[0]) / 1e6)
    return round(sum(file.stat().st_size for file in home.glob("office.db*")) / 1e6)


def _write(found: dict[str, Any], size: Size, *, say: Say) -> None:
    text = json.dumps(found, indent=1) + "\n"
    if size.trial:
        say(text)
        return
    (RESULTS / f"load-{settings.DB}.json").write_text(text, encoding="utf-8")
    files = [RESULTS / f"load-{store}.json" for store in STORES]
    PAGE.write_text(page([json.loads(file.read_text("utf-8")) for file in files if file.exists()]), encoding="utf-8")
    say(f"{PAGE.relative_to(ROOT)} is written")
