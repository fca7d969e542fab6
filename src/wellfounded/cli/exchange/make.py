"""`wellfounded identity exchange make`: a question to another organisation, of keyed fingerprints and no names."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from wellfounded.cli.exchange.files import check_new, key_in, log_beside, note, of_file, own_beside
from wellfounded.cli.person_list import people_in
from wellfounded.cli.stopping import if_stopped
from wellfounded.cli.terminal import counting, say
from wellfounded.identity.exchange import sheet
from wellfounded.identity.exchange.question import WIDTH, make_question
from wellfounded.law.atomic import write_atomically

EXAMPLE = "wellfounded identity exchange make sought.csv --key exchange.key -o question.json"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("make", epilog=f"Example: {EXAMPLE}")(run)


@if_stopped("No question was finished.")
def run(
    people: Annotated[Path, typer.Argument(metavar="LIST", help="Whom to ask for, in any shape of a list.")],
    *,
    key: Annotated[Path, typer.Option("--key", help="The key of this exchange.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="The question, for the other organisation.")],
    log: Annotated[Path | None, typer.Option("--log", help="The log of exchanges; else beside the key.")] = None,
) -> None:
    """Make a question: whom may you know of these? Beside it stands the part that stays here, to read the answer by."""
    own = own_beside(out)
    check_new(out, own)
    agreed = key_in(key, to_use=True)
    records = people_in(people).records
    with of_file(people), counting("Making fingerprints of people", of=len(records)) as told:
        question, kept = make_question(records, agreed, told=told)
    rows = len(sheet.read(question, agreed, kind="question", width=WIDTH).rows)
    note(log_beside(key, log), "asked", file=question, exchange=agreed.exchange, rows=rows)
    write_atomically(own, kept.written().encode())
    write_atomically(out, question.encode())
    say(f"{len(records):,} people among {rows:,} rows. Send {out}; keep {own} here.")
