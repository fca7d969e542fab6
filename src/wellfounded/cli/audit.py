"""`wellfounded audit`: verify the log, sign it, prove an entry, hand it to an outsider, be a witness."""

from __future__ import annotations

import typer

from wellfounded.cli import audit_checkpoint, audit_export, audit_prove, audit_verify, audit_witness


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(no_args_is_help=True, help="Verify the log of the office, sign it, prove an entry, export it.")
    for member in (audit_verify, audit_checkpoint, audit_prove, audit_export, audit_witness):
        member.register(group)
    app.add_typer(group, name="audit")
