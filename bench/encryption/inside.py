"""What is timed inside an office that nobody serves: `python -m bench.encryption.inside`, told by the environment.

Prints JSON: how long the store takes to open, and how many entries of the log a second are kept.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from statistics import median
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wellfounded.config.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402 - after Django is set up
from django.db import connection, connections  # noqa: E402 - the same reason

from bench.encryption.offices import key_of  # noqa: E402 - the same reason
from bench.encryption.plain import without_encryption  # noqa: E402 - the same reason
from bench.load.measure import log_speed  # noqa: E402 - the same reason
from wellfounded.accounts.models import User  # noqa: E402 - the same reason
from wellfounded.cases.models import Case  # noqa: E402 - the same reason
from wellfounded.config import opening  # noqa: E402 - the same reason
from wellfounded.vault import unlocked  # noqa: E402 - the same reason

TIMES = 7
LOG_SECONDS = 2.0


def main(*, plain: bool) -> None:
    found: dict[str, Any] = {}
    if plain:
        without_encryption()
        unlocked.hold(settings.HOME / "office.db", bytes(32))  # asked for, and not used
    elif opening.is_encrypted():
        found |= _opening(settings.HOME)
    found["numbers"] = list(Case.objects.order_by("pk").values_list("number", flat=True))
    found["log"] = log_speed(LOG_SECONDS)
    print(json.dumps(found))


def _opening(home: Path) -> dict[str, float]:
    """From the passphrase to the first row; then the check of every page, which comes with the start."""
    slots, rows, pages = [], [], []
    for _ in range(TIMES):
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


if __name__ == "__main__":
    main(plain="plain" in sys.argv[1:])
