"""Arguments by cases over a caseload are those that each person's own evaluation finds."""

from datetime import date
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.factories import SHAPE, law_of
from wellfounded.law import cohort_cases
from wellfounded.law.case_file import Slot
from wellfounded.law.cohort import Caseload
from wellfounded.law.cohort_codes import ASKED, PUT, CellState
from wellfounded.law.cohort_findings import cohort_findings, evaluation_of_row
from wellfounded.law.compile import compile_law
from wellfounded.law.evaluate import Standing
from wellfounded.law.exact import settle_by_cases
from wellfounded.law.program import LeafKind, Program

PEOPLE = 400
ANSWERED = frozenset({LeafKind.FACT, LeafKind.HUMAN, LeafKind.TEST})
CODES = np.array([0, 1, 2, 2 | PUT, 1 | PUT, ASKED, CellState.CONTRADICTED, CellState.POSSIBLE], np.uint8)
SHARES = [0.4, 0.15, 0.15, 0.1, 0.05, 0.05, 0.05, 0.05]


def drawn(program: Program) -> Caseload:
    rng = np.random.default_rng(8)
    leaves = [leaf for leaf in program.leaves if leaf.kind in ANSWERED]
    columns: dict[Slot, NDArray[np.uint8]] = {leaf.slot: rng.choice(CODES, PEOPLE, p=SHARES) for leaf in leaves}
    tested = [leaf for leaf in leaves if leaf.kind is LeafKind.TEST]
    tests: dict[tuple[Slot, Any], NDArray[np.uint8]] = {
        (leaf.slot, leaf.test): rng.integers(0, 3, PEOPLE).astype(np.uint8) for leaf in tested
    }
    return Caseload(PEOPLE, columns, tests)


@pytest.mark.parametrize("most", [cohort_cases.MOST, 0], ids=["every way tried", "the long way"])
@pytest.mark.parametrize("closed", [False, True], ids=["open", "closed"])
@pytest.mark.parametrize("everything_put", [False, True], ids=["put or not", "everything put"])
def test_a_caseload_settles_by_cases_what_each_evaluation_settles(
    *, most: int, closed: bool, everything_put: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cohort_cases, "MOST", most)
    program = compile_law(law_of(), SHAPE)
    caseload = drawn(program)
    standing = Standing(closed, everything_put, "HHH", date(2013, 3, 1))
    wanted = tuple(program.criterion_at)
    found = cohort_findings(program, caseload, standing=standing, wanted=wanted)
    settled = 0
    for row in range(PEOPLE):
        evaluation = evaluation_of_row(program, caseload, row=row, standing=standing)
        settled += bool(settle_by_cases(evaluation))
        assert [int(value) for value in found[:, row]] == [evaluation.values[place] for place in wanted], row
    assert settled > 0
