"""`python -m bench.evidence`: our search beside other engines in the same run; writes the figures and their page.

Each engine fills its index in one process and answers in another. PostgreSQL takes part when the run stands under
`scripts/postgres`. `--large COUNT` measures a larger collection, whose indexes are kept under `out/bench-evidence` and
only filled when they are not there: so searching them again takes seconds.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bench import machine
from bench.evidence.corpus import real_passages
from bench.evidence.one_engine import ENGINES, IN_MEMORY, SERVERS, SHARED
from bench.evidence.page import page, row

PACKAGES = {"tantivy en_stem": "tantivy", "bm25s": "bm25s"}
ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "bench" / "results" / "evidence.json"
PAGE = ROOT / "docs" / "reference" / "search-benchmarks.md"
KEPT = ROOT / "out" / "bench-evidence"
# What takes part in the large collection: what needs neither a server nor all of it in memory.
LARGE = ("ours on SQLite", "SQLite FTS5 unicode61", "tantivy en_stem")


def main() -> None:
    arguments = _arguments()
    if not real_passages(SHARED / "documents"):
        sys.exit("No documents to measure with: lay .txt or .md files under ../shared/data/documents.")
    results: dict[str, Any] = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.is_file() else {}
    about = {"day": datetime.now(UTC).date().isoformat(), "machine": machine.describe(), "load": machine.load()}
    begun = time.monotonic()
    if arguments.large:
        found = {name: _kept(name, arguments.large) for name in arguments.only if name in LARGE and _takes_part(name)}
        results["large"] = {**about, "passages": arguments.large, "engines": found}
    else:
        found = {name: _fresh(name, arguments.count) for name in arguments.only if _takes_part(name)}
        results["whole"] = {**about, "passages": arguments.count, "engines": found}
    results["large" if arguments.large else "whole"]["seconds"] = round(time.monotonic() - begun)
    if arguments.only == list(ENGINES):
        RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
        PAGE.write_text(page(results), encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.evidence", description=__doc__)
    parser.add_argument("--count", type=int, default=200_000, help="passages: real ones, then altered repeats")
    parser.add_argument("--large", type=int, default=0, help="so many passages instead, in indexes that are kept")
    parser.add_argument(
        "--only", nargs="*", choices=list(ENGINES), default=list(ENGINES), help="a trial: writes nothing"
    )
    return parser.parse_args()


def _takes_part(name: str) -> bool:
    if name in PACKAGES and find_spec(PACKAGES[name]) is None:
        print(f"{name}: not installed, left out", file=sys.stderr)
        return False
    if name in SERVERS and os.environ.get("WELLFOUNDED_DB") != "postgres":
        print(f"{name}: no server, left out (make bench-evidence has one)", file=sys.stderr)
        return False
    return True


def _fresh(name: str, count: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        found = _run(name, "build", Path(folder), count)
        if name not in IN_MEMORY:
            found |= _run(name, "search", Path(folder), count)
        found["quality"] = _run(name, "quality", Path(folder), count)
    print(row(name, found), flush=True)
    return found


def _kept(name: str, count: int) -> dict[str, Any]:
    """The figures of an index that is kept; those of its making are kept beside it."""
    folder = KEPT / str(count) / name.replace(" ", "-")
    built = folder / "built.json"
    if not built.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / "building.json").is_file():
            for left in folder.iterdir():
                left.unlink()
        built.write_text(json.dumps(_run(name, "build", folder, count)), encoding="utf-8")
    found = {**json.loads(built.read_text(encoding="utf-8")), **_run(name, "search", folder, count)}
    print(row(name, found), flush=True)
    return found


def _run(name: str, part: str, folder: Path, count: int) -> dict[str, Any]:
    print(f"{name}: {part} …", file=sys.stderr, flush=True)
    command = [sys.executable, "-m", "bench.evidence.one_engine", name, part, str(folder), str(count)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own module
    found: dict[str, Any] = json.loads(done.stdout)
    return found


if __name__ == "__main__":
    main()
