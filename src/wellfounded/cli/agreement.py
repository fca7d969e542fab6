"""`wellfounded agreement`: published decisions, assessed from their facts alone, beside what the tribunals decided."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wellfounded.cli.inputs import Inputs
from wellfounded.cli.options import command
from wellfounded.cli.terminal import heading, paragraph, say, table, working
from wellfounded.law.agreement import Verdict
from wellfounded.law.agreement_run import run_agreement
from wellfounded.letters.overview.wording import SAY, VERDICTS

if TYPE_CHECKING:
    from wellfounded.law.agreement import Compared, Share
    from wellfounded.law.agreement_run import Agreement

EXAMPLE = "wellfounded agreement examples/decided"


@dataclass(frozen=True, slots=True)
class AgreementOptions:
    """What `agreement` may be told."""

    folder: Annotated[Path, typer.Argument(help="Case files and their outcomes.yaml.", show_default=False)]


def register(app: typer.Typer) -> None:
    """Add the command."""
    command(app, "agreement", options=AgreementOptions, example=EXAMPLE)(run)


def run(options: AgreementOptions) -> None:
    """Assess the published decisions of a folder, and compare them with what the tribunals decided.

    The assessment never sees an outcome. What only a person can find is left to a person.
    """
    inputs = Inputs()
    inputs.folder(options.folder, mend="Name the folder that holds the case files and their outcomes.yaml.")
    inputs.finish()
    library = inputs.library()
    with working("Assessing the decisions"):
        agreement = run_agreement(options.folder, library)
    say(SAY["agreement"], style="bold")
    show_by_profile(agreement)
    heading(SAY["element"])
    _show(SAY["element"], {name.replace("_", " "): share for name, share in agreement.by_element().items()})
    _show_disagreements(agreement)
    for name in agreement.without_file:
        say(f"{name} has an outcome, but no case file.")


def show_by_profile(agreement: Agreement) -> None:
    """The table of agreement: a line for each profile, and one for all."""
    _show(SAY["profile"], {**agreement.by_profile(), SAY["all"]: agreement.overall()})


def _show(what: str, shares: dict[str, Share]) -> None:
    rows = [(name, *_counts(share), _decided(share)) for name, share in shares.items()]
    table((what, *VERDICTS.values(), SAY["decided"]), rows)


def _counts(share: Share) -> tuple[str, ...]:
    return tuple(str(share.counts[verdict] or "·") for verdict in Verdict)


def _decided(share: Share) -> str:
    return f"{share.decided_by_rules:.0%}" if share.comparable else "–"


def _show_disagreements(agreement: Agreement) -> None:
    heading(SAY["disagreements"])
    found = agreement.disagreements()
    if not found:
        say(SAY["disagreements_none"])
    for row in found:
        _show_disagreement(row)


def _show_disagreement(row: Compared) -> None:
    say(f"  {row.case}, {row.element.replace('_', ' ')}: {row.tribunal.replace('_', ' ')}; here {row.ours}")
    paragraph(row.cause or "No cause was found yet.", indent=4)
