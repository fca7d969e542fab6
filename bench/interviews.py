"""An interview with a made-up person: questions chosen, answered (sometimes wrongly) and evaluated to the end."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Protocol

import numpy as np

from bench.records import empty_case, fact_as, finding_as
from bench.world import SHAPES, Question, Truths, by_slot, draw_value, law_of, program_of, questions_of
from wellfounded.law.case_file import PERSON, Slot
from wellfounded.law.catalogue import AskedOf, Sensitivity
from wellfounded.law.compile import compile_law
from wellfounded.law.evaluate import OPEN, UNPUT
from wellfounded.law.live import LiveEvaluation
from wellfounded.law.odds import OFFICER, SENSITIVE
from wellfounded.law.program import Op, Program
from wellfounded.law.questions import goals_and_grounds
from wellfounded.law.whatif import with_fact, with_finding

Goals = tuple[str, ...]
REFUGEE: Goals = ("refugee_status",)
BOTH: Goals = ("refugee_status", "complementary_protection")
EVERYTHING: Goals = ()  # every conclusion of the law, and the five grounds
_NOTHING = object()


@lru_cache(maxsize=64)
def program_for(profile: str, shape: str, *, goals: Goals) -> Program:
    """The program of a law in which only these criteria are conclusions; of the law as it is for `EVERYTHING`."""
    if not goals:
        return program_of(profile, shape)
    law = law_of(profile)
    criteria = {name: replace(criterion, goal=name in goals) for name, criterion in law.criteria.items()}
    return compile_law(replace(law, criteria=criteria), SHAPES[shape])


@lru_cache(maxsize=64)
def targets_of(program: Program, goals: Goals) -> tuple[int, ...]:
    """The nodes that must be settled."""
    if not goals:
        return goals_and_grounds(program)
    return tuple(place for (name, _, _), place in program.tops.items() if name in goals)


@lru_cache(maxsize=64)
def form_of(program: Program, goals: Goals) -> tuple[Question, ...]:
    """The whole form: every question on which a goal can depend, in the order of the catalogue."""
    seen: set[int] = set()
    stack = list(targets_of(program, goals))
    while stack:
        place = stack.pop()
        if place not in seen:
            seen.add(place)
            stack.extend(program.nodes[place].children)
    slots = {slot for slot, places in program.leaf_nodes.items() if seen.intersection(places)}
    return tuple(question for question in questions_of(program) if question.slot in slots)


@dataclass(slots=True)
class Answers:
    """What a person, an officer or a source answers: the truth, or with probability `error` something else."""

    truths: Truths
    error: float
    rng: np.random.Generator

    def give(self, question: Question) -> Any:
        truth = self.truths[question.slot]
        if self.error == 0 or self.rng.random() >= self.error:
            return truth
        return not truth if question.plain else draw_value(question, self.rng)


class Chooser(Protocol):
    """A way of choosing the next question. It may keep what it likes about one sitting."""

    def pick(self, sitting: Sitting) -> Slot | None: ...


@dataclass(slots=True)
class Counts:
    """What an interview cost."""

    questions: int = 0
    to_applicant: int = 0
    sensitive: int = 0
    effort: float = 0.0
    topic_changes: int = 0
    put: int = 0
    choosing: float = 0.0


@dataclass(slots=True)
class Sitting:
    """One interview in progress.

    `gate`: an adverse answer counts only once it was put to the person. A reply that confirms the answer settles it;
    one that changes it is a new answer, which was not put itself. With `lenient` it counts as put all the same.
    """

    program: Program
    goals: Goals
    answers: Answers
    live: LiveEvaluation
    gate: bool = False
    topic: str = ""
    country: str = ""
    lenient: bool = False
    said: dict[Slot, Any] = field(default_factory=dict)
    put: set[Slot] = field(default_factory=set)
    counts: Counts = field(default_factory=Counts)

    @classmethod
    def begin(cls, at: tuple[str, str], goals: Goals, *, answers: Answers, gate: bool = False) -> Sitting:
        """`at` is a profile and the name of a shape."""
        program = program_for(*at, goals=goals)
        case = empty_case(*at, all_put=not gate)
        return cls(program, goals, answers, LiveEvaluation(program, case), gate)

    @property
    def asked(self) -> tuple[Slot, ...]:
        return tuple(self.said)

    @property
    def values(self) -> list[int]:
        return self.live.evaluation.values

    def settled(self, goals: Goals | None = None) -> bool:
        places = targets_of(self.program, self.goals if goals is None else goals)
        return all(self.values[place] != OPEN for place in places)

    def relevant(self) -> Iterator[tuple[int, Slot]]:
        """The open leaves that can still matter, in the order of the rules, and that were not asked yet."""
        nodes, values = self.program.nodes, self.values
        answerable = _answerable(self.program)
        seen: set[int] = set()
        stack = [place for place in reversed(targets_of(self.program, self.goals)) if values[place] == OPEN]
        while stack:
            place = stack.pop()
            if place in seen:
                continue
            seen.add(place)
            node = nodes[place]
            if node.op is not Op.LEAF:
                stack.extend(child for child in reversed(node.children) if values[child] == OPEN)
            elif place in answerable and not self.done(answerable[place], place):
                yield place, answerable[place]

    def done(self, slot: Slot, place: int) -> bool:
        """Whether nothing more can be asked about a leaf: answered, and nothing to put once more."""
        if slot not in self.said:
            return False
        return slot in self.put or not self.live.evaluation.marks[place] & UNPUT

    def ask(self, slot: Slot) -> None:
        """Asks, or puts an adverse answer once more, and takes down what is said."""
        question = by_slot(self.program)[slot]
        earlier = self.said.get(slot, _NOTHING)
        self._count(question, once_more=earlier is not _NOTHING)
        answer = self.answers.give(question)
        put = earlier is not _NOTHING and (answer == earlier or self.lenient)
        self.said[slot] = answer
        if put:
            self.put.add(slot)
        if question.fact is None:
            case = with_finding(self.live.case, slot, finding=finding_as(answer, put=put))
        else:
            case = with_fact(self.live.case, slot, record=fact_as(answer, put=put))
        self.live.change(case, slot)

    def _count(self, question: Question, *, once_more: bool) -> None:
        counts, fact = self.counts, question.fact
        counts.questions += 1
        counts.put += once_more
        if fact is None or fact.asked_of is not AskedOf.APPLICANT:
            counts.effort += OFFICER
            return
        counts.to_applicant += 1
        counts.effort += fact.effort * SENSITIVE[fact.sensitivity]
        counts.sensitive += fact.sensitivity is Sensitivity.HIGH
        counts.topic_changes += bool(self.topic) and fact.topic != self.topic
        self.topic = fact.topic
        if question.slot[0] != PERSON:
            self.country = question.slot[0].partition(">")[0]

    def run(self, chooser: Chooser) -> Iterator[Counts]:
        """The interview, question by question, until the goals are settled or nothing is left to ask."""
        while not self.settled():
            started = time.process_time_ns()
            slot = chooser.pick(self)
            self.counts.choosing += (time.process_time_ns() - started) / 1e9
            if slot is None:
                return
            self.ask(slot)
            yield self.counts


@lru_cache(maxsize=64)
def _answerable(program: Program) -> dict[int, Slot]:
    """The leaves that stand for a question, by node."""
    slots = by_slot(program)
    leaves = {place: program.leaves[node.leaf] for place, node in enumerate(program.nodes) if node.op is Op.LEAF}
    return {place: leaf.slot for place, leaf in leaves.items() if leaf.slot in slots}
