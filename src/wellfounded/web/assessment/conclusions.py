"""The conclusions: of the person first, then of each destination. Return is always shown, as a question of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellfounded.law.case_file import PERSON
from wellfounded.law.criterion import Side
from wellfounded.letters.assessment.outline import outline
from wellfounded.web.assessment import words
from wellfounded.web.assessment.labels import Label, flags_of, label_of
from wellfounded.web.assessment.places import finding_address, slug_of
from wellfounded.web.assessment.reasons import reasons_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wellfounded.law.assess import Assessment
    from wellfounded.law.finding import Finding
    from wellfounded.letters.assessment.outline import Part
    from wellfounded.web.assessment.facts import Facts
    from wellfounded.web.assessment.reasons import Reason

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Named:
    """A finding in one line."""

    title: str
    about: str
    label: Label
    address: str


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A conclusion with what decides it. `against` says that a “met” would speak against the applicant."""

    title: str
    anchor: str
    label: Label
    flags: tuple[str, ...]
    because: tuple[Named, ...]
    more: int
    law: str
    checked: str
    address: str
    against: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A destination with what is concluded of it."""

    name: str
    conclusions: tuple[Conclusion, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """A part of the analysis, in the order of the law."""

    kind: str
    about: str
    findings: tuple[Named, ...]


def of_person(facts: Facts) -> tuple[Conclusion, ...]:
    return tuple(_conclusion(facts, goal) for goal in facts.assessment.goals() if goal.entity == PERSON)


def of_places(facts: Facts) -> tuple[Place, ...]:
    places: dict[str, list[Conclusion]] = {}
    for goal in facts.assessment.goals():
        if goal.entity != PERSON:
            places.setdefault(goal.entity, []).append(_conclusion(facts, goal))
    return tuple(Place(words.about(entity), tuple(found)) for entity, found in places.items())


def analysis(assessment: Assessment, number: str) -> tuple[Analysis, ...]:
    """Every finding that stands on its own, in the order of analysis."""
    return tuple(_part(assessment, part, number=number) for part in outline(assessment))


def named(assessment: Assessment, finding: Finding, *, number: str) -> Named:
    return Named(
        words.titled(finding.criterion.title),
        words.about(finding.entity),
        label_of(assessment, finding),
        finding_address(number, finding.criterion.id, entity=finding.entity),
    )


def _part(assessment: Assessment, part: Part, *, number: str) -> Analysis:
    findings = tuple(named(assessment, assessment[key], number=number) for key in part.keys)
    return Analysis(part.kind, words.about(part.entity), findings)


def _conclusion(facts: Facts, goal: Finding) -> Conclusion:
    because = _because(reasons_of(facts, goal))
    law = next((one for one in goal.criterion.cite if not one.against), None)
    return Conclusion(
        title=words.titled(goal.criterion.title),
        anchor=f"{goal.criterion.id}-{slug_of(goal.entity)}",
        label=label_of(facts.assessment, goal),
        flags=flags_of(facts.assessment, goal),
        because=tuple(because[:SHOWN]),
        more=max(0, len(because) - SHOWN),
        law=law.brief if law is not None else "",
        checked=str(words.CHECKED[law.checked]) if law is not None else "",
        address=finding_address(facts.shelf.number, goal.criterion.id, entity=goal.entity),
        against=goal.criterion.favours is Side.STATE,
    )


def _because(reason: Reason) -> list[Named]:
    """What decides a conclusion, or what it waits for: as far down as one thing alone says little."""
    steps = list(_nearest(reason))
    while len(steps) == 1 and (below := list(_nearest(steps[0]))):
        steps = below
    return list(dict.fromkeys(_named(step) for step in steps))


def _nearest(reason: Reason) -> Iterator[Reason]:
    """The nearest steps with a name of their own."""
    for step in reason.steps:
        if step.title:
            yield step
        else:
            yield from _nearest(step)


def _named(step: Reason) -> Named:
    title = f"{step.title} ({step.prefix.rstrip(':')})" if step.prefix else step.title
    return Named(title, step.about, step.label or Label("", "open"), step.address)
