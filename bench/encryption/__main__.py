"""What encryption costs on each screen: `make bench-encryption`, or `scripts/postgres python -m bench.encryption`.

The encrypted store beside a plain file; and where the environment names a PostgreSQL, a sealed office beside one in
clear. Writes bench/results/encryption.json and the page. With `--screens log store` these alone are measured, and take
their places in the results of the run before; the page says so.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import django

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "bench" / "results" / "encryption.json"
PAGE = ROOT / "docs" / "reference" / "encryption.md"


def main() -> int:
    options = _options()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wellfounded.config.settings")
    django.setup()
    from bench import machine  # noqa: PLC0415 - needs Django set up
    from bench.encryption import offices  # noqa: PLC0415 - the same
    from bench.encryption.page import page  # noqa: PLC0415 - the same

    began = time.monotonic()
    found: dict[str, Any] = {"date": datetime.now(UTC).date().isoformat(), "machine": machine.describe()}
    found |= {"load": round(machine.load(), 2), "others": round(machine.busy(), 2), "pairs": {}}
    only, seconds = frozenset(options.screens), options.seconds
    with tempfile.TemporaryDirectory() as folder:
        found["pairs"]["store"] = pair(*offices.stores(Path(folder)), seconds=seconds, only=only)
        if os.environ.get("WELLFOUNDED_DB") == "postgres":
            found["pairs"]["columns"] = pair(*offices.servers(Path(folder)), seconds=seconds, only=only)
    found["took"] = round(time.monotonic() - began)
    if only and not options.trial:
        found = json.loads(RESULTS.read_text(encoding="utf-8")) | {"anew": found}
    text = json.dumps(found, indent=1) + "\n"
    if options.trial:
        print(text)
        return 0
    RESULTS.write_text(text, encoding="utf-8")
    PAGE.write_text(page(found), encoding="utf-8")
    say(f"{PAGE.relative_to(ROOT)} is written, in {found['took']} s")
    return 0


def pair(sealed: Any, clear: Any, *, seconds: float, only: frozenset[str]) -> dict[str, Any]:
    """Both offices side by side, all screens or only these."""
    from bench.encryption.offices import opened  # noqa: PLC0415 - needs Django set up
    from bench.encryption.screens import Side, compared, measured, screens_of  # noqa: PLC0415 - the same

    say(f"{sealed.home.name} beside {clear.home.name}")
    found: dict[str, Any] = {name: _inside(place) for name, place in (("sealed", sealed), ("clear", clear))}
    found["entries"] = max(found["sealed"]["entries"], found["clear"]["entries"])
    for place in (sealed, clear):  # each wrote as much as it could; now one log is as long as the other
        _inside(place, "--entries", str(found["entries"]))
    with ExitStack() as held:
        numbers = [found[name].pop("numbers") for name in ("sealed", "clear")]
        sides = [
            Side(held.enter_context(opened(place)), of) for place, of in zip((sealed, clear), numbers, strict=True)
        ]
        for side in sides:
            side.sign_in()
        screens = [one for one in screens_of(sides[0]) if not only or one.name in only]
        screens = [one for one in screens if sides[1].shows(one, sides[0].numbers)]
        say(f"{len(screens)} screens, in turn, for {seconds:.0f} s")
        found["rounds"] = measured(sides, screens, seconds=seconds)
        found["screens"] = {name: row for name, row in compared(*sides).items() if not only or name in only}
    return found


def _inside(place: Any, *more: str) -> dict[str, Any]:
    from bench.encryption.offices import PLAIN  # noqa: PLC0415 - needs Django set up

    plain = ["--plain"] if place.program == PLAIN else []
    command = [sys.executable, "-m", "bench.encryption.inside", *plain, *more]
    ran = subprocess.run(command, env={**place.told}, cwd=ROOT, check=True, stdout=subprocess.PIPE)  # noqa: S603 - our own program
    read: dict[str, Any] = json.loads(ran.stdout)
    return read


def say(text: str) -> None:
    print(f"encryption: {text}", file=sys.stderr, flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.encryption", description=__doc__)
    parser.add_argument("--seconds", type=float, default=45, help="for how long each pair of offices is asked")
    parser.add_argument("--screens", nargs="*", default=[], metavar="NAME", help="measure these screens alone, anew")
    parser.add_argument("--trial", action="store_true", help="prints what was found, and writes no page")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
