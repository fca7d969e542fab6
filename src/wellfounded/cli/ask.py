"""`wellfounded ask`: what is still open, why it matters, and which question comes next."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wellfounded.cli.inputs import Inputs
from wellfounded.cli.options import command
from wellfounded.cli.terminal import heading, paragraph, say
from wellfounded.law.assess import assess
from wellfounded.law.country_name import country_name, entity_name
from wellfounded.law.interview import as_answered, unconfirmed
from wellfounded.law.questions import Ask, OpenPoint, next_point, open_points
from wellfounded.letters.assessment.wording import PERSON, WAITS

if TYPE_CHECKING:
    from wellfounded.law.assess import Assessment
    from wellfounded.law.case_file import Slot

EXAMPLE = "wellfounded ask case.yaml"
PUT_AGAIN = "It was answered, and the answer would count against the person: put it once more, record the reply."
ORDER = (Ask.PUT, Ask.QUESTION, Ask.LOOK_UP, Ask.FIND)


@dataclass(frozen=True, slots=True)
class AskOptions:
    """What `ask` may be told."""

    case: Annotated[Path, typer.Argument(help="The case file.", show_default=False)]
    profile: Annotated[str | None, typer.Option(help="Under another profile.")] = None


def register(app: typer.Typer) -> None:
    """Add the command."""
    command(app, "ask", options=AskOptions, example=EXAMPLE)(run)


def run(options: AskOptions) -> None:
    """Show what is still open, why it matters, and which question comes next.

    For choosing questions, plain answers count as if they were found; for the assessment they do not.
    """
    assessment = assessed(options.case, options.profile)
    points = open_points(assessment.evaluation)
    following = next_point(assessment.evaluation)
    if following is None:
        say("Nothing is left to ask the applicant.")
    else:
        _show_next(assessment, following)
    first = next_point(assessment.evaluation, between=frozenset({Ask.LOOK_UP}))
    if first is not None and first.ask is Ask.LOOK_UP:
        paragraph(f"Look up first: {_titled(assessment, first)}. Its result may spare the applicant questions.")
    for ask in ORDER:
        _show_group(assessment, ask, points=tuple(point for point in points if point.ask is ask))


def assessed(path: Path, profile: str | None) -> Assessment:
    """The assessment of a case with its plain answers taken as found; says which nobody has found yet."""
    inputs = Inputs()
    library = inputs.library()
    inputs.profile(profile, library)
    case = inputs.case(path, library)
    inputs.finish()
    if case is None:
        raise AssertionError("a case that cannot be read is a problem")
    waiting = unconfirmed(case)
    if waiting:
        say(f"Answers that wait for a person to find them: {', '.join(map(_dotted, waiting))}.")
    return assess(as_answered(case), library, profile=profile)


def _dotted(slot: Slot) -> str:
    return ".".join(slot)


def _show_next(assessment: Assessment, point: OpenPoint) -> None:
    definition = point.definition
    if definition is None:
        raise AssertionError("only facts are asked")
    topic = assessment.law.library.topics[definition.topic]
    say("Next question", style="bold")
    paragraph(definition.question("en", country_name(point.slot[0])))
    if point.ask is Ask.PUT:
        paragraph(PUT_AGAIN)
    paragraph(f"Topic: {topic.title['en']}. Fact: {_dotted(point.slot)}. Sensitivity: {definition.sensitivity}.")
    paragraph(f"Why: {why(assessment, point)}")


def why(assessment: Assessment, point: OpenPoint) -> str:
    """The way from a point up to the conclusion that it can change."""
    criteria = assessment.law.criteria
    way = [f"{criteria[name].title} ({entity_name(entity) or PERSON})" for entity, name in reversed(point.path)]
    return " ← ".join(way)


def _titled(assessment: Assessment, point: OpenPoint) -> str:
    """The title of a fact or criterion, with the country that it is about."""
    entity, name = point.slot
    named = assessment.law.facts.get(name) or assessment.law.criteria[name]
    return f"{named.title} ({entity_name(entity)})" if entity_name(entity) else named.title


def _show_group(assessment: Assessment, ask: Ask, *, points: tuple[OpenPoint, ...]) -> None:
    if not points:
        return
    heading(f"Waits for {WAITS[ask]}: {len(points)}")
    law = assessment.law
    for point in points:
        nearest = point.path[-1] if point.definition is not None or len(point.path) == 1 else point.path[-2]
        paragraph(f"{_titled(assessment, point)}  for: {law.criteria[nearest[1]].title}  [{_dotted(point.slot)}]")
