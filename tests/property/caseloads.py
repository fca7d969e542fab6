"""Random caseloads: rows of codes and values, as a table and as the same people one by one."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import numpy as np

from tests.factories import DECISION
from tests.property.claims import slots_of, values_of
from tests.property.dice import Dice
from wellfounded.law.assess import assess_under
from wellfounded.law.case_file import Case, Slot, Value
from wellfounded.law.catalogue import FactType
from wellfounded.law.cohort import Caseload
from wellfounded.law.cohort_codes import ASKED, PUT, CellState
from wellfounded.law.cohort_findings import case_of_row, cohort_findings
from wellfounded.law.evaluate import Standing
from wellfounded.law.measure import measured
from wellfounded.law.program import LeafKind, Program

ROWS = 9  # more than one byte of bits
CODES = tuple(int(state) | flags for state in CellState for flags in (0, PUT, ASKED, PUT | ASKED))


@dataclass(frozen=True, repr=False)
class Rows:
    """People as a table and as cases."""

    program: Program
    standing: Standing
    caseload: Caseload
    cases: tuple[Case, ...]

    def __repr__(self) -> str:
        rules = {name: item.rule for name, item in self.program.law.criteria.items()}
        return f"{str(rules)[:4000]}\n{self.standing}\n{self.caseload}"


def random_caseload(dice: Dice, program: Program) -> Rows:
    """People by a seed: a caseload has more cells than dice."""
    standing = Standing(dice.one_in(2), dice.one_in(3), "HHH", DECISION)
    chance = Random(dice.pick(range(256)))  # noqa: S311 - no secret
    columns, values = {}, {}
    for slot in slots_of(program):
        if chance.random() < 0.75:
            columns[slot] = np.array([chance.choice(CODES) for _ in range(ROWS)], dtype=np.uint8)
            fact = program.law.facts.get(slot[1])
            if fact is not None and fact.type is not FactType.YES_NO:
                values[slot] = [chance.choice(values_of(fact)) for _ in range(ROWS)]
    bare = Caseload(ROWS, columns)
    cases = tuple(_case(program, bare, standing=standing, row=row, values=values) for row in range(ROWS))
    return Rows(program, standing, Caseload(ROWS, columns, _tests(program, cases, columns=columns)), cases)


def _case(program: Program, bare: Caseload, *, standing: Standing, row: int, values: dict[Slot, list[Value]]) -> Case:
    own = {slot: listed[row] for slot, listed in values.items()}
    return case_of_row(program, bare, row=row, standing=standing, values=own)


def _tests(
    program: Program, cases: tuple[Case, ...], *, columns: dict[Slot, np.typing.NDArray[np.uint8]]
) -> dict[tuple[Slot, object], np.typing.NDArray[np.uint8]]:
    found = {}
    for leaf in program.leaves:
        if leaf.kind is LeafKind.TEST and leaf.slot in columns:
            truths = [int(measured(leaf.test, case, slot=leaf.slot)) for case in cases]
            found[leaf.slot, leaf.test] = np.array(truths, dtype=np.uint8)
    return found


def cohort_differs(rows: Rows) -> list[str]:
    """Where the findings of the whole caseload differ from those of its people one by one."""
    program = rows.program
    tops = tuple(program.tops.values())
    together = cohort_findings(program, rows.caseload, standing=rows.standing, wanted=tops)
    complaints = []
    for number, case in enumerate(rows.cases):
        alone = assess_under(case, program.law).evaluation.values
        complaints += [
            f"row {number}, {key}: {alone[top]} alone, {value} together"
            for (key, top), value in zip(program.tops.items(), together[:, number], strict=True)
            if alone[top] != value
        ]
    return complaints
