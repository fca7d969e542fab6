"""A program that serves in copies, for the tests: each copy writes its number into a file and waits."""

import os
import signal
import sys
import time
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


signal.signal(signal.SIGTERM, stop)
if how == "waits":
    workers.SHORTEST = 0.0
try:
    workers.serve_in_copies(2, serve, say=say)
except workers.WorkersEnd as error:
    say(error)
    sys.exit(2)
except KeyboardInterrupt:
    say("closed")
