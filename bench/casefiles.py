"""Case files of made-up people, as full as real ones: digests, interviews half-way and finished, whole forms."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from bench.choosers import BackwardChaining
from bench.interviews import EVERYTHING, Answers, Sitting, form_of
from bench.records import OFFICER, Draft, empty_case, fact_as, finding_as
from bench.world import HOSTS, SHAPES, TODAY, Question, Truths, by_slot, draw_truths, library, program_of, questions_of
from wellfounded.law.case_file import PERSON, Answer, Case, Closing, Evidence, FactRecord, FactState, Slot
from wellfounded.law.case_reader import read_case
from wellfounded.law.errors import InputError

PUBLISHED = Path(__file__).parents[1] / "examples" / "decided"
ALWAYS = frozenset({"is_outside", "recognised_as_national", "fears_return"})
BACKGROUND = 8  # facts on the file that the interview did not need
# Of a hundred records that are not a plain “no”, so many were not known, are contradicted, or are accepted as possible.
NOT_KNOWN, CONTRADICTED, POSSIBLE = 0.04, 0.02, 0.12


@dataclass(frozen=True, slots=True)
class Stage:
    """How full a file is. `asked` is the part of an interview that was held; 0 for a digest, which tells little."""

    name: str
    asked: float
    put: float
    found: float
    everything: bool = False


DIGEST = Stage("digest of a decision", 0.0, 0.0, 0.05)
STAGES = (DIGEST, Stage("interview half-way", 0.5, 0.6, 0.5), Stage("interview finished", 1.0, 1.0, 1.0))
WHOLE = Stage("whole form filled in", 1.0, 1.0, 1.0, everything=True)


def mix(count: int, *, stages: tuple[Stage, ...] = STAGES, seed: int = 1) -> list[Case]:
    """A mix of case files: every profile, every shape and every stage in turn."""
    rng = np.random.default_rng(seed)
    kinds = [(profile, shape, stage) for stage in stages for shape in SHAPES for profile in HOSTS]
    turns = (kinds[number % len(kinds)] for number in range(count))
    return [draw_case(profile, shape, stage=stage, rng=rng) for profile, shape, stage in turns]


def published() -> list[Case]:
    """The published claims that are encoded in the repository, as far as they can be read."""
    cases = []
    for file in sorted(PUBLISHED.glob("*.yaml")):
        try:
            cases.append(read_case(file, library()))
        except InputError:
            continue  # what is no case file stands there too
    return cases


def draw_case(profile: str, shape: str, *, stage: Stage, rng: np.random.Generator) -> Case:
    """One case file: what a file of this stage would record of a made-up person."""
    truths = draw_truths(program_of(profile, shape), rng)
    draft = Draft()
    for question in _recorded((profile, shape), truths, stage=stage, rng=rng):
        if question.fact is not None:
            draft.add(question.slot, _fact(truths[question.slot], stage, rng=rng))
        elif rng.random() < stage.found:
            draft.add(question.slot, finding_as(truths[question.slot], put=rng.random() < stage.put))
    closed = stage.put == 1.0 and rng.random() < 0.5  # noqa: PLR2004 - every second file in which all is put was closed
    return replace(
        empty_case(profile, shape, all_put=stage is DIGEST or stage.put == 1.0),
        number=stage.name,
        closing=Closing(TODAY, "officer") if closed else None,
        digest=stage is DIGEST,
        person=draft.entity(PERSON),
        countries=draft.countries(SHAPES[shape]),
    )


def _recorded(at: tuple[str, str], truths: Truths, *, stage: Stage, rng: np.random.Generator) -> tuple[Question, ...]:
    questions = questions_of(program_of(*at))
    if stage.everything:
        return form_of(program_of(*at), EVERYTHING)
    if stage is DIGEST:
        return _chosen(questions, truths, count=round(rng.uniform(6, 18)), rng=rng)
    asked = _interview(at, truths, rng=rng)
    asked = asked[: round(len(asked) * stage.asked)]
    background = _chosen(questions, truths, count=BACKGROUND, rng=rng)
    return tuple({item.slot: item for item in (*asked, *background)}.values())


def _interview(at: tuple[str, str], truths: Truths, *, rng: np.random.Generator) -> list[Question]:
    """What an interview asks of this person until every conclusion is settled."""
    sitting = Sitting.begin(at, EVERYTHING, answers=Answers(truths, 0, rng))
    for _ in sitting.run(BackwardChaining()):
        pass
    return [by_slot(sitting.program)[slot] for slot in sitting.asked]


def _chosen(
    questions: tuple[Question, ...], truths: Truths, *, count: int, rng: np.random.Generator
) -> tuple[Question, ...]:
    """Some facts: rather what is so than what is not, as in a digest."""
    plain = [item for item in questions if item.fact is not None]
    weights = np.array([40.0 if item.slot[1] in ALWAYS else 5.0 if truths[item.slot] else 1.0 for item in plain])
    places = rng.choice(len(plain), size=count, replace=False, p=weights / weights.sum())
    return tuple(plain[place] for place in places)


def _fact(truth: Any, stage: Stage, *, rng: np.random.Generator) -> FactRecord:
    evidence = tuple(Evidence("interview", f"line {line}") for line in range(int(rng.integers(1, 3))))
    plain = replace(fact_as(truth, put=rng.random() < stage.put), act=OFFICER, evidence=evidence)
    lot = rng.random()
    if truth is False or lot > NOT_KNOWN + CONTRADICTED + POSSIBLE:
        return plain
    if lot < NOT_KNOWN:
        return FactRecord(FactState.UNKNOWN, answered=Answer.DONT_KNOW)
    if lot < NOT_KNOWN + CONTRADICTED:
        return FactRecord(FactState.CONTRADICTED, evidence=evidence)
    benefit = OFFICER if rng.random() < 0.5 else None  # noqa: PLR2004 - half of them
    return replace(plain, state=FactState.POSSIBLE, benefit_of_doubt=benefit)


def facts_of(case: Case) -> dict[Slot, FactRecord]:
    """Every fact on the record, by slot."""
    return {(entity, name): record for entity, found in case.entities() for name, record in found.facts.items()}


def size_of(case: Case) -> int:
    """How many facts and findings are on the record."""
    return sum(len(found.facts) + len(found.findings) for _, found in case.entities())
