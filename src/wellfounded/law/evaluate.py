"""The evaluator: one pass over a program gives every value, and with it the reasons.

The explanation is the computation: for each node the evaluator keeps which children decided it (for a determined node every
child that suffices, for an open one every child that is still open).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wellfounded.law.case_file import Case, FactRecord, FactState, FindingWord, HumanFinding, Slot
from wellfounded.law.measure import measured
from wellfounded.law.program import Leaf, LeafKind, Node, Op, Program

if TYPE_CHECKING:
    from wellfounded.law.instrument import Binding

FALSE, OPEN, TRUE = 0, 1, 2

# Marks travel upward with the decisive children.
POSSIBLE = 1  # rests on a fact accepted as possible
CONTESTED = 2  # rests on a fact with material evidence both ways
UNPUT = 4  # an adverse point was not put to the person, so it does not count yet
CLOSED = 8  # settled by the closing of the record, against whoever bears the burden
CONTRADICTED = 16  # open because a fact is contradicted
PERSON_FINDS = 32  # open because a person has not found an evaluative criterion yet
CONCEDED = 64  # conceded or assumed by a person, not decided by rule
UNREAD_LAW = 128  # open because a transition rule was not read, or no record of a treaty is held

_ANSWERS = {
    FindingWord.ESTABLISHED: TRUE,
    FindingWord.CONCEDED: TRUE,
    FindingWord.ASSUMED: TRUE,
    FindingWord.NOT_ESTABLISHED: FALSE,
}
_SUPPOSED = frozenset({FindingWord.CONCEDED, FindingWord.ASSUMED})


@dataclass(slots=True)
class Evaluation:
    """Values (0 false, 1 open, 2 true), marks and decisive children for every node of a program."""

    program: Program
    case: Case
    values: list[int]
    marks: list[int]
    decisive: list[tuple[int, ...]]
    supposed: dict[int, HumanFinding] = field(default_factory=dict)

    def value_of(self, criterion: str, entity: str) -> int:
        """The value of a criterion. Where its two readings differ, a point still has to be put: it is open."""
        values = {self.values[top] for top in self.program.readings(criterion, entity)}
        return values.pop() if len(values) == 1 else OPEN


def evaluate(program: Program, case: Case) -> Evaluation:
    """Evaluate a case. A pure function of the program (law and shape) and the case."""
    size = len(program.nodes)
    result = Evaluation(program, case, [OPEN] * size, [0] * size, [()] * size, _supposed(program, case))
    reader = LeafReader(program, case)
    values, marks, decisive = result.values, result.marks, result.decisive
    for place, node in enumerate(program.nodes):
        if node.op is Op.LEAF:
            values[place], marks[place] = reader.read(program.leaves[node.leaf])
            continue
        value, reasons = combine(node, values)
        values[place], decisive[place] = value, reasons
        mark = 0
        for child in reasons:
            mark |= marks[child]
        marks[place] = mark
        if place in result.supposed:
            values[place], marks[place], decisive[place] = TRUE, CONCEDED, ()
    return result


def combine(node: Node, values: list[int]) -> tuple[int, tuple[int, ...]]:
    """The value of an inner node and the children that decide it."""
    children = node.children
    if node.op is Op.ALL:
        value = min([values[child] for child in children], default=TRUE)
        return value, tuple([child for child in children if values[child] == value])
    if node.op is Op.ANY:
        value = max([values[child] for child in children], default=FALSE)
        return value, tuple([child for child in children if values[child] == value])
    if node.op is Op.NOT:
        return TRUE - values[children[0]], children
    value = sorted((values[child] for child in children), reverse=True)[node.count - 1]
    return value, tuple([child for child in children if values[child] == value])


def _supposed(program: Program, case: Case) -> dict[int, HumanFinding]:
    """The logical criteria that a person conceded or assumed, by node."""
    found: dict[int, HumanFinding] = {}
    for entity, record in case.entities():
        for criterion, finding in record.findings.items():
            definition = program.law.criteria.get(criterion)
            if definition is not None and not definition.evaluative and finding.word in _SUPPOSED:
                found.update(dict.fromkeys(program.readings(criterion, entity), finding))
    return found


class LeafReader:
    """Reads leaves off a case, with the rules of fairness: what must be put before it counts, and what closing does."""

    def __init__(self, program: Program, case: Case) -> None:
        self.program = program
        self.case = case
        self.everything_put = case.all_points_put is not None

    def read(self, leaf: Leaf) -> tuple[int, int]:
        """The value of a leaf and its marks."""
        if leaf.kind is LeafKind.FACT or leaf.kind is LeafKind.TEST:
            return self._fact(leaf)
        if leaf.kind is LeafKind.HUMAN:
            return self._human(leaf)
        if leaf.kind is LeafKind.BOUND:
            binding = self.binding(leaf)
            return (OPEN, UNREAD_LAW) if binding is None else (int(binding.truth), 0 if binding.truth.determined else UNREAD_LAW)
        return OPEN, UNREAD_LAW if leaf.kind is LeafKind.TRANSITION else 0

    def binding(self, leaf: Leaf) -> Binding | None:
        """What the records say of the treaty behind a leaf."""
        return self.program.law.binding(self.case.host, leaf.test.instrument, article=leaf.test.article, day=self.case.decision)

    def _fact(self, leaf: Leaf) -> tuple[int, int]:
        record = self.case.fact(leaf.slot)
        value, marks = self._plain(leaf, record)
        put = self.everything_put or (record is not None and record.put is not None)
        if value != OPEN:
            adverse = value == (FALSE if leaf.helps > 0 else TRUE)
            return (OPEN, UNPUT) if adverse and not put else (value, marks)
        if not self.case.closed or leaf.closes_to == OPEN:
            return OPEN, marks
        against_applicant = leaf.closes_to == (FALSE if leaf.helps > 0 else TRUE)
        if against_applicant and not (put or self._asked(record)):
            return OPEN, marks | UNPUT
        return leaf.closes_to, CLOSED

    def _plain(self, leaf: Leaf, record: FactRecord | None) -> tuple[int, int]:
        """What the record says, before fairness."""
        if record is None:
            return OPEN, 0
        state = record.state
        marks = CONTESTED if record.contested else 0
        if state is FactState.CONTRADICTED:
            return OPEN, CONTRADICTED
        if state is FactState.POSSIBLE:
            if record.benefit_of_doubt is None or not leaf.admits_possible:
                return OPEN, marks
            marks |= POSSIBLE
        elif state is FactState.REFUTED:
            return (FALSE, marks) if leaf.kind is LeafKind.FACT else (OPEN, marks)
        elif state is not FactState.ESTABLISHED:
            return OPEN, marks
        if leaf.kind is LeafKind.FACT:
            return TRUE, marks
        return int(measured(leaf.test, self.case, slot=leaf.slot)), marks

    @staticmethod
    def _asked(record: FactRecord | None) -> bool:
        """Whether the person had the chance to answer."""
        return record is not None and (record.answered is not None or record.put is not None)

    def _human(self, leaf: Leaf) -> tuple[int, int]:
        finding = self.case.finding(leaf.slot)
        if finding is None or finding.word not in _ANSWERS:
            return OPEN, PERSON_FINDS
        value = _ANSWERS[finding.word]
        adverse = value == (FALSE if leaf.helps > 0 else TRUE)
        if adverse and not (self.everything_put or finding.put is not None):
            return OPEN, UNPUT
        return value, CONCEDED if finding.word in _SUPPOSED else 0


def leaf_slots(program: Program, place: int) -> set[Slot]:
    """Every slot that a node can depend on."""
    seen: set[int] = set()
    slots: set[Slot] = set()
    stack = [place]
    while stack:
        top = stack.pop()
        if top in seen:
            continue
        seen.add(top)
        node = program.nodes[top]
        if node.op is Op.LEAF:
            slots.add(program.leaves[node.leaf].slot)
        stack.extend(node.children)
    return slots
