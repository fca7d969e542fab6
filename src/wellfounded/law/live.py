"""An evaluation that follows one answer after another: only what hangs on a changed fact is computed again."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

from wellfounded.law.evaluate import CONCEDED, TRUE, Evaluation, LeafReader, combine, evaluate

if TYPE_CHECKING:
    from wellfounded.law.case_file import Case, Slot
    from wellfounded.law.program import Program


class LiveEvaluation:
    """Keeps an evaluation up to date while facts are answered.

    The result after any sequence of changes equals a fresh evaluation of the resulting case (a property test holds this). Arguments by
    cases are left to `settle_by_cases`, which an interview calls between questions only where it must.
    """

    def __init__(self, program: Program, case: Case) -> None:
        self.program = program
        self.evaluation: Evaluation = evaluate(program, case)

    @property
    def case(self) -> Case:
        """The case as it stands now."""
        return self.evaluation.case

    def change(self, case: Case, slot: Slot) -> int:
        """Take over `case`, which differs from the present one at `slot` only. Returns how many nodes were computed."""
        self.evaluation.case = case
        reader = LeafReader(self.program, case)
        waiting: list[int] = []
        queued: set[int] = set()
        for place in self.program.leaf_nodes.get(slot, ()):
            value, marks = reader.read(self.program.leaves[self.program.nodes[place].leaf])
            if self._differs(place, value, marks=marks):
                self._store(place, value, marks=marks)
                self._queue(place, waiting, queued=queued)
        computed = 0
        while waiting:
            place = heapq.heappop(waiting)
            computed += 1
            if self._compute(place):
                self._queue(place, waiting, queued=queued)
        return computed

    def _compute(self, place: int) -> bool:
        """Compute an inner node again; True when its value or marks changed."""
        evaluation = self.evaluation
        if place in evaluation.supposed:
            value, reasons, marks = TRUE, (), CONCEDED
        else:
            value, reasons = combine(self.program.nodes[place], evaluation.values)
            marks = 0
            for child in reasons:
                marks |= evaluation.marks[child]
        changed = self._differs(place, value, marks=marks)
        evaluation.decisive[place] = reasons
        self._store(place, value, marks=marks)
        return changed

    def _queue(self, place: int, waiting: list[int], *, queued: set[int]) -> None:
        for parent in self.program.parents[place]:
            if parent not in queued:
                queued.add(parent)
                heapq.heappush(waiting, parent)

    def _differs(self, place: int, value: int, *, marks: int) -> bool:
        return self.evaluation.values[place] != value or self.evaluation.marks[place] != marks

    def _store(self, place: int, value: int, *, marks: int) -> None:
        self.evaluation.values[place] = value
        self.evaluation.marks[place] = marks
