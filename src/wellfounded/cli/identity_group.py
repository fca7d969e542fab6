"""`wellfounded identity`: is this person already known, under another name, in another script?"""

from __future__ import annotations

import typer

from wellfounded.cli import identity_compare, identity_dedupe, identity_score, identity_screen, identity_search
from wellfounded.cli.exchange import group as exchange_group


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(no_args_is_help=True, help="Compare names across scripts and spellings.")
    for member in (identity_compare, identity_search, identity_screen, identity_dedupe, identity_score):
        member.register(group)
    exchange_group.register(group)
    app.add_typer(group, name="identity")
