"""The evaluator: one pass over a program gives every value, and with it the reasons.

The explanation is the computation: for each node the evaluator keeps which children decided it (for a determined node
every child that suffices, for an open one every child that is still open).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from wellfounded.law.case_file import Case, FactRecord, FactState, FindingWord, HumanFinding
from wellfounded.law.measure import measured
from wellfounded.law.program import Leaf, LeafKind, Node, Op, Program

if TYPE_CHECKING:
    from wellfounded.law.instrument import Binding

FALSE, OPEN, TRUE = 0, 1, 2
# Members by themselves: to look one up in its enumeration costs Python 3.11 as much as computing a node.
_LEAF, _ALL, _ANY, _NOT = Op.LEAF, Op.ALL, Op.ANY, Op.NOT
_FACT, _TEST, _HUMAN, _BOUND, _TRANSITION = (
    LeafKind.FACT,
    LeafKind.TEST,
    LeafKind.HUMAN,
    LeafKind.BOUND,
    LeafKind.TRANSITION,
)
_ESTABLISHED, _REFUTED, _POSSIBLE, _CONTRADICTED = (
    FactState.ESTABLISHED,
    FactState.REFUTED,
    FactState.POSSIBLE,
    FactState.CONTRADICTED,
)

# Marks travel upward with the decisive children.
POSSIBLE = 1  # rests on a fact accepted as possible
CONTESTED = 2  # rests on a fact with material evidence both ways
UNPUT = 4  # an adverse point was not put to the person, so it does not count yet
CLOSED = 8  # settled by the closing of the record, against whoever bears the burden
CONTRADICTED = 16  # open because a fact is contradicted
PERSON_FINDS = 32  # open because a person has not found an evaluative criterion yet
CONCEDED = 64  # conceded or assumed by a person, not decided by rule
UNREAD_LAW = 128  # open because a transition rule was not read, or no record of a treaty is held

UNRAISED = 256  # an exception that nobody raised in a digest
UNASKED = 512  # the record is closed, but nobody asked, so the closing does not count yet

_ANSWERS = {
    FindingWord.ESTABLISHED: TRUE,
    FindingWord.CONCEDED: TRUE,
    FindingWord.ASSUMED: TRUE,
    FindingWord.NOT_ESTABLISHED: FALSE,
}
EMPTY = Case("", "fictional", "", "", date.min, date.max)
_SUPPOSED = frozenset({FindingWord.CONCEDED, FindingWord.ASSUMED})


@dataclass(slots=True)
class Evaluation:
    """Values (0 false, 1 open, 2 true), marks and decisive children for every node of a program.

    `touched` are the nodes that may differ from the empty record: leaves that were recorded on, inner nodes that were
    computed. Of every other node all that is said here is what `blank_record` says.
    """

    program: Program
    case: Case
    values: list[int]
    marks: list[int]
    decisive: list[tuple[int, ...]]
    supposed: dict[int, HumanFinding] = field(default_factory=dict)
    touched: set[int] = field(default_factory=set)

    def value_of(self, criterion: str, entity: str) -> int:
        """The value of a criterion. Where its two readings differ, a point still has to be put: it is open."""
        values = {self.values[top] for top in self.program.readings(criterion, entity)}
        return values.pop() if len(values) == 1 else OPEN


def evaluate(program: Program, case: Case) -> Evaluation:
    """Evaluate a case. A pure function of the program (law and shape) and the case.

    Starts from the evaluation of an empty record, which is kept, and computes only what the recorded facts and
    findings change.
    """
    standing = Standing.of(case)
    blank = blank_record(program, standing)
    result = Evaluation(
        program, case, blank.values.copy(), blank.marks.copy(), blank.decisive.copy(), supposed_in(program, case)
    )
    reader = LeafReader(program, standing=standing, case=case)
    changed: list[int] = [*result.supposed]
    for entity, record in case.entities():
        for name in (*record.facts, *record.findings):
            places = program.leaf_nodes.get((entity, name), ())
            result.touched.update(places)
            for place in places:
                value, marks = reader.read(program.leaves[program.nodes[place].leaf])
                if value != result.values[place] or marks != result.marks[place]:
                    result.values[place], result.marks[place] = value, marks
                    changed.extend(program.parents[place])
    propagate(result, changed)
    return result


def propagate(evaluation: Evaluation, changed: list[int]) -> int:
    """Compute the inner nodes in `changed` and everything above them that changes. Returns how many were computed."""
    nodes, parents = evaluation.program.nodes, evaluation.program.parents
    values, marks, decisive, supposed = evaluation.values, evaluation.marks, evaluation.decisive, evaluation.supposed
    waiting = bytearray(len(nodes))  # a flag a node: parents stand behind their children, so one search meets all
    for place in changed:
        waiting[place] = 1
    computed: list[int] = []
    place = waiting.find(1)
    while place >= 0:
        computed.append(place)
        if place in supposed:
            value, mark = TRUE, CONCEDED
            reasons: tuple[int, ...] = ()
        else:
            value, reasons = combine(nodes[place], values)
            mark = 0
            for child in reasons:
                mark |= marks[child]
        decisive[place] = reasons
        if value != values[place] or mark != marks[place]:
            values[place], marks[place] = value, mark
            for parent in parents[place]:
                waiting[parent] = 1
        place = waiting.find(1, place + 1)
    evaluation.touched.update(computed)
    return len(computed)


@lru_cache(maxsize=256)
def blank_record(program: Program, standing: Standing) -> Evaluation:
    """The evaluation of an empty record of this standing."""
    size = len(program.nodes)
    result = Evaluation(program, EMPTY, [OPEN] * size, [0] * size, [()] * size)
    reader = LeafReader(program, standing=standing, case=EMPTY)
    for place, node in enumerate(program.nodes):
        if node.op is _LEAF:
            result.values[place], result.marks[place] = reader.read(program.leaves[node.leaf])
    propagate(result, [place for place, node in enumerate(program.nodes) if node.op is not _LEAF])
    result.touched.clear()
    return result


def blank_evaluation(evaluation: Evaluation) -> Evaluation:
    """The evaluation of the empty record from which this one started."""
    return blank_record(evaluation.program, Standing.of(evaluation.case))


def plain_value(node: Node, values: list[int]) -> int:
    """The value of an inner node by strong Kleene logic."""
    op, children = node.op, node.children
    if op is _ALL:
        return min([values[child] for child in children], default=TRUE)
    if op is _ANY:
        return max([values[child] for child in children], default=FALSE)
    if op is _NOT:
        return TRUE - values[children[0]]
    return sorted([values[child] for child in children], reverse=True)[node.count - 1]


def combine(node: Node, values: list[int]) -> tuple[int, tuple[int, ...]]:
    """The value of an inner node and the children that decide it."""
    children = node.children
    if len(children) == 1 and node.op is not _NOT:  # every criterion over its rule: so many that it pays to tell apart
        return values[children[0]], children
    value = plain_value(node, values)
    if node.op is _NOT:
        return value, children
    return value, tuple([child for child in children if values[child] == value])


def supposed_in(program: Program, case: Case) -> dict[int, HumanFinding]:
    """The logical criteria that a person conceded or assumed, by node; against the applicant only once it was put."""
    found: dict[int, HumanFinding] = {}
    for entity, record in case.entities():
        for criterion, finding in record.findings.items():
            definition = program.law.criteria.get(criterion)
            if definition is not None and not definition.evaluative and finding.word in _SUPPOSED:
                put = case.all_points_put is not None or finding.put is not None
                places = program.readings(criterion, entity)
                found |= {place: finding for place in places if put or program.criterion_at[place][2] > 0}
    return found


@dataclass(frozen=True, slots=True)
class Standing:
    """What of a case touches every leaf.

    Whether the record is closed or a digest, whether every point was put, the host, the day.
    """

    closed: bool
    everything_put: bool
    host: str
    decision: date
    digest: bool = False

    @classmethod
    def of(cls, case: Case) -> Standing:
        """The standing of a case."""
        return cls(case.closed, case.all_points_put is not None, case.host, case.decision, case.digest)


def _was_put(record: FactRecord | None) -> bool:
    return record is not None and record.put is not None


class LeafReader:
    """Reads leaves off a case, with the rules of fairness: what must be put before it counts, and what closing does."""

    def __init__(self, program: Program, *, standing: Standing, case: Case) -> None:
        self.program = program
        self.standing = standing
        self.case = case
        self.entities = dict(case.entities())

    def read(self, leaf: Leaf) -> tuple[int, int]:
        """The value of a leaf and its marks."""
        if leaf.kind is _FACT or leaf.kind is _TEST:
            return self._fact(leaf)
        if leaf.kind is _HUMAN:
            return self._human(leaf)
        if leaf.kind is _BOUND:
            binding = self.binding(leaf)
            return (
                (OPEN, UNREAD_LAW)
                if binding is None
                else (int(binding.truth), 0 if binding.truth.determined else UNREAD_LAW)
            )
        return OPEN, UNREAD_LAW if leaf.kind is _TRANSITION else 0

    def binding(self, leaf: Leaf) -> Binding | None:
        """What the records say of the treaty behind a leaf."""
        return self.program.law.binding(
            self.standing.host, leaf.test.instrument, article=leaf.test.article, day=self.standing.decision
        )

    def _fact(self, leaf: Leaf) -> tuple[int, int]:
        entity, name = leaf.slot
        record = self.entities[entity].facts.get(name) if entity in self.entities else None
        value, marks = self._plain(leaf, record)
        others = self._others(leaf) if leaf.kind is _TEST else ()
        put = self.standing.everything_put or (_was_put(record) and all(map(_was_put, others)))
        if value != OPEN:
            adverse = value == (FALSE if leaf.helps > 0 else TRUE)
            return (OPEN, UNPUT) if adverse and not put else (value, marks)
        if self.standing.digest and leaf.unraised != OPEN and record is None:
            return leaf.unraised, UNRAISED
        if not self.standing.closed or leaf.closes_to == OPEN:
            return OPEN, marks
        against_applicant = leaf.closes_to == (FALSE if leaf.helps > 0 else TRUE)
        if against_applicant and not (put or (self._asked(record) and all(map(self._asked, others)))):
            return OPEN, marks | UNPUT | UNASKED
        return leaf.closes_to, CLOSED

    def _plain(self, leaf: Leaf, record: FactRecord | None) -> tuple[int, int]:
        """What the record says, before fairness."""
        if record is None:
            return OPEN, 0
        marks = CONTESTED if record.contested else 0
        if record.state is _CONTRADICTED:
            return OPEN, CONTRADICTED
        if record.state is _REFUTED and leaf.kind is _FACT:
            return FALSE, marks
        accepted = record.state is _POSSIBLE and record.benefit_of_doubt is not None and leaf.admits_possible
        if not accepted and record.state is not _ESTABLISHED:
            return OPEN, marks
        marks = marks | POSSIBLE if accepted else marks
        return (TRUE, marks) if leaf.kind is _FACT else self._tested(leaf, marks)

    def _tested(self, leaf: Leaf, marks: int) -> tuple[int, int]:
        """The truth of a test, once every other fact that it reads stands by the same standard as its own."""
        for other in self._others(leaf):
            value, more = self._plain(replace(leaf, kind=_FACT), other)
            marks |= more
            if value != TRUE:
                return OPEN, marks
        return self.measure(leaf), marks

    def _others(self, leaf: Leaf) -> tuple[FactRecord | None, ...]:
        """The records of the facts that a test compares its own with."""
        return tuple(self.case.fact(slot) for slot in self.program.compared(leaf))

    def measure(self, leaf: Leaf) -> int:
        """The truth of a test of a date, quantity or choice."""
        return int(measured(leaf.test, self.case, slot=leaf.slot))

    @staticmethod
    def _asked(record: FactRecord | None) -> bool:
        """Whether the person had the chance to answer."""
        return record is not None and (record.answered is not None or record.put is not None)

    def _human(self, leaf: Leaf) -> tuple[int, int]:
        entity, name = leaf.slot
        finding = self.entities[entity].findings.get(name) if entity in self.entities else None
        if finding is None or finding.word not in _ANSWERS:
            return OPEN, PERSON_FINDS
        value = _ANSWERS[finding.word]
        adverse = value == (FALSE if leaf.helps > 0 else TRUE)
        if adverse and not (self.standing.everything_put or finding.put is not None):
            return OPEN, UNPUT
        return value, CONCEDED if finding.word in _SUPPOSED else 0
