"""`wellfounded identity exchange`: may another organisation know the same people? Without handing over a list."""

from __future__ import annotations

import typer

from wellfounded.cli.exchange import answer, key, make, read


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(no_args_is_help=True, help="Ask another organisation about people, without giving it a list.")
    for member in (key, make, answer, read):
        member.register(group)
    app.add_typer(group, name="exchange")
