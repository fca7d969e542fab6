"""A program that serves in copies, for the tests: each copy writes its number into a file and waits."""

import os
import signal
import sys
import time
from pathlib import Path
from typing import NoReturn

from wellfounded.config import workers

TWICE = 2
folder, how = Path(sys.argv[1]), sys.argv[2]


def stop(*_: object) -> NoReturn:
    raise KeyboardInterrupt


def serve() -> int:
    (folder / str(os.getpid())).touch()
    if how == "rests" and len(list(folder.iterdir())) <= TWICE:
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
