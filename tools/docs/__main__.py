"""Write the generated pages of `docs/reference/`, or with `--check` only say which are stale (then it ends with 1)."""

import argparse
import sys
from pathlib import Path

from tools.docs.pages import pages, stale, write

ROOT = Path(__file__).parents[2]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.docs", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; name the pages that are stale")
    made = pages()
    if parser.parse_args().check:
        found = stale(ROOT, made)
        print("\n".join(f"{name} is stale: run `make docs`." for name in found) or f"{len(made)} pages are fresh.")
        return int(bool(found))
    written = write(ROOT, made)
    print(f"{len(made)} pages, {len(written)} of them written anew.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
