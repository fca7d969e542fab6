"""Which process has the office open: so that an emergency wipe ends it, wherever the wipe was asked for."""

from __future__ import annotations

import fcntl
import os
import signal
import threading
import time
from pathlib import Path

NAME = "office.running"
LONGEST = 1.0  # seconds that are waited for processes to be gone
GRACE = 0.2  # for the answer to the browser to be on its way

_held: list[int] = []


def begin(home: Path) -> None:
    """Write who runs here, and keep it locked: the copies of this process share the lock, and it goes with the last."""
    handle = os.open(home / NAME, os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(handle, fcntl.LOCK_SH)
    os.ftruncate(handle, 0)
    os.pwrite(handle, str(os.getpid()).encode(), 0)
    _held.append(handle)


def first_process(home: Path) -> int | None:
    """The process that was started, if the office is open."""
    try:
        handle = os.open(home / NAME, os.O_RDWR)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return int(os.pread(handle, 32, 0) or b"0") or None
    else:
        return None  # whoever wrote it is gone
    finally:
        os.close(handle)


def end(home: Path) -> None:
    """End every process of the office at once, without giving them a moment, and wait until they are gone."""
    until = time.monotonic() + LONGEST
    while (pid := first_process(home)) is not None and time.monotonic() < until:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            break
        time.sleep(0.005)


def end_soon(home: Path) -> None:
    """The same from inside, after the answer is on its way."""
    threading.Timer(GRACE, _end_all, [home]).start()


def _end_all(home: Path) -> None:
    pid = first_process(home)
    if pid is not None and pid != os.getpid():
        os.kill(pid, signal.SIGKILL)
    os._exit(0)
