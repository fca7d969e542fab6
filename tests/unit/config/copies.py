"""A program that serves in copies, for the tests: each copy writes its number into a file and waits."""

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from wellfounded.config import workers

folder, how = Path(sys.argv[1]), sys.argv[2]


def stop(*_: object) -> NoReturn:
    raise KeyboardInterrupt


def is_first(turn: int) -> bool:
    """Two copies rest, whichever come first."""
    try:
        Path(f"{folder}-{turn}").touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def serve() -> int:
    (folder / str(os.getpid())).touch()
    if how == "rests" and any(map(is_first, range(2))):
        return workers.RESTED
    if how != "ends at once":
        time.sleep(60)
    return 0


def say(line: object) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def fork_slowly(fork: Callable[[], int] = os.fork) -> int:
    """Told to stop meanwhile, the first process has not noted the copy yet, which takes long to end by itself."""
    if pid := fork():
        time.sleep(1.0)
    return pid


def end_late(alive: int) -> NoReturn:
    os.read(alive, 1)
    time.sleep(5.0)
    os._exit(0)


def wait_and_be_told(wait: Callable[[], tuple[int, int]] = os.wait) -> tuple[int, int]:
    """As when all processes are told to stop at once: a copy has ended, and nobody has noted it yet."""
    found = wait()
    os.kill(os.getpid(), signal.SIGTERM)
    return found


signal.signal(signal.SIGTERM, stop)
if how == "begins slowly":
    os.fork, workers._end_with_the_first = fork_slowly, end_late  # noqa: SLF001 - a moment that nobody can choose
if how == "all are told":
    os.wait = wait_and_be_told
if how == "waits":
    workers.SHORTEST = 0.0
try:
    workers.serve_in_copies(2, serve, say=say)
except workers.WorkersEnd as error:
    say(error)
    sys.exit(2)
except KeyboardInterrupt:
    say("closed")
