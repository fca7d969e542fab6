"""`python -m bench.evidence`: our search beside other engines, in the same run; writes nothing but what `--out` names.

Each engine has a process of its own. PostgreSQL takes part when the run stands under `scripts/postgres`.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bench import machine
from bench.evidence.one_engine import COLLECTIONS, ENGINES, SERVERS

PACKAGES = {"tantivy en_stem": "tantivy", "bm25s": "bm25s"}
RESULTS = Path(__file__).parents[1] / "results" / "evidence.json"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.evidence", description=__doc__)
    parser.add_argument("--count", type=int, default=200_000, help="passages: real ones, then altered repeats")
    parser.add_argument("--only", nargs="*", choices=list(ENGINES), default=list(ENGINES), help="these engines")
    parser.add_argument("--out", type=Path, default=RESULTS, help="where the figures go")
    arguments = parser.parse_args()
    results: dict[str, Any] = {
        "day": datetime.now(UTC).date().isoformat(),
        "machine": machine.describe(),
        "passages": arguments.count,
        "engines": {},
    }
    for name in arguments.only:
        if name in PACKAGES and find_spec(PACKAGES[name]) is None:
            print(f"{name}: not installed, left out", file=sys.stderr)
        elif name in SERVERS and os.environ.get("WELLFOUNDED_DB") != "postgres":
            print(f"{name}: no server, left out (make bench-evidence DB=postgres)", file=sys.stderr)
        else:
            print(f"{name} …", file=sys.stderr, flush=True)
            command = [sys.executable, "-m", "bench.evidence.one_engine", name, str(arguments.count)]
            done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - our own module
            results["engines"][name] = json.loads(done.stdout)
            print(_row(name, results["engines"][name]), flush=True)
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


def _row(name: str, found: dict[str, Any]) -> str:
    speed, search = found["speed"], found["speed"]["search"]
    cells = [
        name,
        f"{speed['index_cpu']:.0f} / {speed['index_wall']:.0f}",
        f"{speed['megabytes']:.0f}",
        f"{speed['memory']:.0f}",
        f"{1000 * search['median']:.1f} / {1000 * search['p95']:.1f}",
        f"{1000 * search['cpu_median']:.1f} / {1000 * search['cpu_p95']:.1f}",
        str(speed["without_answer"]),
        *(f"{found['quality'][one]:.3f}" if one in found["quality"] else "–" for one in COLLECTIONS),
        f"{speed['load']:.1f}",
    ]
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
