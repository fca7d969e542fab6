"""The reasons of a finding as a tree, read off the evaluation itself.

Each step says what it is, how it came out and on what it rests. A determined step keeps every child that suffices for
it, an open step every child that is still open. Nothing here computes a value.

Steps never change, so that they can be shared: between the conclusions of a case, and between cases wherever nothing
on the record touches what stands under a step.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from wellfounded.law.evaluate import EMPTY, Evaluation, LeafReader, Standing, blank_record
from wellfounded.law.program import Leaf, LeafKind, Op, Program
from wellfounded.law.rule import AllOf, Bound, Choice, Compare, ForEach, ThisCountry, Years

if TYPE_CHECKING:
    from collections.abc import Iterable

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

# The title of a treaty step: these words, the treaty, these words and the article.
BOUND_BY, ITS_ARTICLE = "The host State is bound by ", ", article "

_LEAF, _HUMAN, _BOUND = Op.LEAF, LeafKind.HUMAN, LeafKind.BOUND  # by themselves: see `evaluate`


class Step(NamedTuple):  # a tuple is the quickest to make of what cannot be changed
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
    standing = Standing.of(assessment.case)
    return _Explainer(assessment.evaluation, standing, deep=deep, everything=everything).tree(finding.node)[1]


def explain_all(assessment: Assessment, findings: Iterable[Finding]) -> tuple[Step, ...]:
    """The reasons of several findings down to the facts, each as `explain` gives it; what they share is made once."""
    explainer = _Explainer(assessment.evaluation, Standing.of(assessment.case))
    return tuple([explainer.tree(finding.node)[1] for finding in findings])


Tree = tuple[int, Step]  # the nodes in a tree of steps as a bit set, and the tree


class _Explainer:
    """Builds trees of steps. `shown` are the criteria that the present tree explained already, as a bit set.

    A tree in which nothing was left out as shown before is kept, and used again where it shows nothing twice. `blank`
    builds those of the empty record, which serve wherever nothing in them was touched.
    """

    def __init__(
        self, evaluation: Evaluation, standing: Standing, *, deep: bool = True, everything: bool = False
    ) -> None:
        self.evaluation = evaluation
        self.program = evaluation.program
        self.reader = LeafReader(self.program, standing=standing, case=evaluation.case)
        self.deep = deep
        self.everything = everything
        self.shown = 0
        self.criteria, self.titles = _criteria(self.program), _titles(self.program)
        self.touched = _bits(evaluation.touched)
        self.blank: _Explainer | None = None
        self.kept: dict[int, Tree] = {}
        if evaluation.case is EMPTY:
            self.kept = _blank_trees(self.program, standing)
        elif deep and not everything:
            self.blank = _Explainer(blank_record(self.program, standing), standing)

    def tree(self, place: int) -> Tree:
        """The tree of a node, nothing shown before."""
        self.shown = 0
        return self._step(place, top=True)

    def _step(self, place: int, *, top: bool = False) -> Tree:
        known = self._known(place)
        if known is not None:
            self.shown |= known[0] & self.criteria
            return known
        before = self.shown
        built = self._built(place, top=top)
        if self.deep and not built[0] & before:
            self.kept[place] = built
        return built

    def _known(self, place: int) -> Tree | None:
        """The tree of a node from before, or from the empty record where nothing in it was touched."""
        known = self.kept.get(place)
        if known is None and self.blank is not None and place not in self.evaluation.touched:
            known = self.blank.tree(place)
            known = None if known[0] & self.touched else known
        return None if known is None or known[0] & self.shown else known

    def _built(self, place: int, *, top: bool) -> Tree:
        node = self.program.nodes[place]
        if node.op is _LEAF:
            return 1 << place, self._leaf(place, self.program.leaves[node.leaf])
        if place in self.program.criterion_at:
            return self._criterion(place, top=top)
        below, children = self._children(place)
        kind, title = self.titles[place]
        return below, Step(kind, self.evaluation.values[place], self.evaluation.marks[place], title, None, children)

    def _criterion(self, place: int, *, top: bool) -> Tree:
        name, entity, _ = self.program.criterion_at[place]
        kind, title = self.titles[place]
        bit = 1 << place
        repeated = bool(self.shown & bit)
        self.shown |= bit
        below, children = self._children(place) if top or (self.deep and not repeated) else (bit, ())
        return below, Step(
            kind,
            self.evaluation.values[place],
            self.evaluation.marks[place],
            title,
            (entity, name),
            children,
            None,
            self.evaluation.supposed.get(place),
            None,
            repeated,
        )

    def _children(self, place: int) -> tuple[int, tuple[Step, ...]]:
        chosen = self.program.nodes[place].children if self.everything else self.evaluation.decisive[place]
        below, steps = 1 << place, []
        for child in chosen:
            bits, step = self._step(child)
            below |= bits
            steps.append(step)
        return below, tuple(steps)

    def _leaf(self, place: int, leaf: Leaf) -> Step:
        kind, title = self.titles[place]
        case = self.evaluation.case
        return Step(
            kind,
            self.evaluation.values[place],
            self.evaluation.marks[place],
            title,
            leaf.slot,
            (),
            case.fact(leaf.slot),
            case.finding(leaf.slot) if leaf.kind is _HUMAN else None,
            self.reader.binding(leaf) if leaf.kind is _BOUND else None,
        )


@lru_cache(maxsize=256)
def _blank_trees(program: Program, standing: Standing) -> dict[int, Tree]:  # noqa: ARG001 - they only tell which
    """The trees of an empty record, filled as they are asked for. Trees are whole when put in, so threads may share."""
    return {}


def _bits(places: Iterable[int]) -> int:
    """Nodes as a bit set."""
    bits = 0
    for place in places:
        bits |= 1 << place
    return bits


@lru_cache(maxsize=256)
def _criteria(program: Program) -> int:
    """The top nodes of criteria as a bit set."""
    return _bits(program.criterion_at)


@lru_cache(maxsize=256)
def _titles(program: Program) -> tuple[tuple[StepKind, str], ...]:
    """What every node of a program is, and its title; computed once."""
    return tuple(_kind_and_title(program, place) for place in range(len(program.nodes)))


def _kind_and_title(program: Program, place: int) -> tuple[StepKind, str]:
    node = program.nodes[place]
    if node.op is Op.LEAF:
        leaf = program.leaves[node.leaf]
        return _LEAVES[leaf.kind], _title(leaf, program.law)
    if place in program.criterion_at:
        return StepKind.CRITERION, program.law.criteria[program.criterion_at[place][0]].title
    return _shape(node.op, node.rule)


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


def _title(leaf: Leaf, law: Law) -> str:
    if leaf.kind is LeafKind.FACT:
        return law.facts[leaf.slot[1]].title
    if leaf.kind is LeafKind.TEST:
        return test_in_words(leaf.test, law.facts[leaf.slot[1]].title)
    if leaf.kind is LeafKind.BOUND:
        treaty = law.library.instruments[leaf.test.instrument].title
        return f"{BOUND_BY}{treaty}{ITS_ARTICLE}{leaf.test.article}"
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
