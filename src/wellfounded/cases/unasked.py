"""Elements of the law that depend on a fact which nobody asked about: shown before an interview ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellfounded.cases.models import InterviewLine
from wellfounded.cases.models.interview import LineKind
from wellfounded.law.case_file import FactState
from wellfounded.law.catalogue import AskedOf
from wellfounded.law.program import LeafKind, Op

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wellfounded.cases.models import Case
    from wellfounded.law.assess import Assessment
    from wellfounded.law.case_file import Slot
    from wellfounded.law.finding import Finding


@dataclass(frozen=True, slots=True)
class Unasked:
    """A criterion that is open, with the facts of the applicant on which it depends and that nobody asked about."""

    criterion: str
    entity: str
    title: str
    facts: tuple[Slot, ...]


def unasked(case: Case, assessment: Assessment) -> tuple[Unasked, ...]:
    """Every open criterion of which some fact was neither asked, answered nor found."""
    asked = _asked(case)
    found = []
    for (name, entity), finding in assessment.findings.items():
        if finding.determined:
            continue
        facts = tuple(slot for slot in _facts(assessment, finding) if slot not in asked and _silent(assessment, slot))
        if facts:
            found.append(Unasked(name, entity, finding.criterion.title, facts))
    return tuple(found)


def _asked(case: Case) -> frozenset[Slot]:
    lines = InterviewLine.objects.filter(interview__case=case, kind__in=[LineKind.QUESTION, LineKind.PUT])
    return frozenset(lines.values_list("entity", "item"))


def _facts(assessment: Assessment, finding: Finding) -> Iterator[Slot]:
    """The facts of the applicant that a criterion's own rule names; those of other criteria belong to them."""
    program = assessment.evaluation.program
    waiting = list(program.nodes[finding.node].children)
    seen: set[Slot] = set()
    while waiting:
        place = waiting.pop(0)
        node = program.nodes[place]
        if place in program.criterion_at:
            continue
        waiting.extend(node.children)
        leaf = program.leaves[node.leaf] if node.op is Op.LEAF else None
        if leaf is None or leaf.kind not in {LeafKind.FACT, LeafKind.TEST} or leaf.slot in seen:
            continue
        seen.add(leaf.slot)
        if assessment.law.facts[leaf.slot[1]].asked_of is AskedOf.APPLICANT:
            yield leaf.slot


def _silent(assessment: Assessment, slot: Slot) -> bool:
    """Whether nothing was answered and nobody found anything."""
    record = assessment.case.fact(slot)
    return record is None or (record.answered is None and record.state is FactState.UNKNOWN)
