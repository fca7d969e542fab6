"""`wellfounded identity exchange read`: whom the other organisation may know, and under which token to ask."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from wellfounded.cli.exchange.files import key_in, log_beside, note, of_file, text_of
from wellfounded.cli.terminal import paragraph, say
from wellfounded.identity.exchange.own_part import OwnPart
from wellfounded.identity.exchange.reading import read_answer

EXAMPLE = "wellfounded identity exchange read answer.json --key exchange.key --own question.own.json"
PEOPLE = (
    "Each is a lead, never a fact: names are shared, and a year is soon said. Ask the other organisation about the "
    "token, person to person, and say no more than is needed. Destroy the key when you have both asked."
)
NOBODY = (
    "That does not say that they are not there: they may be written otherwise. If more than one question was made with "
    "this key, see that --own is the part of the question that was answered."
)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("read", epilog=f"Example: {EXAMPLE}")(run)


def run(
    answer: Annotated[Path, typer.Argument(metavar="ANSWER", help="The file that the other organisation sent back.")],
    *,
    key: Annotated[Path, typer.Option("--key", help="The key of this exchange.")],
    own: Annotated[Path, typer.Option("--own", help="What was kept when the question was made.")],
    log: Annotated[Path | None, typer.Option("--log", help="The log of exchanges; else beside the key.")] = None,
) -> None:
    """Read an answer: which of the own records the other side may know, and the token to ask about."""
    agreed, given = key_in(key, to_use=False), text_of(answer)
    with of_file(own):
        kept = OwnPart.read(text_of(own))
    with of_file(answer):
        found = read_answer(given, kept, agreed=agreed)
    note(log_beside(key, log), "read", file=given, exchange=agreed.exchange, rows=len(found))
    for hit in found:
        say(f"{hit.key} ({hit.ground.value}): ask about {hit.their_token}")
    say(f"{len({hit.key for hit in found}):,} of {len(kept.records):,} people may be known there.")
    if not found:
        paragraph(NOBODY)
    paragraph(PEOPLE)
