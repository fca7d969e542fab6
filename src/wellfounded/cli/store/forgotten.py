"""What is shown once and must not stay: on a screen of its own, which the terminal is told to forget."""

from __future__ import annotations

import os
import select
import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from wellfounded.cli import terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

OTHER_SCREEN, USUAL_SCREEN = "\x1b[?1049h", "\x1b[?1049l"
# The screen, and the lines that scrolled off it.
CLEAR, CLEAR_PAST = "\x1b[2J\x1b[H", "\x1b[3J"


def forgets() -> bool:
    """Whether the output is a terminal that can be told to."""
    return terminal.out.is_terminal and not terminal.out.is_dumb_terminal


@contextmanager
def forgotten() -> Iterator[None]:
    """What is shown inside is taken away at the end, however that comes; where nothing forgets it simply stands."""
    if not forgets():
        yield
        return
    _send(OTHER_SCREEN + CLEAR)
    try:
        yield
    finally:
        _send(CLEAR + CLEAR_PAST + USUAL_SCREEN + CLEAR_PAST)


def until_line() -> None:
    """Wait for a line from the keyboard, or for a signal.

    One that comes just before a plain read starts would be looked at only after the line, and the words stay till then.
    """
    if not sys.stdin.isatty():
        return
    woken, waking = os.pipe()
    os.set_blocking(waking, False)
    before = signal.set_wakeup_fd(waking)
    try:
        while sys.stdin not in select.select([sys.stdin, woken], [], [])[0]:
            os.read(woken, 1)  # what the signal asks for is done before the next line of this program
    finally:
        signal.set_wakeup_fd(before)
        os.close(woken)
        os.close(waking)


def _send(codes: str) -> None:
    terminal.out.file.write(codes)
    terminal.out.file.flush()
