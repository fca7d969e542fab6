"""The one place where an uploaded file is parsed: in a child process that can reach nothing and does not live long."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import IO, Any, cast

from wellfounded.vault.frames import framed, unframed
from wellfounded.vault.parsers import TASKS

# A fresh Python that takes nothing from the environment, the user's folders or the current folder.
COMMAND = (sys.executable, "-I", "-B", "-X", "utf8", "-m", "wellfounded.vault.child_main")
AT_ONCE = 2  # more children than this would take the machine's memory
_places = threading.BoundedSemaphore(AT_ONCE)


class Refusal(StrEnum):
    """Why nothing came of it."""

    TOO_BIG = "too_big"  # the file, what it unpacks to, or what was made of it
    TOO_SLOW = "too_slow"
    CRASHED = "crashed"
    NOT_THIS_TYPE = "not_this_type"
    NO_GUARD = "no_guard"  # this system cannot guard the child: nothing was parsed


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may use."""

    memory_mb: int = 512
    cpu_seconds: int = 10
    files: int = 64

    @property
    def wall_seconds(self) -> int:
        """A machine that is busy with other work is given three times the time."""
        return 3 * self.cpu_seconds


MOST_IN = 60 << 20
MOST_OUT = 120 << 20


@dataclass(frozen=True, slots=True)
class Parsed:
    """What the parser gave, or why nothing was given. `walls` names what guarded it."""

    result: dict[str, Any]
    parts: tuple[bytes, ...] = ()
    refused: Refusal | None = None
    why: str = ""
    walls: tuple[str, ...] = ()


def run_guarded(
    task: str, payload: bytes, *, options: Mapping[str, Any] | None = None, limits: Limits | None = None
) -> Parsed:
    """Run a task of `vault.parsers.TASKS` over the bytes of a file.

    Raises:
        KeyError: there is no task of this name; nothing was started.
    """
    TASKS[task]
    if len(payload) > MOST_IN:
        return _refused(Refusal.TOO_BIG)
    limits = limits or Limits()
    head = {"task": task, "options": dict(options or {}), "limits": asdict(limits)}
    with _places:
        answer, code, late = _run(framed(head, payload), seconds=limits.wall_seconds)
    return _outcome(answer, code, late=late)


def _run(frame: bytes, *, seconds: float) -> tuple[bytes, int, bool]:
    """What the child wrote, how it ended, and whether it was stopped for taking too long."""
    child = subprocess.Popen(  # noqa: S603 - the command is a constant
        COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
        cwd="/",
        start_new_session=True,
    )
    late = threading.Event()

    def stop() -> None:
        late.set()
        _kill(child)

    incoming, outgoing = cast("IO[bytes]", child.stdin), cast("IO[bytes]", child.stdout)
    alarm = threading.Timer(seconds, stop)
    feeder = threading.Thread(target=_feed, args=(incoming, frame))
    alarm.start()
    feeder.start()
    try:
        with outgoing:
            answer = outgoing.read(MOST_OUT + 1)
        if len(answer) > MOST_OUT:
            _kill(child)
        code = child.wait()
    finally:
        alarm.cancel()
    feeder.join()
    return answer, code, late.is_set()


def _feed(incoming: IO[bytes], frame: bytes) -> None:
    with contextlib.suppress(BrokenPipeError), incoming:  # a child that ended does not listen
        incoming.write(frame)


def _kill(child: subprocess.Popen[bytes]) -> None:
    """The child and whatever it started: it leads a session of its own."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)


def _outcome(answer: bytes, code: int, *, late: bool) -> Parsed:
    if late or code == -signal.SIGXCPU:
        return _refused(Refusal.TOO_SLOW)
    if len(answer) > MOST_OUT:
        return _refused(Refusal.TOO_BIG)
    try:
        return _understood(answer)
    except (ValueError, TypeError, KeyError, RecursionError):
        return _refused(Refusal.CRASHED)


def _understood(answer: bytes) -> Parsed:
    """A parser that was taken over may answer anything: only the shape that was agreed is let in."""
    head, parts = unframed(answer)
    walls = tuple(str(wall) for wall in head["walls"])
    if "refused" in head:
        return Parsed({}, refused=Refusal(head["refused"]), why=str(head.get("why", "")), walls=walls)
    if not isinstance(head["result"], dict):
        raise TypeError("a result that is no mapping")
    return Parsed(head["result"], parts, walls=walls)


def _refused(why: Refusal) -> Parsed:
    return Parsed({}, refused=why)
