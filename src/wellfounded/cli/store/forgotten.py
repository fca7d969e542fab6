"""What is shown once and must not stay: on a screen of its own, which the terminal is told to forget."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

from wellfounded.cli import terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

OTHER_SCREEN, USUAL_SCREEN = "\x1b[?1049h", "\x1b[?1049l"
# The screen, and the lines that scrolled off it.
CLEAR, CLEAR_PAST = "\x1b[2J\x1b[H", "\x1b[3J"
ENDING = (signal.SIGTERM, signal.SIGHUP)


def forgets() -> bool:
    """Whether the output is a terminal that can be told to."""
    return terminal.out.is_terminal and not terminal.out.is_dumb_terminal


@contextmanager
def forgotten() -> Iterator[None]:
    """What is shown inside is taken away at the end, however that comes; where nothing forgets it simply stands."""
    if not forgets():
        yield
        return
    with ended_as_by_hand():
        _send(OTHER_SCREEN + CLEAR)
        try:
            yield
        finally:
            _send(CLEAR + CLEAR_PAST + USUAL_SCREEN + CLEAR_PAST)


@contextmanager
def ended_as_by_hand() -> Iterator[None]:
    """Who ends the program, or closes its window, is taken as Ctrl-C: so that what stands in a `finally` is done."""

    def end(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    before = [(one, signal.signal(one, end)) for one in ENDING]
    try:
        yield
    finally:
        for one, how in before:
            signal.signal(one, how)


def _send(codes: str) -> None:
    terminal.out.file.write(codes)
    terminal.out.file.flush()
