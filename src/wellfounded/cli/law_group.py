"""`wellfounded law`: read the law as encoded, check it, compare it."""

from __future__ import annotations

import typer

from wellfounded.cli import law_check, law_diff, law_list, law_show


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(no_args_is_help=True, help="Read the law as encoded, check it, compare it.")
    for member in (law_list, law_show, law_check, law_diff):
        member.register(group)
    app.add_typer(group, name="law")
