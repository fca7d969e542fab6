"""The paragraphs of a decision, from an assessment: which message, with which values, resting on what.

Nothing is worded here. A paragraph names its message and `decision_wording` says it in a language, so that the same
decision reads alike in each. Facts come first, law second; every paragraph keeps what it rests on.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from wellfounded.cases.outcomes import DENIES, GRANTED_BY, GRANTS, Outcome
from wellfounded.law.case_file import PERSON, FactState
from wellfounded.law.criterion import Scope, Side
from wellfounded.law.explain import Step, StepKind, explain_all
from wellfounded.law.finding import Label

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from wellfounded.law.assess import Assessment
    from wellfounded.law.case_file import FactRecord, Slot
    from wellfounded.law.finding import Finding

_FACTS = {StepKind.FACT, StepKind.TEST}


@dataclass(frozen=True, slots=True)
class Link:
    """What a paragraph rests on: a finding, a fact, an evidence item of it, a line or page, or a citation."""

    kind: str
    entity: str = ""
    item: str = ""
    source: str = ""
    at: str = ""
    checked: str = ""

    def as_data(self) -> dict[str, str]:
        return {name: value for name, value in asdict(self).items() if value}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A message with its values, which are ids, days and words of the record, never a sentence of ours."""

    message: str
    values: dict[str, Any] = field(default_factory=dict)
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Course:
    """What the office knows of the procedure, beside the record."""

    outcome: Outcome
    reasons: str = ""
    heard_on: tuple[date, ...] = ()
    appeal_days: int = 0
    appeal_unit: str = ""
    # Whether the term runs from the day on which the decision is sent; else from the day on which it arrives.
    from_sending: bool = False
    # The circumstance in which the term is shorter, and how long it is then.
    shorter_when: str = ""
    shorter_days: int = 0
    shorter_unit: str = ""


def decision_text(assessment: Assessment, course: Course) -> tuple[Paragraph, ...]:
    """Every paragraph in order. A pure function: the same record and law always give the same text."""
    steps = _steps(assessment, _explained(assessment, course.outcome))
    return (
        *_opening(assessment, course),
        *_facts(assessment, steps, course=course),
        *_findings(assessment, steps),
        *_conclusions(assessment),
        *_end(course),
    )


def _explained(assessment: Assessment, outcome: Outcome) -> list[Finding]:
    """The conclusions whose reasons are told: what is granted, what is denied, where nobody may be sent; else all."""
    goals = assessment.goals()
    granted = GRANTED_BY.get(outcome, ())
    named = {*granted, *DENIES[outcome]}
    if not any(goal.criterion.id in granted and goal.label is Label.MET for goal in goals):
        return list(goals)
    return [goal for goal in goals if goal.criterion.id in named or goal.criterion.scope is not Scope.PERSON]


def _steps(assessment: Assessment, goals: list[Finding]) -> list[Step]:
    """Every step of the reasons, once, in the order of the analysis."""
    found: dict[tuple[StepKind, Slot], Step] = {}
    stack = [*reversed(explain_all(assessment, tuple(goals)))]
    while stack:
        step = stack.pop()
        if step.slot is not None and not step.see_above:
            found.setdefault((step.kind, step.slot), step)
        stack.extend(reversed(step.children))
    return list(found.values())


def _opening(assessment: Assessment, course: Course) -> Iterator[Paragraph]:
    case, profile = assessment.case, assessment.law.profile
    days = {"claim": case.claim.isoformat(), "law_day": assessment.as_of.isoformat()}
    yield Paragraph("opening", {"case": case.number, "profile": profile.title, **days})
    if course.heard_on:
        yield Paragraph("heard", {"days": [day.isoformat() for day in course.heard_on]})
    else:
        yield Paragraph("not_heard")
    if case.closing is not None:
        yield Paragraph("closed", {"on": case.closing.on.isoformat()})


