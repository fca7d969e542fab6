"""One case at a time: the assessment with its reasons, a changed fact, the next question, what-if and the smallest flip."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from bench.casefiles import PUT, mix, records
from bench.machine import Timing
from bench.world import FULL, library, program_of
from wellfounded.law.assess import Assessment, assess
from wellfounded.law.case_file import Case, FactRecord, FactState, Slot
from wellfounded.law.catalogue import FactType
from wellfounded.law.compile import _Compiler
from wellfounded.law.diagram import DiagramTooLargeError
from wellfounded.law.evaluate import OPEN, evaluate
from wellfounded.law.exact import settle_by_cases
from wellfounded.law.explain import explain
from wellfounded.law.live import LiveEvaluation
from wellfounded.law.program import LeafKind, Shape
from wellfounded.law.questions import next_point, open_points
from wellfounded.law.whatif import Change, smallest_flip, suppose, towards_applicant, with_fact
from wellfounded.law.finding import Label

Say = Callable[[str], None]


@dataclass(slots=True)
class Tally:
    """Timings by operation and case: the median of a case's repetitions is one number, so that no repetition is chosen."""

    timings: dict[str, dict[int, Timing]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def time(self, name: str, case: int, *, of: Callable[[], Any]) -> Any:
        return self.timings.setdefault(name, {}).setdefault(case, Timing()).add(of)

    def count(self, name: str, more: int = 1) -> None:
        self.counts[name] = self.counts.get(name, 0) + more

    def rows(self) -> dict[str, dict[str, float]]:
        return {name: Timing().merge(by_case.values()).row() for name, by_case in self.timings.items()}


def run(say: Say, *, cases: int = 360, passes: int = 5) -> dict[str, Any]:
    """Times every operation over a mix of cases, pass after pass, so that what is kept from one case meets the next as in an office."""
    drawn = mix(cases)
    rng = np.random.default_rng(2)
    tally = Tally()
    for case in drawn:  # programs are compiled and kept, as in an office after its first cases
        assess(case, library())
    for number in range(passes):
        say(f"pass {number + 1} of {passes} over {cases} cases")
        for place in rng.permutation(len(drawn)):
            _one_case(tally, int(place), case=drawn[place], rng=rng, slow=number == 0)
    return {"cases": _shape_of(drawn), "rows": tally.rows(), "counts": tally.counts, "cold": _cold()}


def _one_case(tally: Tally, place: int, *, case: Case, rng: np.random.Generator, slow: bool) -> None:
    assessment = tally.time("assessment", place, of=lambda: assess(case, library()))
    tally.time("assessment, every conclusion explained down to its facts", place, of=lambda: _explained(case))
    tally.time("the next question", place, of=lambda: next_point(assessment.evaluation))
    tally.time("everything open, best first", place, of=lambda: open_points(assessment.evaluation))
    fresh = evaluate(assessment.evaluation.program, case)
    tally.time("arguments by cases", place, of=lambda: settle_by_cases(fresh))
    _one_change(tally, place, assessment=assessment, rng=rng)
    if slow:
        _what_ifs(tally, place, assessment=assessment)
        _flips(tally, place, assessment=assessment)


def _explained(case: Case) -> Any:
    assessment = assess(case, library())
    return [explain(assessment, goal) for goal in assessment.goals()]


def _one_change(tally: Tally, place: int, *, assessment: Assessment, rng: np.random.Generator) -> None:
    """Three facts of the file withdrawn or found otherwise, one after another, in an evaluation that is kept up to date."""
    program, case = assessment.evaluation.program, assessment.case
    live = LiveEvaluation(program, case)
    recorded = list(records(case))
    for number in rng.choice(len(recorded), size=min(3, len(recorded)), replace=False):
        slot = recorded[int(number)]
        other = _otherwise(records(live.case)[slot])
        tally.time("one changed fact, with the new case", place, of=lambda: _changed(live, slot, other))  # noqa: B023 - called at once
        back = with_fact(live.case, slot, record=records(case)[slot])
        tally.time("one changed fact", place, of=lambda: live.change(back, slot))  # noqa: B023 - called at once


def _changed(live: LiveEvaluation, slot: Slot, record: FactRecord) -> int:
    return live.change(with_fact(live.case, slot, record=record), slot)


def _otherwise(record: FactRecord) -> FactRecord:
    if record.state is FactState.ESTABLISHED and record.value is None:
        return FactRecord(FactState.REFUTED, put=PUT)
    return FactRecord(FactState.ESTABLISHED, record.value) if record.state is FactState.REFUTED else FactRecord()


def _what_ifs(tally: Tally, place: int, *, assessment: Assessment) -> None:
    """Every open plain fact and finding supposed true, then false, then open again."""
    changes = [Change(slot, value) for slot in _open_slots(assessment) for value in (True, False)]
    tally.count("open facts", len(changes) // 2)
    tally.time("what-if of every open fact, both ways", place, of=lambda: _suppose_each(assessment, changes))
    if changes:
        tally.time("one what-if", place, of=lambda: suppose(assessment, changes[0]))


def _suppose_each(assessment: Assessment, changes: list[Change]) -> int:
    live = LiveEvaluation(assessment.evaluation.program, assessment.case)
    return sum(live.change(suppose(assessment, change), change.slot) + live.change(assessment.case, change.slot) for change in changes)


def _open_slots(assessment: Assessment) -> list[Slot]:
    program, values = assessment.evaluation.program, assessment.evaluation.values
    found: dict[Slot, None] = {}
    for place, node in enumerate(program.nodes):
        leaf = program.leaves[node.leaf] if node.leaf >= 0 else None
        if leaf is not None and values[place] == OPEN and leaf.kind in {LeafKind.FACT, LeafKind.HUMAN}:
            found[leaf.slot] = None
    return list(found)


def _flips(tally: Tally, place: int, *, assessment: Assessment) -> None:
    """The fewest changes that would bring each conclusion about the person to where it helps the applicant."""
    for goal in assessment.goals():
        if goal.label is towards_applicant(goal):
            continue
        try:
            tally.time("smallest flip of one conclusion", place, of=lambda: smallest_flip(assessment, goal, goal=towards_applicant(goal)))  # noqa: B023 - called at once
            tally.count("flips computed")
        except DiagramTooLargeError:
            tally.count("flips too large")
