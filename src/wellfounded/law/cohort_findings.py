"""Findings of a whole caseload, arguments by cases included, and what a change does to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from wellfounded.law.case_file import PERSON, Act, Case, Closing, Country, Entity, FactRecord, HumanFinding
from wellfounded.law.cohort import CHUNK, Caseload, plan_for
from wellfounded.law.cohort_cases import People, doubtful_under, mixed_of, settled_by_cases
from wellfounded.law.cohort_codes import finding_of, record_of
from wellfounded.law.evaluate import OPEN, Evaluation, LeafReader, Standing, evaluate, propagate
from wellfounded.law.exact import settle_by_cases
from wellfounded.law.program import Leaf, LeafKind, Op, Program

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from wellfounded.law.case_file import Slot, Value


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
    doubtful = doubtful_under(program, wanted)
    supposed = mixed_of(program) if doubtful else frozenset()
    plan = plan_for(program, caseload, standing=standing, wanted=wanted, supposed=supposed)
    result = np.empty((len(wanted), caseload.size), dtype=np.uint8)
    for start in range(0, caseload.size, CHUNK):
        rows = slice(start, min(start + CHUNK, caseload.size))
        people = People.of(plan, caseload, rows=rows)
        result[:, rows] = plan.values(people.planes, size=people.size)
        for row in settled_by_cases(people, doubtful, values=result[:, rows]):
            evaluation = evaluation_of_row(program, caseload, row=int(row) + start, standing=standing)
            settle_by_cases(evaluation)
            result[:, row + start] = [evaluation.values[place] for place in wanted]
    return result


def evaluation_of_row(program: Program, caseload: Caseload, *, row: int, standing: Standing) -> Evaluation:
    """The evaluation of one person of the caseload; tests take the truths that the caseload holds."""
    case = case_of_row(program, caseload, row=row, standing=standing)
    evaluation = evaluate(program, case)
    reader = _RowReader(program, standing=standing, case=case)
    for slot, test in caseload.tests:
        reader.truths[slot, test] = int(caseload.tests[slot, test][row])
    for place, node in enumerate(program.nodes):
        if node.op is Op.LEAF and program.leaves[node.leaf].kind is LeafKind.TEST:
            evaluation.values[place], evaluation.marks[place] = reader.read(program.leaves[node.leaf])
            evaluation.touched.add(place)
            propagate(evaluation, list(program.parents[place]))
    return evaluation


class _RowReader(LeafReader):
    """Reads leaves off a person of a caseload."""

    truths: dict[tuple[Slot, Any], int]

    def __init__(self, program: Program, *, standing: Standing, case: Case) -> None:
        super().__init__(program, standing=standing, case=case)
        self.truths = {}

    def measure(self, leaf: Leaf) -> int:
        """The truth that the caseload holds for a test, open where it holds none."""
        return self.truths.get((leaf.slot, leaf.test), OPEN)


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
