"""A made-up world to measure in: people, what is true of them, and case files in which a part of it is recorded.

The base rates stand here and nowhere else: the engine never sees them, and they describe no caseload. They are set so
that claims which are met and claims which are not both occur, and what is rare in a file (exclusion) is rare here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np

from wellfounded.law.case_file import PERSON, Slot, Span, Value
from wellfounded.law.catalogue import FactDefinition, FactType
from wellfounded.law.compile import compile_law
from wellfounded.law.law import Law, resolve
from wellfounded.law.library import LawLibrary, load_library
from wellfounded.law.program import LeafKind, Program, Shape

TODAY = date(2026, 3, 2)
HOSTS = {"unhcr": "KOR", "china": "CHN", "canada": "CAN", "uk": "GBR"}
SHAPES = {
    "one nationality": Shape((("PRK", ("nationality",), True),), ()),
    "a nationality and a way back through China": Shape(
        (("PRK", ("nationality",), True), ("CHN", (), True)), (("CHN", "PRK"),)
    ),
    "two nationalities": Shape((("PRK", ("nationality",), True), ("KOR", ("nationality",), True)), ()),
    "two nationalities and a way back through China": Shape(
        (("PRK", ("nationality",), True), ("KOR", ("nationality",), True), ("CHN", (), True)),
        (("CHN", "PRK"),),
    ),
}
SIMPLE, FULL = "one nationality", "two nationalities and a way back through China"

BY_TOPIC = {
    "alternative": 0.3,
    "cessation": 0.3,
    "claim": 0.3,
    "complementary": 0.15,
    "departure": 0.4,
    "economic": 0.4,
    "exclusion": 0.5,
    "fear": 0.5,
    "harm": 0.12,
    "nationality": 0.2,
    "origin": 0.8,
    "protection": 0.4,
    "punishment": 0.4,
    "reasons": 0.25,
    "return": 0.3,
    "service": 0.06,
}
BY_NAME = {
    "agent_is_state": 0.6,
    "alternative_named": 0.4,
    "alternative_put_to_person": 0.9,
    "bar_lifted_by_minister": 0.05,
    "convicted_particularly_serious_crime": 0.02,
    "fears_return": 0.95,
    "harm_for_reason": 0.65,
    "is_outside": 0.97,
    "nationality_lost": 0.03,
    "objective_risk": 0.65,
    "officials_acting_alone": 0.1,
    "receives_other_un_protection": 0.02,
    "recognised_as_national": 0.92,
    "recognised_as_refugee_before": 0.03,
    "resettled_there": 0.02,
    "residence_taken_up_elsewhere": 0.05,
    "security_concern_recorded": 0.02,
    "stateless": 0.03,
}
OTHERWISE = 0.3
ELSEWHERE = {
    "recognised_as_national": 0.25,
    "objective_risk": 0.15,
    "habitual_residence_there": 0.4,
}  # in a country that is not the first one


@lru_cache(maxsize=1)
def library() -> LawLibrary:
    return load_library()


def law_of(profile: str) -> Law:
    return resolve(library(), profile, claim=TODAY, decision=TODAY)


def program_of(profile: str, shape: str) -> Program:
    return compile_law(law_of(profile), SHAPES[shape])


@dataclass(frozen=True, slots=True)
class Question:
    """Something that a person can answer: a fact of the catalogue, or (`fact` is None) an evaluative criterion."""

    slot: Slot
    fact: FactDefinition | None
    opened_by: tuple[Slot, ...]

    @property
    def plain(self) -> bool:
        return self.fact is None or self.fact.type is FactType.YES_NO

    @property
    def chance(self) -> float:
        entity, name = self.slot
        if entity not in {PERSON, "PRK"} and name in ELSEWHERE:
            return ELSEWHERE[name]
        topic = self.fact.topic if self.fact is not None else ""
        return BY_NAME.get(name, BY_TOPIC.get(topic, OTHERWISE))


@lru_cache(maxsize=64)
def questions_of(program: Program) -> tuple[Question, ...]:
    """Every question that a program can ask, in the order of the catalogue, the person first; findings come last."""
    slots: dict[Slot, Question] = {}
    facts = program.law.facts
    for slot in program.leaf_nodes:
        if slot[1] in facts:
            fact = facts[slot[1]]
            opened = tuple((entity, name) for name in fact.only_if for entity in dict.fromkeys((slot[0], PERSON)))
            slots[slot] = Question(slot, fact, opened)
    for leaf in program.leaves:
        if leaf.kind is LeafKind.HUMAN:
            slots[leaf.slot] = Question(leaf.slot, None, ())
    place = {name: number for number, name in enumerate(facts)}
    entities = [
        PERSON,
        *(code for code, _, _ in program.shape.countries),
        *(f"{start}>{end}" for start, end in program.shape.routes),
    ]
    return tuple(
        sorted(
            slots.values(),
            key=lambda item: (item.fact is None, entities.index(item.slot[0]), place.get(item.slot[1], 0)),
        )
    )


@lru_cache(maxsize=64)
def by_slot(program: Program) -> dict[Slot, Question]:
    return {question.slot: question for question in questions_of(program)}


Truths = dict[Slot, Any]  # True or False, or the value of a date, quantity or choice


def draw_truths(program: Program, rng: np.random.Generator) -> Truths:
    """What is so of one person. What only arises on an indication is false where no indication holds."""
    truths: Truths = {}
    for question in _indications_first(program):
        if not question.plain:
            truths[question.slot] = draw_value(question, rng)
            continue
        arises = not question.opened_by or any(truths.get(slot) is True for slot in question.opened_by)
        truths[question.slot] = bool(arises and rng.random() < question.chance)
    return truths


@lru_cache(maxsize=64)
def _indications_first(program: Program) -> tuple[Question, ...]:
    """The questions with those that open others before them."""
    waiting, done = list(questions_of(program)), dict[Slot, Question]()
    asked = {question.slot for question in waiting}
    while waiting:
        ready = [
            item for item in waiting if all(slot in done or slot not in asked for slot in item.opened_by)
        ] or waiting
        done.update((item.slot, item) for item in ready)
        waiting = [item for item in waiting if item.slot not in done]
    return tuple(done.values())


def draw_value(question: Question, rng: np.random.Generator) -> Value:
    fact = question.fact
    assert fact is not None, "only facts have values"  # noqa: S101 - tells the type checker what `plain` means
    if fact.type is FactType.DATE:
        day = date.fromordinal(TODAY.toordinal() - int(rng.integers(30, 4000)))
        return Span(day, day)
    if fact.type is FactType.QUANTITY:
        return float(rng.integers(0, 20))
    options = tuple(fact.options or ("told",))
    if fact.type is FactType.CHOICES:
        return tuple(sorted({str(option) for option in rng.choice(options, size=2)}))
    return str(rng.choice(options))
