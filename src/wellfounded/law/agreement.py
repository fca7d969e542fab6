"""How far the law as encoded agrees with published decisions, element by element.

The case files are encoded from facts alone; the outcomes stand apart and are only compared. An evaluative criterion
never takes its finding from an outcome: it stays *left to a person*.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from wellfounded.law.finding import Label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wellfounded.law.assess import Assessment
    from wellfounded.law.case_file import FactRecord
    from wellfounded.law.finding import Finding
    from wellfounded.law.outcomes import Element, Outcome, Reading


class Verdict(StrEnum):
    """How an element of a decision compares with our finding."""

    AGREES = "agrees"
    DISAGREES = "disagrees"
    LEFT_TO_PERSON = "left to a person"
    FROM_FINDING = "rests on a finding of the tribunal"
    NOT_COMPARABLE = "not comparable"


@dataclass(frozen=True, slots=True)
class Compared:
    """One element compared.

    What the tribunal found, what follows here, and why they cannot be compared where they cannot.
    """

    case: str
    profile: str
    element: str
    tribunal: str
    criterion: str
    ours: str
    verdict: Verdict
    cause: str = ""


_MET = {"established", "available", "applies", "conceded", "assumed"}
_NO_MERITS = {"not_reached", "left_open", "remitted", "unknown", "error_below", "partly_established"}


def compare(assessment: Assessment, outcome: Outcome, *, elements: dict[str, Element]) -> tuple[Compared, ...]:
    """Every element of one decision compared with an assessment of its facts."""
    return tuple(
        _compare(assessment, name, outcome=outcome, found=found, element=elements.get(name))
        for name, found in outcome.elements.items()
    )


def _compare(assessment: Assessment, name: str, *, outcome: Outcome, found: str, element: Element | None) -> Compared:
    row = Compared(outcome.case, assessment.law.profile.id, name, found, "", "", Verdict.NOT_COMPARABLE)
    if element is None:
        return replace(row, cause="the law of this element is not encoded")
    if element.not_comparable:
        return replace(row, cause=element.not_comparable)
    if element.left_to_person:
        return replace(row, verdict=Verdict.LEFT_TO_PERSON, cause=element.left_to_person)
    if found in _NO_MERITS:
        return replace(row, cause=f"the tribunal's own result is “{found.replace('_', ' ')}”")
    reading = element.reading(assessment, outcome.countries)
    if reading is None:
        return replace(row, cause="the criterion or the country is not part of this profile or case")
    return _judged(assessment, reading, row=row)


def _judged(assessment: Assessment, reading: Reading, *, row: Compared) -> Compared:
    finding = assessment.findings[reading.key]
    row = replace(row, criterion=f"{reading.key[1]} {reading.key[0]}", ours=str(finding.label))
    if not finding.determined:
        return replace(row, verdict=Verdict.LEFT_TO_PERSON, cause=_why_open(finding))
    records = _decisive_records(assessment, finding)
    if not records:
        return replace(row, verdict=Verdict.LEFT_TO_PERSON, cause="the facts lines do not say")
    met = (row.tribunal in _MET) != reading.reversed
    verdict = Verdict.AGREES if (finding.label is Label.MET) == met else Verdict.DISAGREES
    if all(_stated(record) for record in records):
        return replace(row, verdict=Verdict.FROM_FINDING, cause=str(verdict))
    return replace(row, verdict=verdict)


def _why_open(finding: Finding) -> str:
    if finding.waits_for_person:
        return "an evaluative criterion has no finding"
    if finding.waits_to_be_put:
        return "an adverse point was not put"
    if finding.waits_for_law:
        return "law was not read, or a treaty record is missing"
    return "the facts lines do not say"


def _decisive_records(assessment: Assessment, finding: Finding) -> list[FactRecord]:
    """The records of the facts that decide a finding. None when it rests only on what a digest does not mention."""
    program, evaluation = assessment.evaluation.program, assessment.evaluation
    stack, seen, records = [finding.node], set[int](), []
    while stack:
        place = stack.pop()
        if place in seen:
            continue
        seen.add(place)
        stack.extend(evaluation.decisive[place])
        leaf = program.nodes[place].leaf
        record = assessment.case.fact(program.leaves[leaf].slot) if leaf >= 0 else None
        if record is not None:
            records.append(record)
    return records


def _stated(record: FactRecord) -> bool:
    return bool(record.evidence) and all(item.kind == "finding_of_tribunal" for item in record.evidence)


@dataclass(frozen=True, slots=True)
class Share:
    """Counts of verdicts, and the share of comparable elements that rules decide."""

    counts: Counter[Verdict]

    @classmethod
    def of(cls, compared: Iterable[Compared]) -> Share:
        """The counts over some comparisons."""
        return cls(Counter(item.verdict for item in compared))

    @property
    def decided(self) -> int:
        """Elements that rules decided."""
        return self.counts[Verdict.AGREES] + self.counts[Verdict.DISAGREES] + self.counts[Verdict.FROM_FINDING]

    @property
    def comparable(self) -> int:
        """Elements that could be compared at all."""
        return sum(self.counts.values()) - self.counts[Verdict.NOT_COMPARABLE]

    @property
    def decided_by_rules(self) -> float:
        """The share of comparable elements that rules decided."""
        return self.decided / self.comparable if self.comparable else 0.0
