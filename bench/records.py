"""Case files built from truths: the plainest record of each, and the empty file."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from bench.world import HOSTS, SHAPES, TODAY, Truths, law_of
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
from wellfounded.law.program import Shape

OFFICER = Act("officer", TODAY, "made up")
PUT = Put(TODAY, "officer", "line 1", "made up")


@dataclass(slots=True)
class Draft:
    """The records of one person while a file is being made up."""

    facts: dict[str, dict[str, FactRecord]] = field(default_factory=dict)
    findings: dict[str, dict[str, HumanFinding]] = field(default_factory=dict)

    def add(self, slot: Slot, record: FactRecord | HumanFinding) -> None:
        entity, name = slot
        if isinstance(record, FactRecord):
            self.facts.setdefault(entity, {})[name] = record
        else:
            self.findings.setdefault(entity, {})[name] = record

    def entity(self, name: str) -> Entity:
        return Entity(self.facts.get(name, {}), self.findings.get(name, {}))

    def countries(self, shape: Shape) -> dict[str, Country]:
        return {code: self._country(shape, number) for number, (code, _, _) in enumerate(shape.countries)}

    def _country(self, shape: Shape, number: int) -> Country:
        code, links, destination = shape.countries[number]
        own = self.entity(code)
        routes = {end: self.entity(f"{start}>{end}") for start, end in shape.routes if start == code}
        return Country(own.facts, own.findings, frozenset(links), destination, routes)


def fact_as(truth: Any, *, put: bool) -> FactRecord:
    """The plainest record of a fact: established with its value, or refuted."""
    if truth is False:
        return FactRecord(FactState.REFUTED, put=PUT if put else None)
    return FactRecord(FactState.ESTABLISHED, None if truth is True else truth, put=PUT if put else None)


def finding_as(truth: Any, *, put: bool) -> HumanFinding:
    """The plainest human finding."""
    word = FindingWord.ESTABLISHED if truth else FindingWord.NOT_ESTABLISHED
    return HumanFinding(word, OFFICER, PUT if put else None)


def empty_case(profile: str, shape: str, *, all_put: bool) -> Case:
    """A file in which nothing is recorded."""
    return Case(
        number="empty",
        material="fictional",
        profile=profile,
        host=HOSTS[profile],
        claim=TODAY,
        decision=TODAY,
        all_points_put=OFFICER if all_put else None,
        countries=Draft().countries(SHAPES[shape]),
    )


def case_of(answers: Truths, at: tuple[str, str]) -> Case:
    """A case from plain answers, everything put. `at` is a profile and the name of a shape."""
    profile, shape = at
    draft, criteria = Draft(), law_of(profile).criteria
    for slot, truth in answers.items():
        draft.add(slot, finding_as(truth, put=False) if slot[1] in criteria else fact_as(truth, put=False))
    empty = empty_case(profile, shape, all_put=True)
    return replace(empty, person=draft.entity(PERSON), countries=draft.countries(SHAPES[shape]))
