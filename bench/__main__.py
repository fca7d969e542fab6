"""Runs every measurement and writes the page: `python -m bench [--quick] [--wait SECONDS]`."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import cohort, engine, machine, peers, questions
from bench.page import page

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "bench" / "results" / "latest.json"
PAGE = ROOT / "docs" / "reference" / "benchmarks.md"
QUIETLY = 0.2  # cores that others may keep busy before a section is marked

Section = Callable[[Callable[[str], None]], Any]
WHOLE: dict[str, Section] = {
    "engine": engine.run,
    "cohort": cohort.run,
    "peers": peers.run,
    "questions": questions.run,
}
QUICK: dict[str, Section] = {
    "engine": lambda say: engine.run(say, cases=48, passes=2),
    "cohort": lambda say: cohort.run(say, scale=0.02),
    "peers": lambda say: peers.run(say, cases=60, seconds=0.3, people=(1_000,)),
    "questions": lambda say: questions.run(say, people=10, noisy=40, others=4),
}


def main() -> None:
    arguments = _arguments()
    sections = QUICK if arguments.quick else WHOLE
    chosen = {name: run for name, run in sections.items() if not arguments.only or name in arguments.only}
    quiet = machine.wait_until_quiet(arguments.wait, lambda text: _line("waiting", text))
    results: dict[str, Any] = {
        "date": datetime.now(UTC).date().isoformat(),
        "machine": machine.describe(),
        "load_before": round(machine.load(), 2),
        "quiet": quiet,
        "whole": not arguments.quick,
    }
    if arguments.only and RESULTS.exists():
        results = {**json.loads(RESULTS.read_text(encoding="utf-8")), **results}
    for name, run in chosen.items():
        results[name] = _section(name, run)
        results["seconds"] = sum(results[part]["seconds"] for part in WHOLE if part in results)
        _write(results, arguments.out)  # after each part: a run that is broken off leaves what it has


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measures speed and questions; never a test.")
    parser.add_argument("--quick", action="store_true", help="small sizes, to try it; writes nothing without --out")
    parser.add_argument("--wait", type=float, default=120.0, help="seconds to wait for a quiet machine")
    parser.add_argument("--only", nargs="*", choices=list(WHOLE), help="run these parts; keep the others as they are")
    parser.add_argument("--out", type=Path, default=None, help="write results and page here instead")
    return parser.parse_args()


def _section(name: str, run: Section) -> dict[str, Any]:
    """One part, with how busy others kept the machine just before and just after it."""
    before, started = machine.busy(), time.monotonic()
    found = run(lambda text: _line(name, text))
    seconds = time.monotonic() - started
    others = max(before, machine.busy())
    _line(name, f"done in {seconds:.0f} s")
    print(file=sys.stderr)
    return {"found": found, "others": round(others, 2), "seconds": round(seconds), "disturbed": others > QUIETLY}


def _line(name: str, text: str) -> None:
    """The progress line: written over itself on a terminal."""
    start, end = ("\r\033[K", "") if sys.stderr.isatty() else ("", "\n")
    print(f"{start}bench {name}: {text}", end=end, file=sys.stderr, flush=True)


def _write(results: dict[str, Any], out: Path | None) -> None:
    if out is None and not results["whole"]:
        return  # a quick run is only a trial
    files = (RESULTS, PAGE) if out is None else (out / "latest.json", out / "benchmarks.md")
    for file, text in zip(files, (json.dumps(results, indent=1) + "\n", page(results)), strict=True):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
