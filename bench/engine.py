"""One case at a time: the assessment and its reasons, a changed fact, the next question, what-if, smallest flips."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from bench.casefiles import WHOLE, facts_of, mix, published, size_of
from bench.machine import Timing, once
from bench.records import PUT
from bench.world import FULL, HOSTS, SHAPES, TODAY, law_of, library
from wellfounded.law.assess import Assessment, assess
from wellfounded.law.case_file import Case, FactRecord, FactState, Slot
from wellfounded.law.compile import compile_law
from wellfounded.law.diagram import DiagramTooLargeError
from wellfounded.law.evaluate import OPEN, Standing, blank_record, evaluate
from wellfounded.law.exact import settle_by_cases
from wellfounded.law.explain import Step, explain_all
from wellfounded.law.finding import Finding
from wellfounded.law.library import PACKS, load_library
from wellfounded.law.live import LiveEvaluation
from wellfounded.law.program import LeafKind
from wellfounded.law.questions import next_point, open_points
from wellfounded.law.support import support_of
from wellfounded.law.whatif import Change, smallest_flip, suppose, towards_applicant, with_fact

ASSESSMENT, EXPLAINED = "assessment", "assessment, and the reasons of every conclusion as a tree down to the facts"
CHANGED, CHANGED_CASE = "one changed fact", "one changed fact, making the new case included"
NEXT, ALL_OPEN = "next question", "everything open, best first"
CASES, ONE_IF, ALL_IF = "arguments by cases", "one what-if", "what-if of every open fact, both ways"
FLIP = "smallest flip of one conclusion"


@dataclass(slots=True)
class Tally:
    """Timings by operation and case. The median of a case's repetitions is its one number: no repetition is chosen."""

    timings: dict[str, dict[int, Timing]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def time(self, name: str, case: int, *, of: Callable[[], Any]) -> Any:
        return self.timings.setdefault(name, {}).setdefault(case, Timing()).add(of)

    def count(self, name: str, more: int = 1) -> None:
        self.counts[name] = self.counts.get(name, 0) + more

    def rows(self) -> dict[str, dict[str, float]]:
        return {name: Timing().merge(by_case.values()).row() for name, by_case in self.timings.items()}

    def rows_of(self, name: str, kinds: list[str]) -> dict[str, dict[str, float]]:
        """One operation, by the kind of each case."""
        found: dict[str, Timing] = {}
        for place, timing in self.timings[name].items():
            found.setdefault(kinds[place], Timing()).merge([timing])
        return {kind: found[kind].row() for kind in sorted(found)}


def run(say: Callable[[str], None], *, cases: int = 384, passes: int = 5) -> dict[str, Any]:
    """Every operation over a mix of case files; the whole form and the published claims apart."""
    cold = _cold()
    drawn = mix(cases)
    tally = _measured(drawn, passes=passes, say=say)
    say("published claims and whole forms")
    apart = {"published claims": published(), "whole form filled in": mix(cases // 8, stages=(WHOLE,))}
    others = {name: _measured(other, passes=passes, say=None).rows() for name, other in apart.items() if other}
    return {
        "cases": len(drawn),
        "records": _sizes(drawn),
        "rows": tally.rows(),
        "by_kind": {name: tally.rows_of(name, _kinds(drawn)) for name in (ASSESSMENT, EXPLAINED, NEXT)},
        "others": {
            name: {"cases": len(apart[name]), "records": _sizes(apart[name]), "rows": rows}
            for name, rows in others.items()
        },
        "counts": tally.counts,
        "cold": cold,
    }


def _measured(drawn: list[Case], *, passes: int, say: Callable[[str], None] | None) -> Tally:
    """Pass after pass over all cases in a new order, so that what is kept meets another case, as in an office."""
    rng = np.random.default_rng(2)
    tally = Tally()
    for case in drawn:  # programs are compiled and kept, as in an office after its first cases
        assess(case, library())
    for number in range(passes):
        if say is not None:
            say(f"pass {number + 1} of {passes} over {len(drawn)} cases")
        for place in rng.permutation(len(drawn)):
            _one_case(tally, int(place), case=drawn[place], rng=rng)
            if number == 0:
                _slower(tally, int(place), case=drawn[place])
    return tally


def _one_case(tally: Tally, place: int, *, case: Case, rng: np.random.Generator) -> None:
    assessment = tally.time(ASSESSMENT, place, of=lambda: assess(case, library()))
    tally.time(EXPLAINED, place, of=lambda: _explained(case))
    tally.time(NEXT, place, of=lambda: next_point(assessment.evaluation))
    tally.time(ALL_OPEN, place, of=lambda: open_points(assessment.evaluation))
    fresh = evaluate(assessment.evaluation.program, case)
    tally.time(CASES, place, of=lambda: settle_by_cases(fresh))
    live = LiveEvaluation(assessment.evaluation.program, case)
    recorded = facts_of(case)
    slots = list(recorded)
    for number in rng.choice(len(slots), size=min(3, len(slots)), replace=False):
        _one_change(tally, place, live=live, change=(slots[int(number)], recorded[slots[int(number)]]))


def _explained(case: Case) -> tuple[Step, ...]:
    assessment = assess(case, library())
    return explain_all(assessment, assessment.goals())


def _one_change(tally: Tally, place: int, *, live: LiveEvaluation, change: tuple[Slot, FactRecord]) -> None:
    """A fact of the file withdrawn or found otherwise, and found as it was again."""
    slot, record = change

    def change_case() -> int:
        return live.change(with_fact(live.case, slot, record=_otherwise(record)), slot)

    tally.time(CHANGED_CASE, place, of=change_case)
    back = with_fact(live.case, slot, record=record)
    tally.time(CHANGED, place, of=lambda: live.change(back, slot))


def _otherwise(record: FactRecord) -> FactRecord:
    if record.state is FactState.ESTABLISHED and record.value is None:
        return FactRecord(FactState.REFUTED, put=PUT)
    return FactRecord(FactState.ESTABLISHED) if record.state is FactState.REFUTED else FactRecord()


def _slower(tally: Tally, place: int, *, case: Case) -> None:
    """What takes milliseconds is measured once for each case."""
    assessment = assess(case, library())
    changes = [Change(slot, value) for slot in _open_slots(assessment) for value in (True, False)]
    tally.count("open facts supposed", len(changes) // 2)
    tally.time(ALL_IF, place, of=lambda: _suppose_each(assessment, changes))
    if changes:
        tally.time(ONE_IF, place, of=lambda: _suppose_each(assessment, changes[:1]))
    for goal in assessment.goals():
        if goal.label is not towards_applicant(goal):
            _flip(tally, place, assessment=assessment, goal=goal)


def _suppose_each(assessment: Assessment, changes: list[Change]) -> int:
    """Supposes each change in turn, and takes it back."""
    live = LiveEvaluation(assessment.evaluation.program, assessment.case)
    return sum(
        live.change(suppose(assessment, change), change.slot) + live.change(assessment.case, change.slot)
        for change in changes
    )


def _open_slots(assessment: Assessment) -> list[Slot]:
    program, values = assessment.evaluation.program, assessment.evaluation.values
    leaves = [(place, program.leaves[node.leaf]) for place, node in enumerate(program.nodes) if node.leaf >= 0]
    plain = {LeafKind.FACT, LeafKind.HUMAN}
    return list(dict.fromkeys(leaf.slot for place, leaf in leaves if values[place] == OPEN and leaf.kind in plain))


def _flip(tally: Tally, place: int, *, assessment: Assessment, goal: Finding) -> None:
    """The fewest changes that would bring a conclusion to where it helps the applicant."""

    def flip() -> bool:
        try:
            return smallest_flip(assessment, goal, goal=towards_applicant(goal)) is not None
        except DiagramTooLargeError:
            tally.count("flips given up, the diagram too large")
            return False

    tally.count("flips", int(tally.time(FLIP, place, of=flip)))


def _cold() -> dict[str, float]:
    """What only the first case pays, in milliseconds of processor time; afterwards it is kept."""
    shape = SHAPES[FULL]
    standing = Standing(closed=False, everything_put=False, host=HOSTS["unhcr"], decision=TODAY)
    _, reading = once(lambda: load_library.__wrapped__(PACKS))
    law = law_of("unhcr")
    program, compiling = once(lambda: compile_law.__wrapped__(law, shape))
    _, blank = once(lambda: blank_record.__wrapped__(program, standing))
    _, support = once(lambda: support_of.__wrapped__(program))
    steps = {"reading every pack": reading, "compiling a new shape with three countries": compiling}
    steps |= {"an empty record on a new day": blank, "finding where arguments by cases may hide": support}
    return {name: timing.cpu[0] * 1e3 for name, timing in steps.items()}


def _kinds(cases: list[Case]) -> list[str]:
    words = {1: "1 country", 2: "2 countries", 3: "3 countries"}
    return [f"{case.number}, {words[len(case.countries)]}" for case in cases]


def _sizes(cases: list[Case]) -> dict[str, float]:
    sizes = [size_of(case) for case in cases]
    return {"least": min(sizes), "median": statistics.median(sizes), "most": max(sizes)}
