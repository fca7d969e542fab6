"""`wellfounded evidence facts`: the country facts of the law, and the passages on the shelf that carry each."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wellfounded.cli.evidence_library import DEFAULT, HELP
from wellfounded.cli.evidence_shelf import shelf_at
from wellfounded.cli.inputs import Inputs
from wellfounded.cli.options import command
from wellfounded.cli.terminal import heading, paragraph, say
from wellfounded.law.country_name import country_name
from wellfounded.letters.brief import wording
from wellfounded.letters.brief.cited import Cited
from wellfounded.library.described import described_country_facts

if TYPE_CHECKING:
    from wellfounded.evidence.linking.shelf import Shelf
    from wellfounded.evidence.statements.bearing import Described
    from wellfounded.law.country_fact import CountryFact

EXAMPLE = "wellfounded evidence facts --country PRK"
MOST = 2


@dataclass(frozen=True, slots=True)
class FactsOptions:
    """What `evidence facts` may be told."""

    library: Annotated[Path, typer.Option(metavar="FILE", help=HELP)] = DEFAULT
    country: Annotated[list[str] | None, typer.Option(help="Only of this country; may be given again.")] = field(
        default_factory=lambda: None
    )
    as_of: Annotated[str | None, typer.Option(metavar="DAY", help="What is due for review on this day.")] = None


def register(app: typer.Typer) -> None:
    """Add the command."""
    command(app, "facts", options=FactsOptions, example=EXAMPLE)(run)


def run(options: FactsOptions) -> None:
    """Show every country fact with the passages that carry it, or say that none is on the shelf.

    Passages that nobody tied to a fact are shown as suggestions: they carry nothing until a person ties them.
    """
    inputs = Inputs()
    countries = {inputs.host(code, option="--country") for code in options.country or ()}
    day = inputs.day(options.as_of, "--as-of") or datetime.now(UTC).date()
    inputs.finish()
    library = inputs.library()
    facts = [fact for fact in library.country_facts if not countries or fact.country in countries]
    descriptions = described_country_facts(facts)
    carried = 0
    with shelf_at(options.library, descriptions) as opened:
        for place, (fact, described) in enumerate(zip(facts, descriptions, strict=True)):
            if not place or facts[place - 1].country != fact.country:
                heading(country_name(fact.country))
            carried += _show(fact, described, shelf=opened.shelf, day=day)
    say()
    say(f"{carried} of {len(facts)} country facts are carried by a passage that a person tied.", style="bold")


def _show(fact: CountryFact, described: Described, *, shelf: Shelf, day: date) -> bool:
    cited = Cited()
    due = f" {wording.DUE.format(day=fact.review_after)}." if fact.due_for_review(day) else ""
    published = f" ({wording.PUBLISHED.format(day=fact.published)})" if fact.published else ""
    paragraph(f"{fact.id}: {fact.statement}{published}{due[:2].upper()}{due[2:]}", indent=2)
    pinned = [cited.pinned(one) for one in shelf.pinned(fact.id)]
    suggested = [cited.suggested(one) for one in shelf.suggested(described, until=None)][:MOST]
    for one in (*pinned, *suggested):
        paragraph(f"“{one.quote}” {one.reference} {one.citation}. {one.standing}.", indent=6)
    if not pinned:
        paragraph(wording.NO_PASSAGE if not suggested else wording.NOT_ACCEPTED, indent=6)
    return bool(pinned)
