"""`wellfounded evidence`: country information and exhibits, and who said what in them."""

from __future__ import annotations

import typer

from wellfounded.cli import (
    evidence_add,
    evidence_brief,
    evidence_evaluate,
    evidence_facts,
    evidence_pin,
    evidence_record,
    evidence_score,
    evidence_search,
    evidence_sources,
    evidence_statements,
)


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(no_args_is_help=True, help="Country information, exhibits, and who said what in them.")
    members = (
        evidence_add,
        evidence_search,
        evidence_sources,
        evidence_record,
        evidence_statements,
        evidence_pin,
        evidence_facts,
        evidence_brief,
        evidence_evaluate,
        evidence_score,
    )
    for member in members:
        member.register(group)
    app.add_typer(group, name="evidence")
