"""Findings of a whole caseload, arguments by cases included, and what a change does to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from wellfounded.law.case_file import PERSON, Act, Case, Closing, Country, Entity, FactRecord, HumanFinding
from wellfounded.law.cohort import CHUNK, Caseload, Plan, Planes, plan_for
from wellfounded.law.cohort_codes import finding_of, record_of
from wellfounded.law.evaluate import OPEN, Standing, evaluate
from wellfounded.law.exact import lane_of, settle_by_cases
from wellfounded.law.program import LeafKind, Program
from wellfounded.law.support import support_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from wellfounded.law.case_file import Slot, Value


TRIALS = (0, *range(2, 12))  # after trial 1; each runs only on the people whom the last one left


@dataclass(frozen=True, slots=True)
class Changed:
    """A person whose finding differs: the row, and the value before and after (0 not met, 1 open, 2 met)."""

    row: int
    before: int
    after: int


def cohort_findings(
    program: Program, caseload: Caseload, *, standing: Standing, wanted: tuple[int, ...]
) -> NDArray[np.uint8]:
    """Exactly the findings that `assess` gives each person, one row a node, one column a person."""
    plan = plan_for(program, caseload, standing=standing, wanted=wanted, supposed=_mixed(program))
    result = np.empty((len(wanted), caseload.size), dtype=np.uint8)
    for start in range(0, caseload.size, CHUNK):
        rows = slice(start, min(start + CHUNK, caseload.size))
        size = rows.stop - start
        leaves = plan.read(caseload, rows)
        values = plan.values(leaves, size=size)
        for row in _candidates(plan, caseload, rows=rows, leaves=leaves, values=values):
            evaluation = evaluate(program, case_of_row(program, caseload, row=row + start, standing=standing))
            settle_by_cases(evaluation)
            values[:, row] = [evaluation.values[place] for place in wanted]
        result[:, rows] = values
    return result


def changes(before: NDArray[np.uint8], after: NDArray[np.uint8]) -> tuple[Changed, ...]:
    """The persons whose finding of one node differs between two runs."""
    rows = np.flatnonzero(before != after)
    return tuple(Changed(int(row), int(before[row]), int(after[row])) for row in rows)


def case_of_row(
    program: Program, caseload: Caseload, *, row: int, standing: Standing, values: dict[Slot, Value] | None = None
) -> Case:
    """One person of the caseload as a case, for explaining a single row."""
    facts: dict[str, dict[str, FactRecord]] = {}
    found: dict[str, dict[str, HumanFinding]] = {}
    for slot, column in caseload.columns.items():
        code, value = int(column[row]), (values or {}).get(slot)
        if slot[1] in program.law.criteria:
            finding = finding_of(code)
            if finding is not None:
                found.setdefault(slot[0], {})[slot[1]] = finding
        elif code or value is not None:
            facts.setdefault(slot[0], {})[slot[1]] = record_of(code, value)
    return Case(
        number=f"row {row + 1}",
        material="fictional",
        profile=program.law.profile.id,
        host=standing.host,
        claim=standing.decision,
        decision=standing.decision,
        closing=Closing(standing.decision, "caseload") if standing.closed else None,
        all_points_put=Act("caseload", standing.decision, "as coded") if standing.everything_put else None,
        person=Entity(facts.get(PERSON, {}), found.get(PERSON, {})),
        countries={code: _country(program, code, facts=facts, found=found) for code, _, _ in program.shape.countries},
    )


def _country(
    program: Program, code: str, *, facts: dict[str, dict[str, FactRecord]], found: dict[str, dict[str, HumanFinding]]
) -> Country:
    links, destination = next(
        (links, destination) for name, links, destination in program.shape.countries if name == code
    )
    ways = {end: f"{code}>{end}" for start, end in program.shape.routes if start == code}
    routes = {end: Entity(facts.get(way, {}), found.get(way, {})) for end, way in ways.items()}
    return Country(facts.get(code, {}), found.get(code, {}), frozenset(links), destination, routes)


def _mixed(program: Program) -> frozenset[int]:
    """The leaves that somebody may still answer and whose variable stands both plain and negated."""
    leaves = support_of(program).mixed_leaves
    return frozenset(
        place for place, _ in leaves if program.leaves[program.nodes[place].leaf].kind is not LeafKind.BOUND
    )


def _candidates(plan: Plan, caseload: Caseload, *, rows: slice, leaves: dict[int, Planes], values: Any) -> list[int]:
    """The rows where an open finding might be settled by cases: every trial assignment of the doubtful facts agrees."""
    size = rows.stop - rows.start
    doubtful = [number for number, place in enumerate(plan.wanted) if support_of(plan.program).mixed(place)]
    if not doubtful or not _mixed(plan.program):
        return []
    first = plan.values(_supposing(plan, leaves, trial=1), size=size)
    hopeful = (values == OPEN) & (first != OPEN)
    left = np.flatnonzero(hopeful[doubtful].any(axis=0))
    hopeful, first = hopeful[:, left], first[:, left]
    for trial in TRIALS:
        if not len(left):
            return []
        part = caseload.take(left + rows.start)
        found = plan.values(_supposing(plan, plan.read(part, slice(0, part.size)), trial=trial), size=part.size)
        hopeful &= found == first
        keep = np.flatnonzero(hopeful[doubtful].any(axis=0))
        left, hopeful, first = left[keep], hopeful[:, keep], first[:, keep]
    return [int(row) for row in left]


def _supposing(plan: Plan, leaves: dict[int, Planes], *, trial: int) -> dict[int, Planes]:
    """The leaves with every doubtful open one supposed true or false, by the bits of the trial."""
    supposed = dict(leaves)
    for place, number in support_of(plan.program).mixed_leaves:
        if place in supposed:
            true, false = supposed[place]
            yes = lane_of(number) >> trial & 1
            supposed[place] = (~false, false) if yes else (true, ~true)
    return supposed
