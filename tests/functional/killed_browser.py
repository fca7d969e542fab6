"""A browser with a folder of its own, which is killed while everything is open: what both kinds of it need."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

PATIENCE = 90.0
BELOW = ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR")


@contextmanager
def running(command: list[str], folder: Path) -> Iterator[Callable[[], None]]:
    """Everything that it writes lies below this folder. What is given kills it, before whoever leads it lets it go."""
    quiet = subprocess.DEVNULL
    environment = os.environ | dict.fromkeys(BELOW, str(folder))
    process = subprocess.Popen(command, env=environment, stdout=quiet, stderr=quiet, start_new_session=True)
    try:
        yield partial(os.killpg, process.pid, signal.SIGKILL)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=PATIENCE)


def first_line(told: Path) -> str:
    """Of the file in which it tells its port, once it has started."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if told.exists() and (lines := told.read_text(encoding="ascii").splitlines()):
            return lines[0].strip()
        time.sleep(0.1)
    raise RuntimeError("the browser did not start")
