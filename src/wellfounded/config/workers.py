"""Several processes behind one address, so that an office uses more than one core of its computer.

The process that was started opened the store and holds the address; the others are its copies, so that the key is in
their memory without ever having been written or sent. One that ends unasked is replaced. When the first process ends,
however that happens, they end as well.
"""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SHORTEST = 5.0  # seconds: a copy that ends sooner would only end again
ENDINGS = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
STOPPED = 128 + signal.SIGTERM
RESTED = 75  # a copy that ended to forget: another takes its place, and nothing is said


class WorkersEnd(RuntimeError):  # noqa: N818 - the word of the terminal
    """The copies end as soon as they begin."""


def serve_in_copies(count: int, serve: Callable[[], int], *, say: Callable[[str], None]) -> NoReturn:
    """Run `serve` in `count` copies of this process until it is interrupted, and then end them.

    It returns the exit code of its copy: `RESTED` where a new one shall take its place.

    Connections to the store must be closed before: a copy opens its own.

    Raises:
        WorkersEnd: a copy ended within seconds of its start.
        KeyboardInterrupt: always, at the end; as when one process serves.
    """
    alive, held = os.pipe()  # nothing is ever written: it closes when this process is gone
    begun: dict[int, float] = {}
    try:
        while True:
            while len(begun) < count:
                with _told_later():  # or a copy that nobody noted would not be ended with the others
                    begun[_copy(serve, alive=alive, held=held)] = time.monotonic()
            pid, status = os.wait()
            if os.waitstatus_to_exitcode(status) == RESTED:
                begun.pop(pid)
                continue
            if time.monotonic() - begun.pop(pid) < SHORTEST:
                raise WorkersEnd(f"A process of the office ended as soon as it began (status {status}).")
            say(f"A process of the office ended (status {status}) and is started again. Nothing acknowledged is lost.")
    finally:
        _end(begun)
        os.close(alive)
        os.close(held)


def _copy(serve: Callable[[], int], *, alive: int, held: int) -> int:
    """Returns the number of the copy; in the copy itself it never returns."""
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        os.close(held)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all of them; the first process ends the others
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDINGS)
        threading.Thread(target=_end_with_the_first, args=(alive,), daemon=True).start()
        code = serve()
    except KeyboardInterrupt:
        code = 0
    finally:
        os._exit(code)  # what the first process has to do at its end is not done twice


@contextlib.contextmanager
def _told_later() -> Iterator[None]:
    """What tells this process to stop waits for the end of a step."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDINGS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_with_the_first(alive: int) -> None:
    os.read(alive, 1)
    os._exit(STOPPED)


def _end(begun: dict[int, float]) -> None:
    """One that was told to stop as well may have ended just before, and be gone."""
    for pid in begun:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
    for pid in begun:
        with contextlib.suppress(ChildProcessError):
            os.waitpid(pid, 0)