def _facts(assessment: Assessment, steps: list[Step], *, course: Course) -> Iterator[Paragraph]:
    """A paragraph for each fact that was found; one for all that stayed open of a person or a country."""
    open_facts: dict[str, list[str]] = defaultdict(list)
    seen: set[Slot] = set()
    for step in steps:
        if step.kind not in _FACTS or step.slot is None or step.slot in seen:
            continue
        seen.add(step.slot)
        entity, name = step.slot
        record = assessment.case.fact(step.slot)
        if record is None and course.outcome in GRANTS:
            continue  # nobody raised it and nothing hangs on it: naming it would read as an accusation
        if record is None or not (record.state.affirmed or record.state is FactState.REFUTED):
            open_facts[entity].append(name)
            continue
        yield _fact(assessment, step.slot, record=record)
    for entity, names in open_facts.items():
        known = [name for name in names if name in assessment.law.facts]
        titles = [assessment.law.facts[name].title for name in known]
        links = tuple(Link("fact", entity, name) for name in known)
        message = "facts_not_established" if assessment.case.closed else "facts_open"
        yield Paragraph(message, {"entity": entity, "facts": titles}, links)


def _fact(assessment: Assessment, slot: Slot, *, record: FactRecord) -> Paragraph:
    entity, name = slot
    values: dict[str, Any] = {"entity": entity, "fact": assessment.law.facts[name].title}
    if record.value is not None:
        values["value"] = _plain(record.value)
    if record.act.reason:
        values["reason"] = record.act.reason
    if record.put is not None and record.put.reply:
        values["reply"] = record.put.reply
    links = [Link("fact", entity, name)]
    for number, item in enumerate(record.evidence, start=1):
        links.append(Link("evidence", entity, name, source=item.source, at=str(number)))
        if item.at:
            links.append(Link("line", entity, name, source=item.source, at=item.at))
    return Paragraph(f"fact_{record.state}", values, tuple(links))


def _plain(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def _findings(assessment: Assessment, steps: list[Step]) -> Iterator[Paragraph]:
    """A paragraph for each criterion that something on the record bears on, or that goes against the applicant."""
    unraised: list[Finding] = []
    told: set[Slot] = set()
    for step in steps:
        if step.kind not in {StepKind.CRITERION, StepKind.HUMAN} or step.slot is None or step.slot in told:
            continue
        told.add(step.slot)
        finding = assessment.findings[step.slot[1], step.slot[0]]
        if finding.criterion.goal:
            continue
        if finding.not_established and finding.criterion.favours is Side.STATE:
            unraised.append(finding)
        elif not (finding.settled_by_closing and finding.human is None) or _against(finding):
            yield _finding(finding)
    if unraised:
        titles = [finding.criterion.title for finding in unraised if finding.entity == PERSON]
        links = tuple(Link("finding", finding.entity, finding.criterion.id) for finding in unraised)
        yield Paragraph("nothing_against", {"criteria": titles}, links)


def _against(finding: Finding) -> bool:
    return finding.label is (Label.NOT_MET if finding.criterion.favours is Side.APPLICANT else Label.MET)


def _finding(finding: Finding) -> Paragraph:
    values: dict[str, Any] = {"entity": finding.entity, "criterion": finding.criterion.title}
    if finding.human is not None and finding.human.act.reason:
        values["reason"] = finding.human.act.reason
    message = "finding_not_established" if finding.not_established else f"finding_{finding.label}"
    return Paragraph(message, values, _links(finding))


def _links(finding: Finding) -> tuple[Link, ...]:
    cited = (
        Link("citation", source=citation.source.id, at=citation.at, checked=str(citation.checked))
        for citation in finding.criterion.cite
        if not citation.against
    )
    return (Link("finding", finding.entity, finding.criterion.id), *cited)


def _conclusions(assessment: Assessment) -> Iterator[Paragraph]:
    for goal in assessment.goals():
        values = {"entity": goal.entity, "criterion": goal.criterion.title}
        message = "conclusion_not_established" if goal.not_established else f"conclusion_{goal.label}"
        yield Paragraph(message, values, _links(goal))


def _end(course: Course) -> Iterator[Paragraph]:
    if course.reasons:
        yield Paragraph("reasons", {"reasons": course.reasons})
    yield Paragraph(f"outcome_{course.outcome.value}")
    yield from appeal_told(course)


def appeal_told(course: Course) -> Iterator[Paragraph]:
    """How long the person has for an appeal. Whoever was given all that was asked has nothing to appeal against."""
    if course.outcome is Outcome.REFUGEE or not course.appeal_days:
        return
    message = "appeal_sent" if course.from_sending else "appeal"
    yield Paragraph(message, {"count": course.appeal_days, "unit": course.appeal_unit})
    if course.shorter_when:
        shorter = {"count": course.shorter_days, "unit": course.shorter_unit}
        yield Paragraph(f"appeal_{course.shorter_when}", shorter)
