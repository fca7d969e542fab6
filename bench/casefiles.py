"""Case files of made-up people: thin as a digest of a decision, half-way through an interview, or complete."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from bench.world import HOSTS, SHAPES, TODAY, Question, Truths, draw_truths, program_of, questions_of
from wellfounded.law.case_file import (
    PERSON,
    Act,
    Answer,
    Case,
    Closing,
    Country,
    Entity,
    Evidence,
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
ALWAYS = frozenset({"is_outside", "recognised_as_national", "fears_return"})


@dataclass(frozen=True, slots=True)
class Stage:
    """How full a file is: how many records it holds (as shares of what can be asked), and what stands around them."""

    name: str
    least: float
    most: float
    findings: float
    put: float
    digest: bool = False
    all_put: bool = False
    closed: float = 0.0


STAGES = (
    Stage("digest", 0.03, 0.08, 0.05, 0.0, digest=True, all_put=True),
    Stage("half-way", 0.15, 0.40, 0.30, 0.6),
    Stage("complete", 0.70, 1.00, 0.95, 1.0, all_put=True, closed=0.5),
)


@dataclass(slots=True)
class Draft:
    """The records of one person while a file is being made up."""

    facts: dict[str, dict[str, FactRecord]] = field(default_factory=dict)
    findings: dict[str, dict[str, HumanFinding]] = field(default_factory=dict)

    def entity(self, name: str) -> Entity:
        return Entity(self.facts.get(name, {}), self.findings.get(name, {}))

    def countries(self, shape: Shape) -> dict[str, Country]:
        return {code: self._country(shape, code, around=(frozenset(links), destination)) for code, links, destination in shape.countries}

    def _country(self, shape: Shape, code: str, *, around: tuple[frozenset[str], bool]) -> Country:
        own = self.entity(code)
        routes = {end: self.entity(f"{start}>{end}") for start, end in shape.routes if start == code}
        return Country(own.facts, own.findings, *around, routes)


def draw_case(profile: str, shape: str, *, stage: Stage, rng: np.random.Generator) -> Case:
    """One case file: some of what is true of a made-up person, as a file of this stage would record it."""
    program = program_of(profile, shape)
    truths = draw_truths(program, rng)
    draft = Draft()
    for question in _chosen(questions_of(program), truths, stage=stage, rng=rng):
        entity, name = question.slot
        if question.fact is not None:
            draft.facts.setdefault(entity, {})[name] = _fact_record(truths[question.slot], stage, rng=rng)
        else:
            draft.findings.setdefault(entity, {})[name] = finding(truths[question.slot], put=rng.random() < stage.put)
    return Case(
        number=f"{profile}-{stage.name}",
        material="fictional",
        profile=profile,
        host=HOSTS[profile],
        claim=TODAY,
        decision=TODAY,
        closing=Closing(TODAY, "officer") if rng.random() < stage.closed else None,
        digest=stage.digest,
        all_points_put=OFFICER if stage.all_put else None,
        person=draft.entity(PERSON),
        countries=draft.countries(SHAPES[shape]),
    )


def _chosen(questions: tuple[Question, ...], truths: Truths, *, stage: Stage, rng: np.random.Generator) -> list[Question]:
    """What the file says anything about: rather what is so than what is not, as files do."""
    plain = [item for item in questions if item.fact is not None]
    weights = np.array([40.0 if item.slot[1] in ALWAYS else 5.0 if truths[item.slot] else 1.0 for item in plain])
    count = max(3, round(rng.uniform(stage.least, stage.most) * len(plain)))
    places = rng.choice(len(plain), size=min(count, len(plain)), replace=False, p=weights / weights.sum())
    found = [item for item in questions if item.fact is None and rng.random() < stage.findings]
    return [plain[place] for place in places] + found


def _fact_record(truth: Any, stage: Stage, *, rng: np.random.Generator) -> FactRecord:
    evidence = tuple(Evidence("interview", f"line {line}") for line in range(int(rng.integers(1, 3))))
    put = PUT if rng.random() < stage.put else None
    lot = rng.random()
    if truth is False:
        return FactRecord(FactState.REFUTED, act=OFFICER, put=put, evidence=evidence)
    if lot < 0.04:  # noqa: PLR2004 - of a hundred records four were asked and not known, two are contradicted, twelve are possible
        return FactRecord(FactState.UNKNOWN, answered=Answer.DONT_KNOW)
    if lot < 0.06:  # noqa: PLR2004 - see above
        return FactRecord(FactState.CONTRADICTED, evidence=evidence)
    value = None if truth is True else truth
    if lot < 0.18:  # noqa: PLR2004 - see above
        return FactRecord(FactState.POSSIBLE, value, benefit_of_doubt=OFFICER if rng.random() < 0.5 else None, evidence=evidence)  # noqa: PLR2004 - half
    return FactRecord(FactState.ESTABLISHED, value, act=OFFICER, evidence=evidence)


def established(truth: Any, *, put: bool) -> FactRecord:
    """The plainest record of a truth."""
    if truth is False:
        return FactRecord(FactState.REFUTED, put=PUT if put else None)
    return FactRecord(FactState.ESTABLISHED, None if truth is True else truth, put=PUT if put else None)


def finding(truth: bool, *, put: bool) -> HumanFinding:  # noqa: FBT001 - what is found is the subject
    """The plainest human finding."""
    return HumanFinding(FindingWord.ESTABLISHED if truth else FindingWord.NOT_ESTABLISHED, OFFICER, PUT if put else None)


def empty_case(profile: str, shape: str, *, all_put: bool) -> Case:
    """A file in which nothing is recorded."""
    countries = Draft().countries(SHAPES[shape])
    return Case("empty", "fictional", profile, HOSTS[profile], TODAY, TODAY, all_points_put=OFFICER if all_put else None, countries=countries)


def mix(count: int, seed: int = 1) -> list[Case]:
    """A mix of case files: every profile, every shape and every stage in turn."""
    rng = np.random.default_rng(seed)
    kinds = [(profile, shape, stage) for stage in STAGES for shape in SHAPES for profile in HOSTS]
    return [draw_case(profile, shape, stage=stage, rng=rng) for profile, shape, stage in (kinds[number % len(kinds)] for number in range(count))]


def records(case: Case) -> dict[Slot, FactRecord]:
    """Every fact on the record, by slot."""
    return {(entity, name): record for entity, found in case.entities() for name, record in found.facts.items()}
