"""Who is found by name in a large office, and how fast: `python -m bench.office_names --pairs PAIRS.tsv`.

The register is that of `make load`, each of its people with a made-up name as common as real ones. The second forms of
true pairs are given to those who were registered first; then the first forms are asked. The store is the one that the
settings name; it lies in a folder of its own under out/, which is emptied first. PostgreSQL: under `scripts/postgres`.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path

import django

ROOT = Path(__file__).parents[2]
HOME = ROOT / "out" / "office-names"


def main() -> None:
    """Fill, file, ask; write results and page."""
    parser = argparse.ArgumentParser(prog="python -m bench.office_names", description=__doc__)
    parser.add_argument("--people", type=int, default=100_000, help="how many people the register has")
    parser.add_argument("--pairs", type=Path, required=True, help="TSV of pairs with label, lang, kind, name1, name2")
    parser.add_argument("--questions", type=int, default=10_000, help="at most so many pairs, for a trial")
    parser.add_argument("--again", action="store_true", help="ask the register that the run before left")
    parser.add_argument("--trial", action="store_true", help="writes no page")
    options = parser.parse_args()
    os.environ.setdefault("WELLFOUNDED_HOME", str(HOME))
    os.environ.setdefault("WELLFOUNDED_DB", "sqlcipher")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wellfounded.config.settings")
    if Path(os.environ["WELLFOUNDED_HOME"]).absolute() == HOME and not options.again:
        shutil.rmtree(HOME, ignore_errors=True)
    django.setup()
    from bench.office_names.run import Size, run  # noqa: PLC0415 - needs Django set up

    size = Size(options.people, options.questions, again=options.again, trial=options.trial)
    run(size, options.pairs, say=say)


def say(text: str) -> None:
    """A line beside what is written."""
    print(f"names: {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
