"""The reasons of a finding as a tree, read off the evaluation itself.

Each step says what it is, how it came out and on what it rests. A determined step keeps every child that suffices for
it, an open step every child that is still open. Nothing here computes a value.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from wellfounded.law.evaluate import LeafReader, Standing
from wellfounded.law.program import Leaf, LeafKind, Op, Program
from wellfounded.law.rule import AllOf, Bound, Choice, Compare, ForEach, ThisCountry, Years

if TYPE_CHECKING:
    from wellfounded.law.assess import Assessment
    from wellfounded.law.case_file import FactRecord, HumanFinding, Slot
    from wellfounded.law.finding import Finding
    from wellfounded.law.instrument import Binding
    from wellfounded.law.law import Law


class StepKind(StrEnum):
    """What a step of the reasons is."""

    CRITERION = "criterion"
    ALL = "all"
    ANY = "any"
    NOT = "not"
    AT_LEAST = "at_least"
    FOR_EACH = "for_each"
    FACT = "fact"
    TEST = "test"
    HUMAN = "human"
    TREATY = "treaty"
    NOTHING_RECORDED = "nothing_recorded"
    LAW_UNREAD = "law_unread"


_LEAVES = {
    LeafKind.FACT: StepKind.FACT,
    LeafKind.TEST: StepKind.TEST,
    LeafKind.HUMAN: StepKind.HUMAN,
    LeafKind.BOUND: StepKind.TREATY,
    LeafKind.EMPTY: StepKind.NOTHING_RECORDED,
    LeafKind.TRANSITION: StepKind.LAW_UNREAD,
}


@dataclass(slots=True)  # not frozen: hundreds are made for each tree, and freezing doubles the time
class Step:
    """One step of the reasons.

    `value` is 0 (no), 1 (open) or 2 (yes); `marks` are the flags of `evaluate`. `slot` is (entity, id) of the fact or
    criterion. A criterion that was explained before has `see_above` and no children.
    """

    kind: StepKind
    value: int
    marks: int
    title: str
    slot: Slot | None = None
    children: tuple[Step, ...] = ()
    record: FactRecord | None = None
    human: HumanFinding | None = None
    binding: Binding | None = None
    see_above: bool = False


def explain(assessment: Assessment, finding: Finding, *, deep: bool = True, everything: bool = False) -> Step:
    """The reasons of a finding.

    With `deep` they go down to the facts, each criterion explained once; without, they stop at the criteria it names.
    With `everything` undecisive children are shown too.
    """
    return _Explainer(assessment, deep=deep, everything=everything).step(finding.node, top=True)


class _Explainer:
    def __init__(self, assessment: Assessment, *, deep: bool, everything: bool) -> None:
        self.assessment = assessment
        self.evaluation = assessment.evaluation
        self.program = assessment.evaluation.program
        self.reader = LeafReader(self.program, standing=Standing.of(assessment.case), case=assessment.case)
        self.deep = deep
        self.everything = everything
        self.shown: set[int] = set()

    def step(self, place: int, *, top: bool = False) -> Step:
        node = self.program.nodes[place]
        if node.op is Op.LEAF:
            return self._leaf(place, self.program.leaves[node.leaf])
        if place in self.program.criterion_at:
            return self._criterion(place, top=top)
        value, marks = self.evaluation.values[place], self.evaluation.marks[place]
        kind, title = self._shape(node.op, node.rule)
        return Step(kind, value, marks, title, children=self._children(place))

    def _criterion(self, place: int, *, top: bool) -> Step:
        name, entity, _ = self.program.criterion_at[place]
        criterion = self.program.law.criteria[name]
        repeated = place in self.shown
        self.shown.add(place)
        inside = top or (self.deep and not repeated)
        return Step(
            StepKind.CRITERION,
            self.evaluation.values[place],
            self.evaluation.marks[place],
            criterion.title,
            slot=(entity, name),
            children=self._children(place) if inside else (),
            human=self.evaluation.supposed.get(place),
            see_above=repeated and not top,
        )

    def _children(self, place: int) -> tuple[Step, ...]:
        chosen = self.program.nodes[place].children if self.everything else self.evaluation.decisive[place]
        return tuple([self.step(child) for child in chosen])

    def _leaf(self, place: int, leaf: Leaf) -> Step:
        return Step(
            _LEAVES[leaf.kind],
            self.evaluation.values[place],
            self.evaluation.marks[place],
            _titles(self.program)[self.program.nodes[place].leaf],
            slot=leaf.slot,
            record=self.assessment.case.fact(leaf.slot),
            human=self.assessment.case.finding(leaf.slot) if leaf.kind is LeafKind.HUMAN else None,
            binding=self.reader.binding(leaf) if leaf.kind is LeafKind.BOUND else None,
        )

    @staticmethod
    def _shape(op: Op, rule: Any) -> tuple[StepKind, str]:
        if isinstance(rule, ForEach):
            words = f"{'every' if rule.every else 'some'} {rule.group.replace('_', ' ')}"
            return StepKind.FOR_EACH, words
        if isinstance(rule, ThisCountry):
            return StepKind.ALL, f"the country is {rule.code}"
        if isinstance(rule, AllOf) and op is Op.ANY:
            return StepKind.ALL, "a rule about another country"
        if op is Op.ALL:
            unless = isinstance(rule, AllOf) and rule.exceptions
            return StepKind.ALL, "all of these, unless an exception holds" if unless else "all of these"
        titles = {Op.ANY: (StepKind.ANY, "at least one of these"), Op.NOT: (StepKind.NOT, "not")}
        return titles.get(op, (StepKind.AT_LEAST, f"at least {getattr(rule, 'count', 1)} of these"))


@lru_cache(maxsize=256)
def _titles(program: Program) -> tuple[str, ...]:
    """The title of every leaf of a program; computed once."""
    return tuple(_title(leaf, program.law) for leaf in program.leaves)


def _title(leaf: Leaf, law: Law) -> str:
    if leaf.kind is LeafKind.FACT:
        return law.facts[leaf.slot[1]].title
    if leaf.kind is LeafKind.TEST:
        return test_in_words(leaf.test, law.facts[leaf.slot[1]].title)
    if leaf.kind is LeafKind.BOUND:
        treaty = law.library.instruments[leaf.test.instrument].title
        return f"The host State is bound by {treaty}, article {leaf.test.article}"
    if leaf.kind is LeafKind.EMPTY and leaf.test is None:
        return f"{leaf.slot[0]} is not among the countries of the case"
    if leaf.kind is LeafKind.EMPTY:
        return f"No {leaf.slot[1].replace('_', ' ')} is recorded"
    return law.criteria[leaf.slot[1]].title


def test_in_words(test: Compare | Choice | Years | Bound, title: str) -> str:
    """A test of a date, quantity or choice, in words."""
    match test:
        case Choice(test=word, options=options):
            return f"{title}: {word.replace('_', ' ')} {', '.join(options)}"
        case Years(start=start, end=end, test=word, count=count):
            return f"Years between {start} and {end}: {word.replace('_', ' ')} {count:g}"
        case Compare(test=word, other=other):
            return f"{title}: {word.replace('_', ' ')} {other}"
    return title
