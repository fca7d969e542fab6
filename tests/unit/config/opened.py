"""A program that has an office open, for the tests: `opened.py HOME COPIES [wipes]`. In `wipes` a copy ends it all."""

import os
import sys
import time
from pathlib import Path

from wellfounded.config import running, workers
from wellfounded.vault.errors import VaultError

home, copies, wipes = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:] == ["wipes"]


def serve() -> int:
    (home / f"copy {os.getpid()}").touch()
    if wipes:
        running.GRACE = 0.3
        running.end_soon(home, at_last=lambda: (home / "at last").write_text(str(running.is_open(home))))
    time.sleep(60)
    return 0


def say(line: object) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


workers.SHORTEST = 0.0
try:
    running.begin(home)
except VaultError as error:
    say(error)
    sys.exit(error.exit_code)
say("open")
if copies:
    workers.serve_in_copies(copies, serve, say=say)
serve()
