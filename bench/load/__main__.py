"""Fills a large office, lets twenty people work in it, and writes the page: `python -m bench.load`, or `make load`.

The store is the one that the settings name: the encrypted one, or with `make load DB=postgres` PostgreSQL. It lies in
a folder of its own under out/, which is emptied first.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import time
from pathlib import Path

import django

ROOT = Path(__file__).parents[2]
HOME = ROOT / "out" / "load"


def main() -> int:
    options = _options()
    os.environ.setdefault("WELLFOUNDED_HOME", str(HOME))
    os.environ.setdefault("WELLFOUNDED_DB", "sqlcipher")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wellfounded.config.settings")
    home = Path(os.environ["WELLFOUNDED_HOME"]).absolute()
    if os.environ["WELLFOUNDED_DB"] == "sqlcipher":
        _make_room(home)
    django.setup()
    from bench.load.run import Size, run  # noqa: PLC0415 - needs Django set up

    began = time.monotonic()
    size = Size(people=options.people, turns=options.turns, pauses=tuple(options.pauses))
    if options.quick:
        size = Size(people=2_000, turns=4, pauses=tuple(options.pauses), trial=True)
    run(home, size, say=say)
    say(f"done in {time.monotonic() - began:.0f} s")
    return 0


def say(text: str) -> None:
    print(f"load: {text}", file=sys.stderr, flush=True)


def _make_room(home: Path) -> None:
    """Take away the office of a run before; any other folder stays."""
    if home.exists() and home != HOME:
        raise SystemExit(f"{home} is there already. A run wants a folder of its own.")
    shutil.rmtree(home, ignore_errors=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.load", description="Measures a large office at work.")
    parser.add_argument("--people", type=int, default=100_000, help="how many people and cases the register has")
    parser.add_argument("--turns", type=int, default=40, help="how many pages each of twenty people opens at each pace")
    parser.add_argument(
        "--pauses", type=float, nargs="+", default=[8, 2], help="paces: seconds that each pauses between two pages"
    )
    parser.add_argument(
        "--quick", action="store_true", help="2,000 people and four pages each, to try it; writes no page"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
