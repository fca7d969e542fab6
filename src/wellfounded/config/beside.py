"""What an office does beside its work: vectors for search by meaning, in a thread that gives way to everything else.

One process of the office does it, whichever takes the lock first; when that one ends another takes over, and it goes on
where it was. Without the extra `semantic` nothing is begun.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import sys
import threading
import time
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection

from wellfounded.evidence.search.meaning.embedder import installed_embedders
from wellfounded.library.vectors import work_some

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LAST_IN_LINE = 19  # the niceness of the thread
BREATH = 0.05  # seconds between two steps
IDLE = 20.0  # seconds until it looks again


def begin() -> threading.Thread | None:
    """Begin, in a thread that ends with the process; None when there is nothing that it could do."""
    if not installed_embedders():
        return None
    thread = threading.Thread(target=_go_on, name="vectors", daemon=True)
    thread.start()
    return thread


def step(work: Callable[[], int] = work_some) -> float:
    """Do a little; returns after how many seconds to come again. A store that is busy or locked is left in peace."""
    try:
        return BREATH if work() else IDLE
    except DatabaseError:
        connection.close()
        return IDLE


def _go_on() -> None:
    if sys.platform == "linux":  # elsewhere a thread has no niceness of its own
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), LAST_IN_LINE)
    while True:
        with contextlib.suppress(OSError), alone():
            while True:
                pause = step()
                close_old_connections()
                time.sleep(pause)
        time.sleep(IDLE)


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """The lock that one process of the office holds. Raises `OSError` while another one does."""
    path = settings.HOME / "vectors.lock"
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
