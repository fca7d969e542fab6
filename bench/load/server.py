"""The office as a process of its own, its processor time, and how long the disk takes to promise something."""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

PATIENCE = 600  # seconds, on a computer that others keep busy
EVERY = 0.2  # seconds between two writes of the probe


SERVE = "wellfounded.config.serve"
# Somebody of a trial opens in minutes what a person opens in weeks.
LIMITS = ("CASES_A_DAY", "CASES_A_DAY_ON_A_DEVICE", "PAIRS_A_DAY", "LOG_PAGES_A_DAY", "NAME_SEARCHES", "NAME_HINTS")
UNLIMITED = {f"WELLFOUNDED_{name}": "1000000" for name in LIMITS}


def free_port() -> int:
    """Below those from which the system draws: until an office is there, or there again, no connection takes it."""
    while True:
        port = 15_000 + secrets.randbelow(15_000)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


@contextmanager
def office(home: Path, *, told: Mapping[str, str] = os.environ, program: str = SERVE) -> Iterator[tuple[int, int]]:
    """Serve the store in this folder; yields the port and the number of the process."""
    port = free_port()
    log = (home / "server.log").open("wb")
    env = {**told, **UNLIMITED, "WELLFOUNDED_PORT": str(port)}
    with (
        log,
        subprocess.Popen([sys.executable, "-m", program], env=env, stdout=log, stderr=log) as process,  # noqa: S603 - our own program
    ):
        try:
            _wait(port, process, home=home)
            yield port, process.pid
        finally:
            process.terminate()
            process.wait(timeout=30)


def worked(pid: int) -> float:
    """Seconds that the process and its copies have had the processor."""
    copies = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return sum(map(_worked, [pid, *map(int, copies)]))


def _worked(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@dataclass
class Disk:
    """Writes a page beside the store now and then and waits until the disk has it, as the store does."""

    home: Path
    seconds: list[float] = field(default_factory=list)
    _stop: threading.Event = field(default_factory=threading.Event)

    @contextmanager
    def watched(self) -> Iterator[None]:
        thread = threading.Thread(target=self._probe, daemon=True)
        thread.start()
        try:
            yield
        finally:
            self._stop.set()
            thread.join()

    def _probe(self) -> None:
        with (self.home / "probe").open("wb", buffering=0) as file:
            while not self._stop.wait(EVERY):
                began = time.perf_counter()
                file.write(bytes(4096))
                os.fsync(file.fileno())
                self.seconds.append(time.perf_counter() - began)


def _wait(port: int, process: subprocess.Popen[bytes], *, home: Path) -> None:
    until = time.monotonic() + PATIENCE
    while not _answers(port):
        if process.poll() is not None or time.monotonic() > until:
            raise RuntimeError("The office did not open: " + (home / "server.log").read_text(encoding="utf-8"))
        time.sleep(0.2)


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://localhost:{port}/robots.txt", timeout=2):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
