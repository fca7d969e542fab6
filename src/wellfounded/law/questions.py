"""The next question: what is still open, why it matters, and what to ask first.

Ratio rule: under an *all* ask first what is cheap and likely to fail, under an *any* what is cheap and likely to hold, with the
effort of answering as the price and neutral odds. On top of it stands the policy of `docs/explanation/questions.md`: topics as blocks, sensitive
questions late, exclusion only on an indication, no early stop before every goal is settled, and decisive adverse answers put once more.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from wellfounded.law.catalogue import AskedOf, FactDefinition, Sensitivity
from wellfounded.law.evaluate import OPEN, UNPUT, Evaluation
from wellfounded.law.odds import Odds, estimate
from wellfounded.law.program import Leaf, LeafKind, Op

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wellfounded.law.case_file import Slot

GROUND = "reason_"  # the five grounds are always completed, whichever of them already suffices


class Ask(StrEnum):
    """What to do about an open point."""

    QUESTION = "question"  # ask the applicant
    PUT = "put"  # put a decisive adverse point to the applicant once more
    LOOK_UP = "look_up"  # the officer, or country information
    FIND = "find"  # a person finds an evaluative criterion


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """Something open that can still matter. `path` leads from the goal down to it, as criterion ids with their entities."""

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
    def sensitive(self) -> bool:
        """Whether it is asked late."""
        return self.definition is not None and self.definition.sensitivity is Sensitivity.HIGH


def open_points(evaluation: Evaluation, *, odds: Odds | None = None) -> tuple[OpenPoint, ...]:
    """Everything open that can still matter to a goal, best first, each point once."""
    return tuple(_Walk(evaluation, odds or estimate(evaluation)).points())


def next_point(evaluation: Evaluation, *, topic: str = "", skip: frozenset[Slot] = frozenset()) -> OpenPoint | None:
    """The next point to raise with the applicant, None when nothing is left to ask.

    `topic` is the block that the interview is in; `skip` holds what the interviewer passed over.
    """
    points = [point for point in open_points(evaluation) if point.ask in {Ask.QUESTION, Ask.PUT} and point.slot not in skip]
    gentle = [point for point in points if not point.sensitive] or points
    same = [point for point in gentle if point.topic == topic]
    return (same or gentle or [None])[0]


class _Walk:
    """Goes down from every open goal along the ratio rule's order and collects the open leaves."""

    def __init__(self, evaluation: Evaluation, odds: Odds) -> None:
        self.evaluation = evaluation
        self.program = evaluation.program
        self.odds = odds
        self.seen: set[int] = set()
        self.given: set[Slot] = set()

    def points(self) -> Iterator[OpenPoint]:
        for top in self._goals():
            if self.evaluation.values[top] == OPEN:
                yield from self._below(top, ())

    def _goals(self) -> list[int]:
        """The goals, then the five grounds: none is left out because another one already carries the claim."""
        tops = self.program.tops.items()
        criteria = self.program.law.criteria
        goals = [place for (name, _, _), place in tops if criteria[name].goal]
        grounds = [place for (name, _, _), place in tops if name.startswith(GROUND)]
        return goals + grounds

    def _below(self, place: int, path: tuple[Slot, ...]) -> Iterator[OpenPoint]:
        if place in self.seen or self.evaluation.values[place] != OPEN:
            return
        self.seen.add(place)
        node = self.program.nodes[place]
        if node.op is Op.LEAF:
            point = self._point(place, self.program.leaves[node.leaf], path=path)
            if point is not None and point.slot not in self.given:
                self.given.add(point.slot)
                yield point
            return
        key = self.program.criterion_at.get(place)
        deeper = path if key is None else (*path, (key[1], key[0]))
        for child in self.odds.order[place]:
            yield from self._below(child, deeper)

    def _point(self, place: int, leaf: Leaf, *, path: tuple[Slot, ...]) -> OpenPoint | None:
        if leaf.kind is LeafKind.HUMAN:
            return OpenPoint(Ask.FIND, leaf.slot, None, path, place)
        definition = self.program.law.facts.get(leaf.slot[1])
        if leaf.kind not in {LeafKind.FACT, LeafKind.TEST} or definition is None:
            return None
        if self.evaluation.marks[place] & UNPUT and self._answered(leaf.slot):
            return OpenPoint(Ask.PUT, leaf.slot, definition, path, place)
        if self._answered(leaf.slot) or not self._indicated(definition, leaf.slot):
            return None
        ask = Ask.QUESTION if definition.asked_of is AskedOf.APPLICANT else Ask.LOOK_UP
        return OpenPoint(ask, leaf.slot, definition, path, place)

    def _answered(self, slot: Slot) -> bool:
        record = self.evaluation.case.fact(slot)
        return record is not None and (record.answered is not None or record.state.settled)

    def _indicated(self, definition: FactDefinition, slot: Slot) -> bool:
        """Whether a question that is asked only on an indication may be asked."""
        if not definition.only_if:
            return True
        case = self.evaluation.case
        records = (case.fact((entity, name)) for name in definition.only_if for entity in (slot[0], "person"))
        return any(record is not None and record.state.affirmed for record in records)
