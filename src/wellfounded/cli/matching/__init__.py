"""`wellfounded duplicates` and `lists`: a matcher's work in an office, by the same actions as the pages."""

from __future__ import annotations

import typer

from wellfounded.cli.matching import duplicates, lists, merging


def register(app: typer.Typer) -> None:
    """Add both groups."""
    groups = {
        "duplicates": ("Records of an office that may be of one person; matchers only.", (duplicates, merging)),
        "lists": ("Lists of people from outside, held against an office's register; matchers only.", (lists,)),
    }
    for name, (told, members) in groups.items():
        group = typer.Typer(no_args_is_help=True, help=told)
        for member in members:
            member.register(group)
        app.add_typer(group, name=name)
