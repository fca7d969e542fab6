"""Findings: what follows for each criterion, with everything that a reader needs to check it."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

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
    UNRAISED,
    UNREAD_LAW,
    Evaluation,
    Standing,
    blank_record,
)

if TYPE_CHECKING:
    from wellfounded.law.case_file import HumanFinding
    from wellfounded.law.criterion import Criterion
    from wellfounded.law.program import Program

Key = tuple[str, str]  # (criterion, entity)


class Label(StrEnum):
    """How a finding reads. `CONTRADICTED` is an open finding that waits for a contradicted fact."""

    MET = "met"
    NOT_MET = "not_met"
    OPEN = "open"
    CONTRADICTED = "contradicted"


class Finding(NamedTuple):  # never changed, since cases share what nobody recorded; a tuple is the quickest to make
    """The finding of one criterion for one entity.

    `marks` are the flags of `evaluate`; `human` is what a person found of this criterion; `by_cases` tells that it
    comes out the same whichever way the open facts go.
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
    def settled_by_closing(self) -> bool:
        """Whether it was settled only by the closing of the record, one way or the other."""
        return self.determined and bool(self.marks & CLOSED)

    @property
    def exception_unraised(self) -> bool:
        """Whether it rests on an exception that nobody raised in a digest."""
        return self.determined and bool(self.marks & UNRAISED)

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


def findings_of(evaluation: Evaluation, settled: dict[int, int]) -> dict[Key, Finding]:
    """Every finding, by criterion and entity. Those that nothing on the record touches are shared between cases."""
    program = evaluation.program
    findings = _blank_findings(program, Standing.of(evaluation.case)).copy()
    at = program.criterion_at
    for key in {at[place][:2] for place in evaluation.touched if place in at}:
        findings[key] = _finding(evaluation, key, settled=settled)
    for entity, record in evaluation.case.entities():
        for name, human in record.findings.items():
            if (name, entity) in findings:
                findings[name, entity] = findings[name, entity]._replace(human=human)
    return findings


@lru_cache(maxsize=256)
def _blank_findings(program: Program, standing: Standing) -> dict[Key, Finding]:
    """The findings of an empty record of this standing."""
    blank = blank_record(program, standing)
    return {key: _finding(blank, key, settled={}) for key in program.all_readings}


def _finding(evaluation: Evaluation, key: Key, *, settled: dict[int, int]) -> Finding:
    """One finding. Where a criterion's two readings differ, a point has still to be put: it is open."""
    program, values, marks = evaluation.program, evaluation.values, evaluation.marks
    tops = program.all_readings[key]
    top = tops[0]
    value = values[top]
    if len(tops) > 1 and values[tops[1]] != value:
        top, value = (top if value == OPEN else tops[1]), OPEN
    found = marks[top]
    return Finding(program.law.criteria[key[0]], key[1], _label(value, found), found, top, None, top in settled)


def _label(value: int, marks: int) -> Label:
    if value != OPEN:
        return Label.MET if value == TRUE else Label.NOT_MET
    return Label.CONTRADICTED if marks & CONTRADICTED else Label.OPEN
