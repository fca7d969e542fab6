"""`wellfounded case search`: whether a person is in the register, for a case and with a purpose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from wellfounded.cli.office import colleague, open_office
from wellfounded.cli.options import command
from wellfounded.cli.terminal import paragraph, say

EXAMPLE = 'wellfounded case search C-2H7K-Q "Kim Un-hui" --purpose relative --reason "Her sister, she says." --by mina'
OTHERS = "Only cases that you may open are shown. Whoever else resembles the name, a matcher looks at."


@dataclass(frozen=True, slots=True)
class SearchOptions:
    """What `case search` must be told."""

    number: Annotated[str, typer.Argument(help="The number of the case for which you look.", show_default=False)]
    name: Annotated[str, typer.Argument(help="A name in any script.", show_default=False)]
    purpose: Annotated[str, typer.Option(help="known, relative or paper.", show_default=False)]
    reason: Annotated[str, typer.Option(help="Why, in words.", show_default=False)]
    by: Annotated[str, typer.Option(help="Your sign-in name.", show_default=False)]
    birth: Annotated[str, typer.Option(help="As precise as it is known: 1984, 1984-03, about 1984.")] = ""


def register(app: typer.Typer) -> None:
    """Add the command."""
    command(app, "search", options=SearchOptions, example=EXAMPLE)(run)


def run(options: SearchOptions) -> None:
    """Look for a person by name among your own cases. Each search is logged, and limited per day."""
    with open_office():
        from wellfounded.cases.actions.search_by_name import NameSearched, search_by_name  # noqa: PLC0415 - needs Django set up

        asked = NameSearched(name=options.name, purpose=options.purpose, reason=options.reason, birth=options.birth)
        found = search_by_name(colleague(options.by), options.number, request=asked)
    for hint in found:
        say(f"{hint.number}  {hint.name}: {hint.reason}")
    if not found:
        say("Nobody of your own cases comes near.")
    paragraph(OTHERS)
