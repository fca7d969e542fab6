"""Which process has the office open: so that an emergency wipe ends it, wherever the wipe was asked for.

One server has one home. It holds a lock for as long as it or any of its copies runs, and its number stands in the file.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import signal
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from wellfounded.vault.errors import VaultError

if TYPE_CHECKING:
    from collections.abc import Callable

NAME = "office.running"
LONGEST = 5.0  # seconds that are waited for processes to be gone
PATIENCE = 1.0  # seconds for the copies of an office that just ended
STEP = 0.005
GRACE = 0.2  # for the answer to the browser to be on its way

_held: list[int] = []
_first: list[int] = []  # the process that was started: its copies remember it


def begin(home: Path) -> None:
    """Write who runs here, and keep it locked: the copies of this process share the lock, and it goes with the last.

    Raises:
        VaultError: another server has this office open.
    """
    handle = os.open(home / NAME, os.O_RDWR | os.O_CREAT, 0o600)
    until = time.monotonic() + PATIENCE
    while not _locked(handle, fcntl.LOCK_EX):
        if time.monotonic() > until:
            pid = _number(handle)
            os.close(handle)
            raise VaultError(
                f"The office in {home} is open already{f', by process {pid}' if pid else ''}: two would not know of "
                "each other. Use the one that runs, or close it first with Ctrl-C in its window."
            )
        time.sleep(STEP)
    os.ftruncate(handle, 0)
    os.pwrite(handle, str(os.getpid()).encode(), 0)
    _held.append(handle)
    _first[:] = [os.getpid()]


def is_open(home: Path) -> bool:
    """Whether any process has the office open."""
    return _look(home)[0]


def first_process(home: Path) -> int | None:
    """The process that was started, if the office is open."""
    return _look(home)[1]


def end(home: Path) -> bool:
    """End every process of the office at once, without giving them a moment. Returns whether they are gone."""
    until = time.monotonic() + LONGEST
    try:
        while (found := _look(home))[0]:
            if time.monotonic() > until:
                return False
            _kill(found[1])
            time.sleep(STEP)
    except OSError:  # it is somebody else's, or the file cannot be read
        return False
    return True


def end_soon(home: Path, *, at_last: Callable[[], object] | None = None) -> None:
    """The same from inside, after the answer is on its way. `at_last` is done once every process is gone."""
    threading.Timer(GRACE, _end_all, [home, at_last]).start()


def _end_all(home: Path, at_last: Callable[[], object] | None) -> None:
    """First the process that would start others in the place of this one; the other copies end with it."""
    if at_last is not None and hasattr(os, "fork"):
        _outlive(home, at_last)
    try:
        if _first and os.getppid() == _first[0]:
            _kill(_first[0])
        with contextlib.suppress(OSError):
            _kill(first_process(home))
    finally:
        os._exit(0)


def _outlive(home: Path, at_last: Callable[[], object]) -> None:
    """A copy of this process that is none of the office: it sees the others gone, does what is left, and ends."""
    with contextlib.suppress(OSError):  # no more processes can be made: the office ends all the same
        if os.fork():
            return
        try:
            while _held:
                os.close(_held.pop())
            until = time.monotonic() + PATIENCE
            while is_open(home) and time.monotonic() < until:  # they end by themselves
                time.sleep(STEP)
            end(home)
            at_last()
        finally:
            os._exit(0)


def _kill(pid: int | None) -> None:
    if pid is not None and pid != os.getpid():
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def _look(home: Path) -> tuple[bool, int | None]:
    """Whether the office is open, and the number of its first process, if it stands there already.

    Whoever looks shares the lock with others who look, so that none takes another one for the office.
    """
    try:
        handle = os.open(home / NAME, os.O_RDONLY)
    except FileNotFoundError:
        return False, None
    try:
        return (False, None) if _locked(handle, fcntl.LOCK_SH) else (True, _number(handle))
    finally:
        os.close(handle)


def _locked(handle: int, how: int) -> bool:
    try:
        fcntl.flock(handle, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _number(handle: int) -> int | None:
    written = os.pread(handle, 32, 0)
    return int(written) or None if written.isdigit() else None
