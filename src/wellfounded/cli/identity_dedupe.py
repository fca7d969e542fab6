"""`wellfounded identity dedupe`: a whole register compared with itself, for two people to look through."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from wellfounded.cli.person_list import people_in
from wellfounded.cli.terminal import beside, paragraph, say, working
from wellfounded.cli.weighed_table import weighed_table
from wellfounded.identity.batch.dedupe import EngineMissingError, dedupe
from wellfounded.law.atomic import write_atomically
from wellfounded.law.errors import Code, InputError, Problem

EXAMPLE = "wellfounded identity dedupe register.csv -o pairs.csv"
LEAD = "Nothing is merged. Each pair is a lead for two people to look at, and they may say that it cannot be said."


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("dedupe", epilog=f"Example: {EXAMPLE}")(run)


def run(
    people: Annotated[Path, typer.Argument(metavar="REGISTER", help="CSV, XLSX, XML or FollowTheMoney.")],
    *,
    out: Annotated[Path, typer.Option("--out", "-o", help="The pairs as a table, CSV, likeliest first.")],
) -> None:
    """Find the pairs in a register that may be one person, with what speaks for and against each."""
    if out.is_dir() or not out.absolute().parent.is_dir():
        mend = "Name a file in a folder that is there."
        raise InputError.one(Problem(Code.WRITE_REFUSED, "Nothing can be written here.", mend, str(out)))
    records = people_in(people).records
    try:
        with working(f"Comparing {len(records):,} with one another"):
            pairs = dedupe(records, told=lambda count: beside.print(f"Weighing {count:,} pairs"))
    except EngineMissingError:
        mend = "Run: pip install 'wellfounded[linkage]'"
        raise InputError.one(Problem(Code.ENGINE_MISSING, "Splink and DuckDB are not installed.", mend)) from None
    rows = ((pair.one, pair.other, pair.weighing) for pair in pairs)
    write_atomically(out, weighed_table(rows, sides=("one", "other")))
    say(f"{len(pairs):,} pairs among {len(records):,} records. Written: {out}")
    paragraph(LEAD)
