"""`wellfounded identity screen`: a register held against a list of missing, returned or sanctioned people, one way."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from wellfounded.cli.person_list import people_in
from wellfounded.cli.standings import STANDINGS
from wellfounded.cli.stopping import if_stopped
from wellfounded.cli.terminal import beside, counting, paragraph, say
from wellfounded.cli.weighed_table import weighed_table
from wellfounded.cli.writable import writable
from wellfounded.identity.record import Record
from wellfounded.identity.screening import screen
from wellfounded.law.atomic import write_atomically

EXAMPLE = "wellfounded identity screen missing.csv register.csv -o hits.csv"
NAMES_SHOWN = 3
LEAD = (
    "A hit is a lead, never a fact, and by itself no ground for exclusion. The hits stay here: "
    "nothing of this register goes to whoever made the list."
)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("screen", epilog=f"Example: {EXAMPLE}")(run)


@if_stopped("Nothing was written.")
def run(
    listed: Annotated[Path, typer.Argument(metavar="LIST", help="CSV, XLSX, UN or OFAC XML, FollowTheMoney.")],
    people: Annotated[Path, typer.Argument(metavar="REGISTER", help="The register, in any of these shapes.")],
    *,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Write the hits as a table, CSV.")] = None,
) -> None:
    """Show who of a register may be on a list. Every refused row of either is told."""
    writable([] if out is None else [out], read=[listed, people])
    on_list, held = people_in(listed).records, people_in(people).records
    with counting(f"Comparing with {len(on_list):,} on the list", of=len(held)) as told:
        found = list(screen(held, on_list, told=told))
    for one in found:
        for hit in one.hits:
            weighed = hit.weighing
            verdict = f"{weighed.standing.value.capitalize()}: {_who(one.record)} may be {_who(hit.record)}"
            say(f"{verdict}, {weighed.total:+.1f}")
    say(f"{len(found):,} of {len(held):,} people may be on the list.")
    if found:
        paragraph(STANDINGS)
    paragraph(LEAD)
    if out is not None:
        pairs = ((one.record, hit.record, hit.weighing) for one in found for hit in one.hits)
        write_atomically(out, weighed_table(pairs, sides=("in_register", "on_list")))
        beside.print(f"Written: {out}")


def _who(record: Record) -> str:
    more = " · …" if len(record.names) > NAMES_SHOWN else ""
    return f"{record.key} ({' · '.join(record.names[:NAMES_SHOWN])}{more})"
