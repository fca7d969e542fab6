"""How the program is stopped: by Ctrl-C, by a window that is closed, or by whoever ends it. Each is taken alike.

What stands in a `finally` is then done: a store that was laid to be looked at does not stay on the disk.
"""

from __future__ import annotations

import signal
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
# Seconds in which nothing interrupts the tidying: a window that is closed says so twice, and Ctrl-C is pressed twice.
UNDISTURBED = 3.0

_came: list[tuple[signal.Signals, float]] = []


@contextmanager
def ended_as_by_hand() -> Iterator[None]:
    """Every way to be stopped is a `KeyboardInterrupt`. What somebody told to be passed over, as `nohup` does, is."""
    before = [(one, signal.getsignal(one)) for one in ENDING]
    taken = [(one, how) for one, how in before if how != signal.SIG_IGN]
    for one, _ in taken:
        signal.signal(one, _end)
    try:
        yield
    finally:
        for one, how in taken:
            signal.signal(one, how)


def _end(number: int, _: FrameType | None) -> None:
    now = time.monotonic()
    if _came and now - _came[0][1] < UNDISTURBED:
        return
    _came[:] = [(signal.Signals(number), now)]
    raise KeyboardInterrupt


def came() -> bool:
    """Whether the program was told to stop."""
    return bool(_came)


def code() -> int:
    """The exit code of a program that was stopped: 130 after Ctrl-C, 143 and 129 where it was ended otherwise."""
    return 128 + (_came[0][0] if _came else signal.SIGINT)


@contextmanager
def if_stopped(what: str | Callable[[], str]) -> Iterator[None]:
    """What is said, besides, to whoever stops the program inside: what is done by then, and what to do now."""
    try:
        yield
    except BaseException as stop:
        if not isinstance(stop, Exception) or came():
            stop.add_note(what if isinstance(what, str) else what())
        raise
