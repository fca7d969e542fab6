"""`wellfounded evidence brief`: what a shelf holds for and against each open or contested criterion of a claim."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wellfounded.cli.case_source import source_of
from wellfounded.cli.evidence_library import DEFAULT, HELP
from wellfounded.cli.evidence_shelf import shelf_at
from wellfounded.cli.inputs import Inputs
from wellfounded.cli.options import command
from wellfounded.cli.outputs import Kind, Output, problems_of
from wellfounded.cli.terminal import heading, paragraph, say, working
from wellfounded.law.assess import assess
from wellfounded.law.errors import InputError
from wellfounded.letters.brief.contents import brief_of
from wellfounded.letters.brief.context import BriefView
from wellfounded.letters.brief.render import brief_docx, brief_html, brief_pdf
from wellfounded.letters.brief.wording import SAY
from wellfounded.library.described import described_criterion

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wellfounded.cli.case_source import CaseSource
    from wellfounded.letters.brief.context import CriterionView, FactLine, PassageView

EXAMPLE = "wellfounded evidence brief claim.yaml --pdf brief.pdf"
MAKE: dict[Kind, Callable[[BriefView], bytes]] = {
    Kind.HTML: lambda view: brief_html(view).encode(),
    Kind.PDF: brief_pdf,
    Kind.DOCX: brief_docx,
}


@dataclass(frozen=True, slots=True)
class BriefOptions:
    """What `evidence brief` may be told."""

    claim: Annotated[Path, typer.Argument(metavar="CLAIM", help="The case file (YAML or JSON).", show_default=False)]
    library: Annotated[Path, typer.Option(metavar="FILE", help=HELP)] = DEFAULT
    docx: Annotated[Path | None, typer.Option(metavar="FILE", help="Write it for a word processor.")] = None
    pdf: Annotated[Path | None, typer.Option(metavar="FILE", help="Write it as a PDF.")] = None
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Write it as a page.")] = None

    def outputs(self, passphrase: str) -> list[Output]:
        """The files that were asked for; sealed like the claim."""
        asked = {Kind.DOCX: self.docx, Kind.PDF: self.pdf, Kind.HTML: self.html}
        return [Output.of(kind, path, passphrase=passphrase) for kind, path in asked.items() if path is not None]


def register(app: typer.Typer) -> None:
    """Add the command."""
    command(app, "brief", options=BriefOptions, example=EXAMPLE)(run)


def run(options: BriefOptions) -> None:
    """Set out, for each open or contested criterion, what the shelf holds for and against it.

    Passages that a person accepted come first; suggestions say that nobody accepted them, and count for nothing.
    """
    inputs = Inputs()
    source = source_of(options.claim)
    outputs = options.outputs(source.passphrase)
    inputs.problems.extend(problems_of(outputs, read=[options.claim, options.library]))
    view = _view(options, source, inputs=inputs)
    _show(view)
    for output in outputs:
        output.write(MAKE[output.kind](view))
        say(f"Written: {output.path}  ({output.kind})")


def _view(options: BriefOptions, source: CaseSource, *, inputs: Inputs) -> BriefView:
    library = inputs.library()
    case = inputs.case(source, library)
    if case is None or inputs.problems:
        raise InputError(inputs.problems)
    assessment = assess(case, library)
    descriptions = [described_criterion(criterion) for criterion in assessment.law.criteria.values()]
    with shelf_at(options.library, descriptions) as opened, working("Looking through the shelf"):
        return brief_of(assessment, opened.shelf, shelf_name=options.library.name)


def _show(view: BriefView) -> None:
    say(f"{SAY['paper']} {view.number}", style="bold")
    say(SAY["motto"])
    for criterion in view.criteria:
        _criterion(criterion)
    if not view.criteria and not view.bare:
        say(SAY["nothing"])
    _lines(SAY["bare"], view.bare, lead=SAY["bare_lead"])
    _lines(SAY["stale"], view.stale, lead=SAY["stale_lead"])
    _lines(SAY["sources"], [f"[{number}] {name}" for number, name in enumerate(view.sources, 1)])


def _criterion(view: CriterionView) -> None:
    heading(f"{view.title}{f' ({view.about})' if view.about else ''}: {view.label}")
    _passages(SAY["supports"], view.supports)
    _passages(SAY["rebuts"], view.rebuts)
    if view.of_facts:
        _passages(SAY["of_facts"], view.of_facts)
    if view.facts or view.facts_above:
        say(f"  {SAY['country_facts']}")
    for fact in view.facts:
        _fact(fact)
    if view.facts_above:
        paragraph(f"{SAY['facts_above']} {view.facts_above}.", indent=4)
    for line in view.missing:
        paragraph(f"! {line}", indent=2)


def _passages(title: str, passages: Sequence[PassageView]) -> None:
    say(f"  {title}")
    for one in passages:
        _passage(one)
    if not passages:
        paragraph(SAY["none"], indent=4)


def _fact(fact: FactLine) -> None:
    details = "; ".join(part for part in (fact.direction, fact.dates, fact.law, fact.due) if part)
    paragraph(f"{fact.id}: {fact.statement} ({details})", indent=4)
    for one in fact.carried_by:
        _passage(one)
    if fact.without:
        paragraph(fact.without, indent=6)


def _passage(one: PassageView) -> None:
    paragraph(f"“{one.quote}”", indent=4)
    paragraph(f"[{one.number}] {one.reference} {one.citation}. {one.standing[:1].upper()}{one.standing[1:]}.", indent=6)


def _lines(title: str, lines: Sequence[str], *, lead: str = "") -> None:
    if lines:
        heading(title)
    if lines and lead:
        say(f"  {lead}")
    for line in lines:
        paragraph(line, indent=4)
