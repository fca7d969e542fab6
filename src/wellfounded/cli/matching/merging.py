"""`wellfounded duplicates merge` and `unmerge`: two records read as one, and two again. Nothing is thrown away."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

import typer

from wellfounded.cli.matching.duplicates import Lead
from wellfounded.cli.matching.side_by_side import By, Reason
from wellfounded.cli.office import colleague, open_office
from wellfounded.cli.options import command
from wellfounded.cli.terminal import say

MERGE_EXAMPLE = 'wellfounded duplicates merge 12 --kept P-2H7K-Q4RT --reason "Two of us agreed." --by mira'
UNMERGE_EXAMPLE = 'wellfounded duplicates unmerge 12 --reason "Sisters." --to-merged name-40 --by mira'


@dataclass(frozen=True, slots=True)
class MergeOptions:
    """What `duplicates merge` must be told."""

    lead: Lead
    kept: Annotated[str, typer.Option(help="The reference of the record that stands for both.", show_default=False)]
    reason: Reason
    by: By


@dataclass(frozen=True, slots=True)
class UnmergeOptions:
    """What `duplicates unmerge` must be told: everything that came since goes to one of the two."""

    lead: Lead
    reason: Reason
    by: By
    to_kept: Annotated[
        list[str] | None, typer.Option(help="What belongs to the record that stood for both, like name-12.")
    ] = field(default_factory=lambda: None)
    to_merged: Annotated[list[str] | None, typer.Option(help="What belongs to the other record.")] = field(
        default_factory=lambda: None
    )


def register(app: typer.Typer) -> None:
    """Add both commands."""
    command(app, "merge", options=MergeOptions, example=MERGE_EXAMPLE)(run_merge)
    command(app, "unmerge", options=UnmergeOptions, example=UNMERGE_EXAMPLE)(run_unmerge)


def run_merge(options: MergeOptions) -> None:
    """Read two records as one, once two matchers have said that it is one person."""
    with open_office():
        from wellfounded.cases.actions.merge_records import Merging, merge_records  # noqa: PLC0415 - needs Django set up

        asked = Merging(lead=options.lead, kept=options.kept, reason=options.reason)
        made = merge_records(colleague(options.by), request=asked)
        say(f"Read as one from now on: {made.merged} stands with {made.kept}.")


def run_unmerge(options: UnmergeOptions) -> None:
    """Make two records of one again. `duplicates show` names what came since they were merged."""
    with open_office():
        from wellfounded.cases.actions.unmerge_records import (  # noqa: PLC0415 - needs Django set up
            Unmerging,
            unmerge_records,
        )

        asked = Unmerging(
            lead=options.lead,
            reason=options.reason,
            to_kept=tuple(options.to_kept or ()),
            to_merged=tuple(options.to_merged or ()),
        )
        undone = unmerge_records(colleague(options.by), request=asked)
        say(f"Two records again: {undone.kept} and {undone.merged}.")
