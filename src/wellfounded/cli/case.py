"""`wellfounded case`: the cases of an office, and case files that are sealed."""

from __future__ import annotations

import typer

from wellfounded.cli import case_enter, case_export, case_look, case_seal, case_search


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(no_args_is_help=True, help="Work with the cases of an office, and with sealed case files.")
    for member in (case_look, case_search, case_enter, case_export, case_seal):
        member.register(group)
    app.add_typer(group, name="case")
