"""The next question: what is still open, why it matters, and what to ask first.

Ratio rule: under an *all* ask first what is cheap and likely to fail, under an *any* what is cheap and likely to
hold, with the effort of answering as the price and neutral odds. On top of it stands the policy of
`docs/explanation/questions.md`: topics as blocks, what hurts only where it is the best question left and never out of
the blue, exclusion only on an indication, no early stop before every goal is settled, and decisive adverse answers put
last.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from wellfounded.law.case_file import PERSON
from wellfounded.law.catalogue import AskedOf, FactDefinition, Sensitivity
from wellfounded.law.evaluate import OPEN, UNPUT, Evaluation
from wellfounded.law.odds import estimate
from wellfounded.law.program import Leaf, LeafKind, Op, Program

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wellfounded.law.case_file import Slot

OPENING = 3  # so many answers are heard before a sensitive question may come
GROUND = "reason_"  # the five grounds are always completed, whichever of them already suffices


class Ask(StrEnum):
    """What to do about an open point."""

    QUESTION = "question"  # ask the applicant
    PUT = "put"  # put a decisive adverse answer or finding to the applicant
    LOOK_UP = "look_up"  # the officer, or country information
    FIND = "find"  # a person finds an evaluative criterion


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """Something open that can still matter.

    `path` leads from the goal down to it, as criterion ids with their entities.
    """

    ask: Ask
    slot: Slot
    definition: FactDefinition | None
    path: tuple[Slot, ...]
    node: int

    @property
    def topic(self) -> str:
        """The block of the interview it belongs to."""
        return self.definition.topic if self.definition is not None else ""

    @property
    def country(self) -> str:
        """The country that it is about, empty for the person."""
        return "" if self.slot[0] == PERSON else self.slot[0].partition(">")[0]

    @property
    def sensitive(self) -> bool:
        """Whether it is asked late."""
        return self.definition is not None and self.definition.sensitivity is Sensitivity.HIGH


def open_points(evaluation: Evaluation) -> tuple[OpenPoint, ...]:
    """Everything open that can still matter to a goal, best first, each point once."""
    walk = _Walk(evaluation)
    return tuple(walk.point(place, ask) for place, ask in walk.leaves())


def next_point(
    evaluation: Evaluation,
    *,
    topic: str = "",
    country: str = "",
    skip: frozenset[Slot] = frozenset(),
    between: frozenset[Ask] = frozenset(),
) -> OpenPoint | None:
    """The next point to raise with the applicant, None when nothing is left to ask.

    `topic` and `country` are the block that the interview is in, empty while it opens: then whatever is gentle goes
    before anything that hurts. `skip` holds what the interviewer passed over. `between` names what others may settle in
    between: such a point is given where it comes before every question. Points to be put come last, as at a hearing:
    what was learnt meanwhile often makes them needless. A finding that waits to be put has no question of the
    catalogue: it stands among the open points only.
    """
    walk = _Walk(evaluation)
    questions: list[int] = []
    puts: list[int] = []
    for place, ask in walk.leaves():
        static = walk.statics[place]
        if static.slot in skip:
            continue
        if ask in between and not questions:
            return walk.point(place, ask)
        if ask is Ask.PUT and static.ask is not Ask.FIND:
            puts.append(place)
        elif ask is Ask.QUESTION:
            questions.append(place)
            if walk.goes_on(place, topic=topic, country=country):
                return walk.point(place, ask)
    if questions:
        return walk.point(walk.gently(questions), Ask.QUESTION)
    return walk.point(puts[0], Ask.PUT) if puts else None


@dataclass(frozen=True, slots=True)
class _Static:
    """What is known of a leaf before any case: its slot, what to do about it, and how it is asked."""

    slot: Slot
    ask: Ask | None
    topic: str = ""
    sensitive: bool = False
    only_if: tuple[str, ...] = ()
    compared: tuple[_Static, ...] = ()  # the facts with which a test compares it, each raised in its turn

    @property
    def country(self) -> str:
        """The country that it is about, empty for the person."""
        return "" if self.slot[0] == PERSON else self.slot[0].partition(">")[0]

    def fits(self, topic: str, country: str) -> bool:
        """Whether it belongs to the block of a topic and a country; what is about the person fits every country."""
        return self.topic == topic and (not country or self.country in {"", country})


@lru_cache(maxsize=256)
def _statics(program: Program) -> dict[int, _Static]:
    """The static side of every leaf, by node."""
    return {
        place: _static(program, program.leaves[node.leaf])
        for place, node in enumerate(program.nodes)
        if node.op is Op.LEAF
    }


def _static(program: Program, leaf: Leaf) -> _Static:
    if leaf.kind is LeafKind.HUMAN:
        return _Static(leaf.slot, Ask.FIND)
    if leaf.kind not in {LeafKind.FACT, LeafKind.TEST}:
        return _Static(leaf.slot, None)
    others = program.compared(leaf) if leaf.kind is LeafKind.TEST else ()
    return replace(_of_fact(program, leaf.slot), compared=tuple(_of_fact(program, slot) for slot in others))


def _of_fact(program: Program, slot: Slot) -> _Static:
    fact = program.law.facts[slot[1]]
    ask = Ask.QUESTION if fact.asked_of is AskedOf.APPLICANT else Ask.LOOK_UP
    return _Static(slot, ask, fact.topic, fact.sensitivity is Sensitivity.HIGH, fact.only_if)


class _Walk:
    """Goes down from every open goal along the ratio rule's order and collects the open leaves."""

    def __init__(self, evaluation: Evaluation) -> None:
        self.evaluation = evaluation
        self.program = evaluation.program
        self.order = estimate(evaluation).order
        self.came_from: dict[int, int] = {}
        self.given: set[Slot] = set()
        self.statics = _statics(self.program)

    def leaves(self) -> Iterator[tuple[int, Ask]]:
        """The open leaves that can matter and what to do about each, best first."""
        values, order, came_from, statics = self.evaluation.values, self.order, self.came_from, self.statics
        stack = [(top, -1) for top in reversed(goals_and_grounds(self.program)) if values[top] == OPEN]
        while stack:
            place, above = stack.pop()
            if place in came_from:
                continue
            came_from[place] = above
            static = statics.get(place)
            if static is None:
                stack.extend([(child, place) for child in order[place][::-1]])
                continue
            for fact in (static, *static.compared):
                ask = self._ask(place, fact) if fact.slot not in self.given else None
                if ask is not None:
                    self.given.add(fact.slot)
                    self.statics = self.statics if fact is static else self.statics | {place: fact}
                    yield place, ask
                    break

    def point(self, place: int, ask: Ask) -> OpenPoint:
        """The open point at a leaf, with the way from its goal."""
        slot = self.statics[place].slot
        path: list[Slot] = []
        for step in self._way(place):
            key = self.program.criterion_at.get(step)
            if key is not None:
                path.append((key[1], key[0]))
        return OpenPoint(ask, slot, self.program.law.facts.get(slot[1]), tuple(reversed(path)), place)

    def goes_on(self, place: int, *, topic: str, country: str) -> bool:
        """Whether a question simply comes next: it is gentle, and opens the interview or stays in its block.

        A block never opens an alternative that the order put aside: its questions may prove needless. It never draws a
        sensitive question forward either.
        """
        static = self.statics[place]
        return not static.sensitive and (not topic or (static.fits(topic, country) and not self.put_aside(place)))

    def gently(self, questions: list[int]) -> int:
        """The best question; before a sensitive one, whatever gentle is still to be asked in its block."""
        best = self.statics[questions[0]]
        if not best.sensitive:
            return questions[0]
        block = (place for place in questions if self.goes_on(place, topic=best.topic, country=best.country))
        return next(block, questions[0])

    def put_aside(self, place: int) -> bool:
        """Whether a leaf stands in an alternative that the order left for later: another one may make it needless."""
        turned = False
        way = tuple(self._way(place))[::-1]
        for above, below in pairwise(way):
            op = self.program.nodes[above].op
            if op is Op.NOT:
                turned = not turned
            elif op is not (Op.ANY if turned else Op.ALL) and self.order[above][0] != below:
                return True
        return False

    def _way(self, place: int) -> Iterator[int]:
        """The nodes from a place up to its goal."""
        while place >= 0:
            yield place
            place = self.came_from[place]

    def _ask(self, place: int, static: _Static) -> Ask | None:
        """What to do about an open leaf in this case; None when it was answered, or may not be asked yet."""
        if static.ask is Ask.FIND:
            return Ask.PUT if self.evaluation.marks[place] & UNPUT else Ask.FIND
        if static.ask is None:
            return None
        record = self.evaluation.case.fact(static.slot)
        if record is not None and (record.answered is not None or record.state.settled):
            return Ask.PUT if self.evaluation.marks[place] & UNPUT and record.put is None else None
        return static.ask if not static.only_if or self._indicated(static) else None

    def _indicated(self, static: _Static) -> bool:
        """Whether a question that is asked only on an indication may be asked."""
        case = self.evaluation.case
        records = (case.fact((entity, name)) for name in static.only_if for entity in (static.slot[0], PERSON))
        return any(record is not None and record.state.affirmed for record in records)


@lru_cache(maxsize=256)
def goals_and_grounds(program: Program) -> tuple[int, ...]:
    """The goals, then the five grounds: none is left out because another one already carries the claim."""
    criteria = program.law.criteria
    goals = [place for (name, _, _), place in program.tops.items() if criteria[name].goal]
    return (*goals, *(place for (name, _, _), place in program.tops.items() if name.startswith(GROUND)))
