"""What a figure was measured on, and how long things took: wall time and processor time, apart."""

from __future__ import annotations

import os
import platform
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

QUIET = 0.5  # load average under which nothing else is taken to run
PEERS = ("OpenFisca-Core", "zen-engine", "clingo", "numpy")


@dataclass(slots=True)
class Timing:
    """Seconds of several runs of one operation, by the wall clock and by the processor's."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def add(self, operation: Callable[[], Any]) -> Any:
        cpu, wall = time.process_time_ns(), time.perf_counter_ns()
        result = operation()
        self.wall.append((time.perf_counter_ns() - wall) / 1e9)
        self.cpu.append((time.process_time_ns() - cpu) / 1e9)
        return result

    def merge(self, others: Iterable[Timing]) -> Timing:
        """Takes in the medians of other timings: one number for each case, however often it was repeated."""
        for other in others:
            self.wall.append(statistics.median(other.wall))
            self.cpu.append(statistics.median(other.cpu))
        return self

    def row(self) -> dict[str, float]:
        return {
            "median": statistics.median(self.wall),
            "p95": percentile(self.wall, 95),
            "cpu_median": statistics.median(self.cpu),
            "cpu_p95": percentile(self.cpu, 95),
            "runs": len(self.wall),
        }


def percentile(values: list[float], percent: int) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1] if len(values) > 1 else values[0]


def once(operation: Callable[[], Any]) -> tuple[Any, Timing]:
    timing = Timing()
    return timing.add(operation), timing


def load() -> float:
    """How many processes wanted the processor over the last minute."""
    return os.getloadavg()[0]


def busy(seconds: float = 2.0) -> float:
    """How many cores others keep busy while we sleep."""
    before = _worked()
    time.sleep(seconds)
    return (_worked() - before) / seconds


def _worked() -> float:
    """Seconds that all cores together have worked since the start; 0 where the system does not tell."""
    file = Path("/proc/stat")
    if not file.exists():
        return 0.0
    fields = [int(field) for field in file.read_text(encoding="ascii").split("\n", 1)[0].split()[1:9]]
    idle = fields[3] + fields[4]
    return (sum(fields) - idle) / os.sysconf("SC_CLK_TCK")


def wait_until_quiet(most: float, say: Callable[[str], None]) -> bool:
    """Waits up to `most` seconds for the load to fall; tells whether it did."""
    until = time.monotonic() + most
    while load() >= QUIET:
        if time.monotonic() >= until:
            return False
        say(f"waiting for a quiet machine (load {load():.2f})")
        time.sleep(5)
    return True


def describe() -> dict[str, Any]:
    """The machine, the interpreter and what was installed."""
    return {
        "processor": _processor(),
        "cores": os.cpu_count() or 1,
        "memory_gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
        "system": f"{platform.system()} {platform.machine()}",
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "packages": {name: _version(name) for name in PEERS},
    }


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def _processor() -> str:
    file = Path("/proc/cpuinfo")
    if file.exists():
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or "not told"
