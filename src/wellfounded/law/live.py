"""An evaluation that follows one answer after another: only what hangs on a changed fact is computed again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellfounded.law.evaluate import Evaluation, LeafReader, Standing, evaluate, propagate, supposed_in

if TYPE_CHECKING:
    from wellfounded.law.case_file import Case, Slot
    from wellfounded.law.program import Program


class LiveEvaluation:
    """Keeps an evaluation up to date while facts are answered.

    The result after any sequence of changes equals a fresh evaluation of the resulting case (a property test holds
    this). Arguments by cases are left to `settle_by_cases`.
    """

    def __init__(self, program: Program, case: Case) -> None:
        self.program = program
        self.evaluation: Evaluation = evaluate(program, case)

    @property
    def case(self) -> Case:
        """The case as it stands now."""
        return self.evaluation.case

    def change(self, case: Case, slot: Slot) -> int:
        """Take over `case`, which differs from the present one at `slot` only.

        Returns how many inner nodes were computed.
        """
        evaluation = self.evaluation
        evaluation.case = case
        reader = LeafReader(self.program, standing=Standing.of(case), case=case)
        touched: list[int] = []
        if slot[1] in self.program.law.criteria:
            before, evaluation.supposed = evaluation.supposed, supposed_in(self.program, case)
            touched.extend(before.keys() ^ evaluation.supposed.keys())
        places = self.program.leaf_nodes.get(slot, ())
        evaluation.touched.update(places)
        for place in places:
            value, marks = reader.read(self.program.leaves[self.program.nodes[place].leaf])
            if value != evaluation.values[place] or marks != evaluation.marks[place]:
                evaluation.values[place], evaluation.marks[place] = value, marks
                touched.extend(self.program.parents[place])
        return propagate(evaluation, touched)
