"""`wellfounded identity exchange answer`: whom of a question the own register may know, in tokens."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from wellfounded.cli.exchange.files import (
    check_limits,
    check_new,
    key_in,
    log_beside,
    note,
    of_file,
    own_beside,
    text_of,
)
from wellfounded.cli.person_list import people_in
from wellfounded.cli.stopping import if_stopped
from wellfounded.cli.terminal import counting, paragraph, say
from wellfounded.identity.exchange import sheet
from wellfounded.identity.exchange.answer import answer_question
from wellfounded.identity.exchange.question import WIDTH
from wellfounded.law.atomic import write_atomically

EXAMPLE = "wellfounded identity exchange answer question.json register.csv --key exchange.key -o answer.json"
PEOPLE = (
    "A hit is a lead, never a fact. They will ask you about a token: look it up in your own part, and let people talk."
)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("answer", epilog=f"Example: {EXAMPLE}")(run)


@if_stopped("No answer was finished.")
def run(
    question: Annotated[Path, typer.Argument(metavar="QUESTION", help="The file that the other organisation sent.")],
    people: Annotated[Path, typer.Argument(metavar="REGISTER", help="The own register, in any shape of a list.")],
    *,
    key: Annotated[Path, typer.Option("--key", help="The key of this exchange.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="The answer, for the other organisation.")],
    log: Annotated[Path | None, typer.Option("--log", help="The log of exchanges; else beside the key.")] = None,
) -> None:
    """Answer a question in tokens. Beside the answer stands the part that stays here: which token means whom."""
    own = own_beside(out)
    check_new(out, own)
    agreed, asked = key_in(key, to_use=True), text_of(question)
    with of_file(question):
        rows = len(sheet.read(asked, agreed, kind="question", width=WIDTH).rows)
        line = {"file": sheet.as_written(asked), "exchange": agreed.exchange}
    check_limits(log_beside(key, log), "answered", **line, rows=rows)
    records = people_in(people).records
    with counting("Looking among people", of=len(records)) as told:
        found = answer_question(asked, records, agreed=agreed, told=told)
    # Only now: whoever stops the work meanwhile can begin again. Nothing has left before the log says so.
    note(log_beside(key, log), "answered", **line, rows=rows)
    write_atomically(own, found.own.written().encode())
    write_atomically(out, found.text.encode())
    say(f"{found.found:,} of {rows:,} rows may mean somebody here. Send {out}; keep {own} here.")
    paragraph(PEOPLE)
