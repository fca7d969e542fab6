"""`wellfounded whatif`: what would follow if facts were otherwise.

Towards the applicant it says what would be needed. On what a finding for the applicant rests is shown to the reviewer
only.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wellfounded.cli.inputs import Inputs
from wellfounded.cli.options import command
from wellfounded.cli.supposition import Supposition, read_supposition
from wellfounded.cli.terminal import heading, labelled, say, table, working
from wellfounded.law.assess import Assessment, assess
from wellfounded.law.country_name import entity_name
from wellfounded.law.criterion import Side
from wellfounded.law.diagram import DiagramTooLargeError
from wellfounded.law.explain import test_in_words
from wellfounded.law.finding import Finding, Label
from wellfounded.law.whatif import Change, Flip, rests_on, smallest_flip, towards_applicant, what_if
from wellfounded.letters.assessment.labels import label_of
from wellfounded.letters.assessment.wording import PERSON, SAY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.text import Text

EXAMPLE = "wellfounded whatif case.yaml PRK.left_without_permission=established"
TOO_LARGE = "  too large to compute exactly; suppose single facts instead (FACT=VALUE)."


@dataclass(frozen=True, slots=True)
class WhatIfOptions:
    """What `whatif` may be told."""

    case: Annotated[Path, typer.Argument(help="The case file.", show_default=False)]
    facts: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FACT=VALUE ...",
            help="Facts as they might be, like PRK.is_outside=established.",
            show_default=False,
        ),
    ] = field(default_factory=lambda: None)
    flip: Annotated[
        bool, typer.Option("--flip", help="Show the smallest changes that would settle each conclusion.")
    ] = False
    reviewer: Annotated[
        bool,
        typer.Option("--reviewer", help="For the reviewer: also what a finding for the applicant rests on."),
    ] = False
    profile: Annotated[str | None, typer.Option(help="Under another profile.")] = None


def register(app: typer.Typer) -> None:
    """Add the command."""
    command(app, "whatif", options=WhatIfOptions, example=EXAMPLE)(run)


def run(options: WhatIfOptions) -> None:
    """Show what would follow if facts were otherwise. Nothing is saved, and nobody's case is changed."""
    assessment, suppositions = _read(options)
    if suppositions:
        _suppose(assessment, suppositions, reviewer=options.reviewer)
    if options.flip or not suppositions:
        with working("Looking for the smallest changes"):
            flips = [(goal, _towards_applicant(assessment, goal)) for goal in assessment.goals() if not _helps(goal)]
        _show_needed(assessment, flips)
    if options.reviewer:
        with working("Looking for what the findings rest on"):
            carried = [(goal, _carried_by(assessment, goal)) for goal in assessment.goals() if _helps(goal)]
        _show_rests(assessment, carried)


def _read(options: WhatIfOptions) -> tuple[Assessment, list[Supposition]]:
    inputs = Inputs()
    library = inputs.library()
    inputs.profile(options.profile, library)
    case = inputs.case(options.case, library)
    inputs.finish()
    if case is None:
        raise AssertionError("a case without problems was read")
    assessment = inputs.take(lambda: assess(case, library, profile=options.profile))
    if assessment is None:
        inputs.finish()
        raise AssertionError("an assessment without problems was made")
    read = [read_supposition(text, assessment, problems=inputs.problems) for text in options.facts or ()]
    inputs.finish()
    return assessment, [supposition for supposition in read if supposition is not None]


def _helps(finding: Finding) -> bool:
    return finding.label is towards_applicant(finding)


def _suppose(assessment: Assessment, suppositions: Iterable[Supposition], *, reviewer: bool) -> None:
    """The findings that would differ. Those that would turn against the applicant are the reviewer's to see."""
    case = assessment.case
    for supposition in suppositions:
        case = supposition.applied(case)
    pairs = what_if(assessment, case)
    other = assess(case, assessment.law.library, profile=assessment.law.profile.id)
    worse = [pair for pair in pairs if _helps(pair[0]) or _hurts(pair[1])]
    better = [pair for pair in pairs if pair not in worse]
    heading("If that were so")
    if not pairs:
        say("  No finding would differ.")
    _show_pairs(better, assessment, other=other)
    if worse and not reviewer:
        say(f"  Findings that would turn against the applicant: {len(worse)}, shown to the reviewer (--reviewer).")
    elif worse:
        heading("These findings rest on what was supposed away")
        _show_pairs(worse, assessment, other=other)


def _hurts(finding: Finding) -> bool:
    against = Label.NOT_MET if finding.criterion.favours is Side.APPLICANT else Label.MET
    return finding.label is against


def _show_pairs(pairs: list[tuple[Finding, Finding]], assessment: Assessment, *, other: Assessment) -> None:
    ordered = sorted(pairs, key=lambda pair: not pair[0].criterion.goal)
    rows = [(_name(before), _words(assessment, before), "→", _words(other, after)) for before, after in ordered]
    if rows:
        table((SAY["finding"], "now", "", "then"), rows)


def _words(assessment: Assessment, finding: Finding) -> Text:
    label = label_of(assessment, finding)
    return labelled(label.words, label.tone)


def _name(finding: Finding) -> str:
    return f"{finding.criterion.title} ({entity_name(finding.entity) or PERSON})"


def _towards_applicant(assessment: Assessment, goal: Finding) -> Flip | str | None:
    try:
        return smallest_flip(assessment, goal, goal=towards_applicant(goal))
    except DiagramTooLargeError:
        return TOO_LARGE


def _carried_by(assessment: Assessment, goal: Finding) -> Flip | str | None:
    try:
        return rests_on(assessment, goal)
    except DiagramTooLargeError:
        return TOO_LARGE


def _show_needed(assessment: Assessment, flips: list[tuple[Finding, Flip | str | None]]) -> None:
    heading("What would be needed")
    if not flips:
        say("  Every conclusion stands for the applicant already.")
    for goal, flip in flips:
        say(f"  {_name(goal)}:")
        _show_flip(assessment, flip, none="  no change of facts would bring it about under this law.")


def _show_rests(assessment: Assessment, carried: list[tuple[Finding, Flip | str | None]]) -> None:
    heading("For the reviewer: on what the findings for the applicant rest")
    if not carried:
        say("  No conclusion stands for the applicant yet.")
    for goal, flip in carried:
        say(f"  {_name(goal)} rests on:")
        _show_flip(assessment, flip, none="  no single set of facts: it holds whatever the facts.", resting=True)


def _show_flip(assessment: Assessment, flip: Flip | str | None, *, none: str, resting: bool = False) -> None:
    if not isinstance(flip, Flip):
        say(f"  {flip or none}")
        return
    for change in flip.changes:
        say(f"    {_change(assessment, change, resting=resting)}")


def _change(assessment: Assessment, change: Change, *, resting: bool) -> str:
    """A change in words: what would have to be found, or (for the reviewer) what stands now and carries the finding."""
    entity = change.slot[0]
    about = f" ({entity_name(entity)})" if entity_name(entity) else ""
    if resting:
        return f"{_title(assessment, change)}{about}"
    instead = ", instead of what was found" if change.known_before else ""
    return f"{_title(assessment, change)}{about}: {'established' if change.value else 'refuted'}{instead}"


def _title(assessment: Assessment, change: Change) -> str:
    law, name = assessment.law, change.slot[1]
    if name in law.criteria:
        return law.criteria[name].title
    if name not in law.facts:  # a group of countries of which the case has none
        return f"a {name.replace('_', ' ')} on record"
    title = law.facts[name].title
    return test_in_words(change.test, title) if change.test is not None else title
