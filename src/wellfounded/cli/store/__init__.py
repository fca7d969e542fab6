"""`wellfounded vault`, `recovery` and `backup`: who opens the store, and how an office comes back."""

from __future__ import annotations

import typer

from wellfounded.cli.store import backups, recovering, restoring, sealing, slots, wiping


def register(app: typer.Typer) -> None:
    """Add the three groups."""
    groups = {
        "vault": ("Who can open the store, and the emergency wipe.", (slots, sealing, wiping)),
        "recovery": ("The way back when every passphrase is lost: two of three shares.", (recovering,)),
        "backup": ("Copies of the office that only two shares open.", (backups, restoring)),
    }
    for name, (told, members) in groups.items():
        group = typer.Typer(no_args_is_help=True, help=told)
        for member in members:
            member.register(group)
        app.add_typer(group, name=name)
