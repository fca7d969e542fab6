"""What is timed inside an office that nobody serves: `python -m bench.encryption.inside`, told by the environment.

Prints JSON: how long the store takes to open, and how many entries of the log a second are kept. `--entries 30000`
only fills the log to that length.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from pathlib import Path
from statistics import median
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wellfounded.config.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402 - after Django is set up
from django.db import connection, connections, transaction  # noqa: E402 - the same reason

from bench.encryption.offices import key_of  # noqa: E402 - the same reason
from bench.encryption.plain import without_encryption  # noqa: E402 - the same reason
from bench.load.measure import log_speed  # noqa: E402 - the same reason
from wellfounded.accounts.models import User  # noqa: E402 - the same reason
from wellfounded.audit.events import Event  # noqa: E402 - the same reason
from wellfounded.audit.log import record  # noqa: E402 - the same reason
from wellfounded.audit.models import Entry  # noqa: E402 - the same reason
from wellfounded.cases.models import Case  # noqa: E402 - the same reason
from wellfounded.config import opening  # noqa: E402 - the same reason
from wellfounded.vault import unlocked  # noqa: E402 - the same reason

TIMES = 7
LOG_SECONDS = 2.0


def main() -> None:
    options = _options()
    found: dict[str, Any] = {}
    if options.plain:
        without_encryption()
        unlocked.hold(settings.HOME / "office.db", bytes(32))  # asked for, and not used
    elif opening.is_encrypted():
        found |= _opening(settings.HOME, times=1 if options.entries else TIMES)
    if options.entries:
        _fill(options.entries)
    else:
        found["numbers"] = list(Case.objects.order_by("pk").values_list("number", flat=True))
        found["log"] = log_speed(LOG_SECONDS)
    found["entries"] = Entry.objects.count()
    print(json.dumps(found))


def _fill(entries: int) -> None:
    with transaction.atomic():
        for _ in range(entries - Entry.objects.count()):
            record(Event.CASE_OPENED, actor="bench", subject="C-LOAD")


def _opening(home: Path, *, times: int) -> dict[str, float]:
    """From the passphrase to the first row; then the check of every page, which comes with the start."""
    slots, rows, pages = [], [], []
    for _ in range(times):
        connections.close_all()
        began = time.perf_counter()
        key = key_of(home)
        slots.append(time.perf_counter() - began)
        unlocked.hold(home / "office.db", key)
        User.objects.count()
        rows.append(time.perf_counter() - began)
        opening.check_store()
        pages.append(time.perf_counter() - began)
    connection.close()
    return {"slot": median(slots), "first row": median(rows), "every page checked": median(pages)}


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.encryption.inside", description=__doc__)
    parser.add_argument("--plain", action="store_true", help="the store is a plain file")
    parser.add_argument("--entries", type=int, default=0, help="fill the log to this length, and time nothing")
    return parser.parse_args()


if __name__ == "__main__":
    main()
