"""Two records beside each other with every part of the weight, as a matcher reads them before saying anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from wellfounded.cli.terminal import paragraph, say, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wellfounded.identity.weighing.weigh import Weighing

By = Annotated[str, typer.Option(help="Your sign-in name; matchers only.", show_default=False)]
Verdict = Annotated[str, typer.Option(help="same, different or unsure.", show_default=False)]
Reason = Annotated[str, typer.Option(help="Why, in words.", show_default=False)]
LEAD = "A lead, never a fact: people decide, two of them, each without the other's word."


def show_weights(weighing: Weighing, *, sides: tuple[str, str], keepers: Sequence[str]) -> None:
    """The waterfall, and whom to tell."""
    rows = [(part.about, f"{part.nats:+.1f}", part.one, part.other, part.sentence) for part in weighing.comparisons]
    prior = ("before", f"{weighing.prior:+.1f}", "", "", "One true record among all.")
    table(("", "nats", *sides, ""), [prior, *rows, ("sum", f"{weighing.total:+.1f}", "", "", "")])
    say(f"{weighing.standing.value.capitalize()}.", style="bold")
    if keepers:
        say(f"Who works on them: {', '.join(keepers)}.")
    paragraph(LEAD)
