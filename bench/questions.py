"""How many questions an interview takes, in what order, and what wrong answers do: tables over simulated people."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from statistics import mean
from typing import Any

import numpy as np

from bench.choosers import (
    BackwardChaining,
    FixedOrderSkipping,
    OccurrenceCount,
    RatioRule,
    WholeForm,
    WithPolicy,
)
from bench.interviews import BOTH, EVERYTHING, REFUGEE, Answers, Chooser, Goals, Sitting, form_of, program_for
from bench.records import case_of
from bench.world import FULL, HOSTS, SHAPES, SIMPLE, Truths, draw_truths, program_of
from wellfounded.law.case_file import PERSON
from wellfounded.law.evaluate import FALSE, TRUE, evaluate
from wellfounded.law.questions import Ask

Say = Callable[[str], None]
At = tuple[str, str]  # a profile, and the name of a shape
USUAL: At = ("unhcr", SIMPLE)
GOALS: dict[str, Goals] = {
    "refugee status": REFUGEE,
    "refugee status and complementary protection": BOTH,
    "every conclusion and all grounds": EVERYTHING,
}
FORM, FIXED, SKIPPING = "whole form", "fixed order, stop when settled", "fixed order, skip what cannot matter"
BACKWARD, BACKWARD_IF = "backward chaining", "backward chaining, asking only on an indication"
OCCURRENCE, RATIO = "occurrence count", "ratio rule, neutral odds"
POLICY = "ratio rule with the policy"
FINDINGS_LAST, APPLICANT_FIRST = ", findings after everything else", ", nothing looked up or found in between"
FIND, OTHERS = frozenset({Ask.FIND}), frozenset({Ask.LOOK_UP, Ask.FIND})
MAKERS: dict[str, Callable[[], Chooser]] = {
    FIXED: WholeForm,
    SKIPPING: FixedOrderSkipping,
    BACKWARD: BackwardChaining,
    BACKWARD_IF: lambda: BackwardChaining(on_indication=True),
    OCCURRENCE: OccurrenceCount,
    RATIO: RatioRule,
    POLICY: WithPolicy,
    BACKWARD + FINDINGS_LAST: lambda: BackwardChaining(on_indication=True, later=FIND),
    POLICY + FINDINGS_LAST: lambda: WithPolicy(OTHERS - FIND),
    BACKWARD + APPLICANT_FIRST: lambda: BackwardChaining(on_indication=True, later=OTHERS),
    POLICY + APPLICANT_FIRST: lambda: WithPolicy(frozenset()),
}
# These complete every conclusion and all grounds, as the policy must: it forbids an early stop.
COMPLETING = frozenset(
    name for name in MAKERS if name.startswith(POLICY) or name.endswith((FINDINGS_LAST, APPLICANT_FIRST))
)


@dataclass(frozen=True, slots=True)
class Noise:
    """One way of asking when answers may be wrong. `gate`: a decisive adverse point counts once put."""

    name: str
    chooser: str
    gate: bool = False
    lenient: bool = False


NOISES = (
    Noise("whole form, no stop", FORM),
    Noise("backward chaining, stop when settled", BACKWARD),
    Noise("ratio rule, stop when settled", RATIO),
    Noise("backward chaining, adverse points put once more", BACKWARD, gate=True),
    Noise("ratio rule, adverse points put once more; a changed reply counts as put", RATIO, gate=True, lenient=True),
    Noise("ratio rule, adverse points put once more", RATIO, gate=True),
    Noise("ratio rule with the policy, adverse points put last", POLICY, gate=True),
)
OURS = (NOISES[-2].name, NOISES[-1].name)
RATES = (0.02, 0.05)


@dataclass(frozen=True, slots=True)
class Task:
    """A piece of work for one process: some people of one kind, and what to do with them."""

    at: At
    met: bool
    first: int
    last: int
    goals: str = ""
    chooser: str = ""
    noise: int = -1
    rate: float = 0.0


def run(say: Say, *, people: int = 400, noisy: int = 600, others: int = 30, workers: int = 2) -> dict[str, Any]:
    """The tables of questions and of wrong answers. `people` are of each outcome; `others` under other laws."""
    with ProcessPoolExecutor(workers) as pool:
        say(f"interviews with {people} people who meet the definition and {people} who do not")
        order = _table(pool, USUAL, people=people)
        say("interviews under other profiles and with more countries")
        elsewhere = {
            f"{profile}, {shape}": _elsewhere(pool, (profile, shape), people=others) for profile, shape in _others()
        }
        say(f"wrong answers, {noisy} people of each outcome")
        wrong = {str(rate): _noises(pool, rate, people=noisy) for rate in RATES}
    forms = {name: len(form_of(program_for(*USUAL, goals=goals), goals)) for name, goals in GOALS.items()}
    return {
        "people": people,
        "noisy": noisy,
        "others": others,
        "forms": forms,
        "order": order,
        "elsewhere": elsewhere,
        "wrong": wrong,
    }


def _others() -> list[At]:
    return [
        *((profile, SIMPLE) for profile in HOSTS if profile != USUAL[0]),
        *((USUAL[0], shape) for shape in SHAPES if shape != SIMPLE),
        ("uk", FULL),
    ]


def _table(pool: ProcessPoolExecutor, at: At, *, people: int) -> dict[str, Any]:
    """By goal and chooser, for people who meet the definition and people who do not."""
    table: dict[str, Any] = {}
    for goal, goals in GOALS.items():
        for name in MAKERS:
            if name not in COMPLETING or goals == EVERYTHING:
                row = {side: _asked(pool, at, met=met, people=people, of=(goal, name)) for side, met in SIDES.items()}
                table.setdefault(goal, {})[name] = row
    return table


SIDES = {"met": True, "not met": False}


def _asked(pool: ProcessPoolExecutor, at: At, *, met: bool, people: int, of: tuple[str, str]) -> dict[str, float]:
    goal, name = of
    tasks = [Task(at, met, first, min(first + 20, people), goal, name) for first in range(0, people, 20)]
    rows = [row for part in pool.map(_interviews, tasks) for row in part]
    return {key: mean(row[key] for row in rows) for key in rows[0]}


def _elsewhere(pool: ProcessPoolExecutor, at: At, *, people: int) -> dict[str, Any]:
    """Every conclusion and all grounds, under another law or with more countries: only what the goal compares."""
    goal = "every conclusion and all grounds"
    names = (BACKWARD, BACKWARD_IF, RATIO, POLICY, BACKWARD + FINDINGS_LAST, POLICY + FINDINGS_LAST)
    return {
        name: {side: _asked(pool, at, met=met, people=people, of=(goal, name)) for side, met in SIDES.items()}
        for name in names
    }


def _noises(pool: ProcessPoolExecutor, rate: float, *, people: int) -> dict[str, Any]:
    """What wrong answers do to the finding of refugee status."""
    table: dict[str, Any] = {}
    for number, noise in enumerate(NOISES):
        row: dict[str, Any] = {}
        for side, met in SIDES.items():
            count = people if met else people // 2
            tasks = [
                Task(USUAL, met, first, min(first + 50, count), noise=number, rate=rate)
                for first in range(0, count, 50)
            ]
            found = [one for part in pool.map(_noisy, tasks) for one in part]
            row[side] = {key: mean(one[key] for one in found) for key in found[0]} | {"people": len(found)}
        table[noise.name] = row
    return table


@lru_cache(maxsize=8)
def people_of(at: At, *, met: bool, count: int) -> tuple[Truths, ...]:
    """People whose refugee status is met (or not) once everything is known; drawn alike in every process."""
    program, rng = program_of(*at), np.random.default_rng(11)
    wanted, found = TRUE if met else FALSE, list[Truths]()
    while len(found) < count:
        truths = draw_truths(program, rng)
        if evaluate(program, case_of(truths, at)).value_of("refugee_status", PERSON) == wanted:
            found.append(truths)
    return tuple(found)


def _interviews(task: Task) -> list[dict[str, float]]:
    goals, rows = GOALS[task.goals], []
    for truths in people_of(task.at, met=task.met, count=task.last)[task.first :]:
        sitting = Sitting.begin(task.at, goals, answers=Answers(truths, 0, np.random.default_rng(0)))
        at_refugee = 0
        for counts in sitting.run(MAKERS[task.chooser]()):
            at_refugee = at_refugee or (counts.questions if sitting.settled(REFUGEE) else 0)
        counts = sitting.counts
        rows.append(
            {
                "questions": counts.questions,
                "to_applicant": counts.to_applicant,
                "sensitive": counts.sensitive,
                "effort": counts.effort,
                "topic_changes": counts.topic_changes,
                "until_refugee": at_refugee or counts.questions,
                "left_open": float(not sitting.settled()),
                "ms": 1e3 * counts.choosing / max(1, counts.questions),
            }
        )
    return rows


def _noisy(task: Task) -> list[dict[str, float]]:
    noise, rows = NOISES[task.noise], []
    for number, truths in enumerate(people_of(task.at, met=task.met, count=task.last)[task.first :]):
        rng = np.random.default_rng((task.first + number, task.met))
        sitting = Sitting.begin(task.at, REFUGEE, answers=Answers(truths, task.rate, rng), gate=noise.gate)
        sitting.lenient = noise.lenient
        if noise.chooser == FORM:
            for question in form_of(sitting.program, REFUGEE):
                sitting.ask(question.slot)
        else:
            for _ in sitting.run(MAKERS[noise.chooser]()):
                pass
        value = sitting.live.evaluation.value_of("refugee_status", PERSON)
        rows.append(
            {
                "found_met": float(value == TRUE),
                "found_not_met": float(value == FALSE),
                "left_open": float(value not in {TRUE, FALSE}),
                "questions": sitting.counts.questions,
                "put": sitting.counts.put,
            }
        )
    return rows
