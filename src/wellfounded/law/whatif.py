"""What-if and smallest changes: which facts, if they were otherwise, would change a finding.

Changes towards the applicant may be asked for. Changes towards refusal are given only as what a finding *rests on*,
for the reviewer (`docs/explanation/whose-side.md`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from wellfounded.law.assess import Assessment, assess_under
from wellfounded.law.case_file import (
    PERSON,
    Act,
    Case,
    Country,
    Entity,
    FactRecord,
    FactState,
    FindingWord,
    HumanFinding,
    Put,
    Slot,
)
from wellfounded.law.criterion import Side
from wellfounded.law.diagram import NO, YES, Diagram, DiagramTooLargeError
from wellfounded.law.evaluate import FALSE, OPEN, TRUE
from wellfounded.law.exact import diagram_of
from wellfounded.law.finding import Finding, Label
from wellfounded.law.program import LeafKind, Op, cone_of
from wellfounded.law.support import support_of, variable_of

FLIP_LIMIT = 200_000
EITHER_WAY_LIMIT = 4_000
EACH = 1_000  # so many that the little extra of a known fact only decides between sets of the same size
NOBODY_CAN = 1_000_000_000  # what is in nobody's hands: a missing treaty record, a country that the case does not have
SUPPOSED = Act(by="what-if", reason="supposed, not found")


@dataclass(frozen=True, slots=True)
class Change:
    """One fact (or evaluative criterion) that would be otherwise."""

    slot: Slot
    value: bool
    test: Any = None
    known_before: bool = False


@dataclass(frozen=True, slots=True)
class Flip:
    """The smallest set of changes after which a finding would come out as `goal`."""

    goal: Label
    changes: tuple[Change, ...]


def with_fact(case: Case, slot: Slot, *, record: FactRecord) -> Case:
    """The case with one fact replaced; nothing else changes."""
    return _with_entity(case, slot[0], change=lambda entity: replace(entity, facts={**entity.facts, slot[1]: record}))


def with_finding(case: Case, slot: Slot, *, finding: HumanFinding) -> Case:
    """The case with one human finding replaced."""
    return _with_entity(
        case, slot[0], change=lambda entity: replace(entity, findings={**entity.findings, slot[1]: finding})
    )


def suppose(assessment: Assessment, change: Change) -> Case:
    """The case if a change held. What is supposed counts as put to the person, so that its effect is seen.

    Raises `ValueError` for a test of a value: suppose the value itself, with `with_fact`.
    """
    if change.test is not None:
        raise ValueError("a test of a value cannot be supposed; suppose the value itself")
    put = Put(reply="supposed")
    if change.slot[1] in assessment.law.criteria:
        word = FindingWord.ESTABLISHED if change.value else FindingWord.NOT_ESTABLISHED
        return with_finding(assessment.case, change.slot, finding=HumanFinding(word, SUPPOSED, put))
    state = FactState.ESTABLISHED if change.value else FactState.REFUTED
    return with_fact(assessment.case, change.slot, record=FactRecord(state, act=SUPPOSED, put=put))


def what_if(assessment: Assessment, case: Case) -> tuple[tuple[Finding, Finding], ...]:
    """The findings that would differ if the case were `case`: pairs of before and after."""
    other = assess_under(case, assessment.law)
    pairs = ((finding, other.findings[key]) for key, finding in assessment.findings.items() if key in other.findings)
    return tuple((before, after) for before, after in pairs if before.label is not after.label)


def smallest_flip(assessment: Assessment, finding: Finding, *, goal: Label) -> Flip | None:
    """The fewest changes after which a finding would be `goal`; None when no change brings it there.

    What was conceded or assumed stands. By decision diagram: exact where everything was put and the record is open.
    Raises `DiagramTooLargeError` where the diagram would be too large.
    """
    diagram = Diagram(FLIP_LIMIT)
    evaluation, known = assessment.evaluation, _unanswerable(assessment)
    pinned = dict.fromkeys(evaluation.supposed, TRUE)
    root = diagram_of(evaluation.program, finding.node, diagram=diagram, known=known, pinned=pinned)
    prices = _Prices(assessment, finding, wanted=goal is Label.MET)
    found = _cheapest(diagram, root, goal=YES if goal is Label.MET else NO, prices=prices)
    if found is None or found[0] >= NOBODY_CAN:
        return None
    changes = (
        Change(name[0], value, name[1], name in prices.current)
        for name, value in found[1].items()
        if prices.of(name, value)
    )
    return Flip(goal, tuple(changes))


def _cheapest(diagram: Diagram, root: int, *, goal: int, prices: _Prices) -> tuple[int, dict[Any, bool]] | None:
    """The cheapest way to a goal. A fact that counts both ways may be left open: then the goal must hold either way.

    Where the diagram is large every such fact is counted as a change.
    """
    best = diagram.cheapest(root, goal=goal, price=prices.of)
    doubtful = [name for name in prices.doubtful if name in diagram.numbers]
    if best is None or not doubtful or diagram.size(root) > EITHER_WAY_LIMIT:
        return best
    for count in range(len(doubtful)):
        for touched in combinations(doubtful, count):
            if best[0] <= count * EACH:
                return best
            reduced = root
            for name in doubtful:
                if name not in touched:
                    reduced = diagram.either_way(reduced, name, goal=goal)
            found = diagram.cheapest(reduced, goal=goal, price=prices.of)
            best = found if found is not None and found[0] < best[0] else best
    return best


class _Prices:
    """What a change costs: one each, a little more where a person would have to find otherwise than was found.

    A fact that is open and counts in one direction only costs nothing on its unhelpful side: that is as good as leaving
    it open, since what holds there holds all the more on the other side.
    """

    def __init__(self, assessment: Assessment, finding: Finding, *, wanted: bool) -> None:
        support = support_of(assessment.evaluation.program)
        self.current = _current(assessment, finding)
        self.index = support.index
        self.helpful = support.plain[finding.node] if wanted else support.negated[finding.node]
        self.hurtful = support.negated[finding.node] if wanted else support.plain[finding.node]
        both = self.helpful & self.hurtful
        self.doubtful = [name for name, place in self.index.items() if both >> place & 1 and name not in self.current]
        self.countries = {code for code, _, _ in assessment.evaluation.program.shape.countries}
        self.known = assessment.law.facts.keys() | assessment.law.criteria.keys()

    def of(self, name: Any, value: bool) -> int:  # noqa: FBT001 - the signature that Diagram.cheapest asks for
        """The price of a variable's value."""
        entity, item = name[0]
        if item not in self.known or (entity != PERSON and entity.partition(">")[0] not in self.countries):
            return NOBODY_CAN
        if name in self.current:
            return 0 if self.current[name] is value else EACH + 1
        bit = 1 << self.index[name]
        unhelpful = self.hurtful if value else self.helpful
        both = bool(self.helpful & bit) and bool(self.hurtful & bit)
        return 0 if unhelpful & bit and not both else EACH


