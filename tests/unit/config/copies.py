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


def serve() -> None:
    (folder / str(os.getpid())).touch()
    if how != "ends at once":
        time.sleep(60)


def say(line: object) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


signal.signal(signal.SIGTERM, stop)
if how != "ends at once":
    workers.SHORTEST = 0.0
try:
    workers.serve_in_copies(2, serve, say=say)
except workers.WorkersEnd as error:
    say(error)
    sys.exit(2)
except KeyboardInterrupt:
    say("closed")
