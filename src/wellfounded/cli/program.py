"""All commands of `wellfounded`."""

from __future__ import annotations

from typing import Annotated

import typer

import wellfounded
from wellfounded.cli import (
    agreement,
    ask,
    assess,
    audit,
    case,
    cohort,
    erase,
    evidence_group,
    identity_group,
    interview,
    law_group,
    matching,
    obligations,
    questionnaire,
    store,
    whatif,
)
from wellfounded.cli.careful import CarefulGroup
from wellfounded.cli.terminal import say

app = typer.Typer(
    cls=CarefulGroup,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:  # noqa: FBT001 - typer calls it with the value of the flag
    if asked:
        say(f"Wellfounded {wellfounded.__version__}")
        raise typer.Exit


@app.callback()
def about(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Screening for refugee protection: what follows from a case, with its law and its evidence.

    The program decides nothing: a person finds, a person decides, another reviews.
    """


for group in (
    assess,
    interview,
    ask,
    whatif,
    law_group,
    evidence_group,
    identity_group,
    cohort,
    agreement,
    obligations,
    questionnaire,
    case,
    matching,
    audit,
    store,
    erase,
):
    group.register(app)