def towards_applicant(finding: Finding) -> Label:
    """The label of a finding that helps the applicant."""
    return Label.MET if finding.criterion.favours is Side.APPLICANT else Label.NOT_MET


def rests_on(assessment: Assessment, finding: Finding) -> Flip | None:
    """For the reviewer: the fewest facts on which a finding for the applicant rests."""
    against = Label.NOT_MET if towards_applicant(finding) is Label.MET else Label.MET
    return smallest_flip(assessment, finding, goal=against)


def one_fact_from_flipping(assessment: Assessment, finding: Finding) -> bool:
    """Whether a single change would turn a determined finding; False where that cannot be computed."""
    if not finding.determined:
        return False
    goal = Label.NOT_MET if finding.label is Label.MET else Label.MET
    try:
        flip = smallest_flip(assessment, finding, goal=goal)
    except DiagramTooLargeError:
        return False
    return flip is not None and len(flip.changes) == 1


def _unanswerable(assessment: Assessment) -> Any:
    """Values of leaves that no fact changes: treaty bindings stay as they are, the rest is free."""
    program, values = assessment.evaluation.program, assessment.evaluation.values

    def known(place: int) -> int:
        leaf = program.leaves[program.nodes[place].leaf]
        return values[place] if leaf.kind is LeafKind.BOUND else OPEN

    return known


def _current(assessment: Assessment, finding: Finding) -> dict[Any, bool]:
    """Where each variable under a finding stands now; what is open, on one side or on both, is missing."""
    evaluation = assessment.evaluation
    readings = evaluation.program.readings(finding.criterion.id, finding.entity)
    standing: dict[Any, set[int]] = {}
    for place in cone_of(evaluation.program, readings):
        node = evaluation.program.nodes[place]
        variable = variable_of(evaluation.program.leaves[node.leaf]) if node.op is Op.LEAF else None
        if variable is not None:
            standing.setdefault(variable, set()).add(evaluation.values[place])
    return {variable: values == {TRUE} for variable, values in standing.items() if values in ({FALSE}, {TRUE})}


def _with_entity(case: Case, name: str, *, change: Any) -> Case:
    if name == PERSON:
        return replace(case, person=change(case.person))
    start, _, end = name.partition(">")
    country = case.countries.get(start, Country())
    if end:
        changed = replace(country, routes={**country.routes, end: change(country.routes.get(end, Entity()))})
    else:
        changed = change(country)
    return replace(case, countries={**case.countries, start: changed})
