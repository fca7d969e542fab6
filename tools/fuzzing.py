"""Rounds of workers that throw altered input at a reader, until a time is over; and how their throws ended."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import Counter


def rounds(*worker: str, seconds: float, seed: int, thrown: str) -> None:
    """Start `python -m worker… SEED` again and again, with the next seed each time; tell the ends.

    A worker writes how each throw ended as a line of JSON. One that ends itself is told with the throw that did it.
    """
    ends: Counter[str] = Counter()
    stop = time.monotonic() + seconds
    while time.monotonic() < stop:
        command = [sys.executable, "-W", "ignore", "-m", *worker, str(seed)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own program
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        ends.update(lines)
        if done.returncode:
            ends[f"worker ended with {done.returncode} (seed {seed}, number {len(lines) + 1} of its {thrown})"] += 1
        seed += 1
    print(f"{sum(ends.values()):,} {thrown} in {seconds:,.0f} s")
    for end, times in ends.most_common():
        print(f"{times:9,}  {end}")
