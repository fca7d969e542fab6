"""Findings: what follows for each criterion, with everything that a reader needs to check it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from wellfounded.law.evaluate import (
    CLOSED,
    CONCEDED,
    CONTESTED,
    CONTRADICTED,
    OPEN,
    PERSON_FINDS,
    POSSIBLE,
    TRUE,
    UNPUT,
    UNREAD_LAW,
    Evaluation,
)

if TYPE_CHECKING:
    from wellfounded.law.case_file import HumanFinding
    from wellfounded.law.criterion import Criterion


class Label(StrEnum):
    """How a finding reads. `CONTRADICTED` is an open finding that waits for a contradicted fact."""

    MET = "met"
    NOT_MET = "not_met"
    OPEN = "open"
    CONTRADICTED = "contradicted"


@dataclass(frozen=True, slots=True)
class Finding:
    """The finding of one criterion for one entity.

    `marks` are the flags of `evaluate`; `human` is what a person found of this criterion; `by_cases` tells that it comes out the
    same whichever way the open facts go.
    """

    criterion: Criterion
    entity: str
    label: Label
    marks: int
    node: int
    human: HumanFinding | None = None
    by_cases: bool = False

    @property
    def determined(self) -> bool:
        """Whether the record answers."""
        return self.label in {Label.MET, Label.NOT_MET}

    @property
    def not_established(self) -> bool:
        """Whether it is not met only because the record was closed: “not established”, never “disproved”."""
        return self.label is Label.NOT_MET and bool(self.marks & CLOSED)

    @property
    def rests_on_possible(self) -> bool:
        """Whether it rests on a fact that was accepted as possible."""
        return bool(self.marks & POSSIBLE)

    @property
    def rests_on_contested(self) -> bool:
        """Whether it rests on a fact with material evidence both ways."""
        return bool(self.marks & CONTESTED)

    @property
    def waits_to_be_put(self) -> bool:
        """Whether an adverse point would decide it, but was not put to the person."""
        return not self.determined and bool(self.marks & UNPUT)

    @property
    def waits_for_person(self) -> bool:
        """Whether a person has still to find an evaluative criterion."""
        return not self.determined and bool(self.marks & PERSON_FINDS)

    @property
    def conceded(self) -> bool:
        """Whether it rests on what a person conceded or assumed."""
        return self.determined and bool(self.marks & CONCEDED)

    @property
    def waits_for_law(self) -> bool:
        """Whether it is open because law was not read or a treaty record is missing."""
        return not self.determined and bool(self.marks & UNREAD_LAW)


def finding_of(evaluation: Evaluation, criterion: Criterion, *, entity: str, settled: dict[int, int]) -> Finding:
    """The finding of a criterion. Where its two readings differ, a point has still to be put, and it is open."""
    tops = evaluation.program.readings(criterion.id, entity)
    values = {evaluation.values[top] for top in tops}
    value = values.pop() if len(values) == 1 else OPEN
    top = next((top for top in tops if evaluation.values[top] == OPEN), tops[0])
    marks = evaluation.marks[top]
    return Finding(
        criterion=criterion,
        entity=entity,
        label=_label(value, marks),
        marks=marks,
        node=top,
        human=evaluation.case.finding((entity, criterion.id)),
        by_cases=top in settled,
    )


def _label(value: int, marks: int) -> Label:
    if value != OPEN:
        return Label.MET if value == TRUE else Label.NOT_MET
    return Label.CONTRADICTED if marks & CONTRADICTED else Label.OPEN
