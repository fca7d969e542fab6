"""The same law, case by case and in batches, in other rule engines: how fast, and whether they find the same."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.exported import RuleSet, exported
from bench.machine import describe
from bench.peer_clingo import Clingo
from bench.peer_openfisca import OpenFisca
from bench.peer_zen import Zen
from bench.records import case_of
from bench.world import HOSTS, SIMPLE, TODAY, Truths, draw_truths, law_of
from wellfounded.law.assess import assess_under
from wellfounded.law.cohort import Caseload
from wellfounded.law.cohort_codes import CellState
from wellfounded.law.cohort_findings import cohort_findings
from wellfounded.law.evaluate import OPEN, TRUE, Standing, evaluate
from wellfounded.law.program import LeafKind

Say = Callable[[str], None]
Values = dict[str, int]
PROFILE = "unhcr"
AT = (PROFILE, SIMPLE)


@dataclass(frozen=True, slots=True)
class Person:
    """A random partial case: what is answered, the values of the inputs, and our findings."""

    answers: Truths
    inputs: Values
    findings: Values


def run(
    say: Say, *, cases: int = 2_000, seconds: float = 4.0, people: tuple[int, ...] = (10_000, 100_000)
) -> dict[str, Any]:
    """`seconds` bounds how long each engine is timed on single cases."""
    rules = exported(PROFILE, SIMPLE)
    say(f"{cases:,} random partial cases")
    persons = draw(rules, cases)
    report: dict[str, Any] = {
        "law": {
            "profile": PROFILE,
            "inputs": len(rules.inputs),
            "criteria": len(rules.formulas),
            "nodes": len(rules.program.nodes),
        },
        "packages": describe()["packages"],
        "cases": cases,
        "open_cells": sum(value == OPEN for person in persons for value in person.findings.values()),
        "cells": len(persons) * len(rules.formulas),
        "rows": _ours(persons, rules, seconds=seconds),
    }
    for name, way in PEERS.items():
        say(name)
        report["rows"][name] = _peer(way, rules, persons=persons, seconds=seconds)
    report["batches"] = _batches(rules, persons, people=people, say=say)
    return report


@dataclass(frozen=True, slots=True)
class Way:
    """How an engine is made and called; `compared` is False where another row shows the same program's findings."""

    make: Callable[[RuleSet], Any]
    call: str
    compared: bool = True


PEERS: dict[str, Way] = {
    "OpenFisca, pairs, a dictionary for each case": Way(lambda rules: OpenFisca(rules, pairs=True), "one"),
    "OpenFisca, pairs, arrays of one": Way(lambda rules: OpenFisca(rules, pairs=True), "one_by_arrays", compared=False),
    "OpenFisca, plain booleans, a dictionary for each case": Way(lambda rules: OpenFisca(rules, pairs=False), "one"),
    "OpenFisca, plain booleans, arrays of one": Way(
        lambda rules: OpenFisca(rules, pairs=False), "one_by_arrays", compared=False
    ),
    "zen-engine, pairs": Way(lambda rules: Zen(rules, pairs=True), "one"),
    "zen-engine, plain booleans": Way(lambda rules: Zen(rules, pairs=False), "one"),
    "clingo, pairs, grounded once": Way(Clingo, "one"),
    "clingo, pairs, a program for each case": Way(Clingo, "one_fresh", compared=False),
}


def draw(rules: RuleSet, count: int) -> list[Person]:
    """Random people of whom between a tenth and nine tenths of the questions are answered; everything was put."""
    rng = np.random.default_rng(5)
    persons = []
    for _ in range(count):
        truths = draw_truths(rules.program, rng)
        share = rng.uniform(0.1, 0.9)
        answers = {slot: truth for slot, truth in truths.items() if rng.random() < share}
        evaluation = evaluate(rules.program, case_of(answers, AT))
        places = {(leaf.slot, leaf.test, leaf.kind): place for place, leaf in _leaves(rules)}
        inputs = {
            name: evaluation.values[places[leaf.slot, leaf.test, leaf.kind]] for name, leaf in rules.inputs.items()
        }
        findings = {name: evaluation.values[place] for name, place in rules.tops.items()}
        persons.append(Person(answers, inputs, findings))
    return persons


def _leaves(rules: RuleSet) -> list[tuple[int, Any]]:
    program = rules.program
    return [(place, program.leaves[node.leaf]) for place, node in enumerate(program.nodes) if node.leaf >= 0]


def _ours(persons: list[Person], rules: RuleSet, *, seconds: float) -> dict[str, dict[str, Any]]:
    law = law_of(PROFILE)
    cases = [case_of(person.answers, AT) for person in persons]
    answers = [person.answers for person in persons]
    return {
        "Wellfounded: from plain answers to every finding with its reasons": _rate(
            lambda one: assess_under(case_of(one, AT), law), answers, seconds=seconds
        ),
        "Wellfounded: from a case to every finding with its reasons": _rate(
            lambda one: assess_under(one, law), cases, seconds=seconds
        ),
        "Wellfounded: from a case to every value": _rate(
            lambda one: evaluate(rules.program, one), cases, seconds=seconds
        ),
    }


def _peer(way: Way, rules: RuleSet, *, persons: list[Person], seconds: float) -> dict[str, Any]:
    """Speed and agreement of one engine; a package that is not installed is told, not passed over."""
    try:
        engine = way.make(rules)
    except ImportError as error:
        return {"not_run": f"{error.name} is not installed"}
    row = _rate(getattr(engine, way.call), [person.inputs for person in persons], seconds=seconds)
    if way.compared:
        row |= _agreement(_found(engine, way.call, persons=persons), persons)
    if isinstance(engine, Zen) and not engine.pairs:
        few = persons[:200]
        row["errors_when_left_out"] = [sum(engine.left_out(person.inputs) for person in few), len(few)]
    return row


def _found(engine: Any, call: str, *, persons: list[Person]) -> list[Values]:
    """What an engine finds for everybody: in one batch where it can, else one by one."""
    if not hasattr(engine, "many"):
        return [getattr(engine, call)(person.inputs) for person in persons]
    names = persons[0].inputs
    found = engine.many({name: np.array([person.inputs[name] for person in persons]) for name in names})
    return [{name: int(column[row]) for name, column in found.items()} for row in range(len(persons))]


def _rate(one: Callable[[Any], Any], cases: list[Any], *, seconds: float) -> dict[str, Any]:
    """Single cases a second, by the wall clock and by the processor's, over at most so many seconds."""
    for case in cases[:20]:  # what is made once and kept
        one(case)
    wall, cpu, done = time.perf_counter(), time.process_time(), 0
    while time.perf_counter() - wall < seconds:
        for case in cases[done % len(cases) : done % len(cases) + 20]:
            one(case)
            done += 1
    return {"per_second": done / (time.perf_counter() - wall), "per_cpu_second": done / (time.process_time() - cpu)}


def _agreement(found: list[Values], persons: list[Person]) -> dict[str, int]:
    """Cell by cell with our findings."""
    counts = dict.fromkeys(("compared", "agree", "open_as_met", "open_as_not_met", "otherwise"), 0)
    for theirs, person in zip(found, persons, strict=True):
        for name, ours in person.findings.items():
            counts["compared"] += 1
            counts[_verdict(ours, theirs[name])] += 1
    return counts


def _verdict(ours: int, theirs: int) -> str:
    if ours == theirs:
        return "agree"
    if ours == OPEN:
        return "open_as_met" if theirs == TRUE else "open_as_not_met"
    return "otherwise"


def _batches(rules: RuleSet, persons: list[Person], *, people: tuple[int, ...], say: Say) -> dict[str, Any]:
    """Many people at once, where an engine can: arrays of values in, every criterion out."""
    found: dict[str, Any] = {}
    for count in people:
        say(f"batches of {count:,}")
        rows = np.random.default_rng(6).integers(0, len(persons), count)
        values = {name: np.array([person.inputs[name] for person in persons], np.uint8)[rows] for name in rules.inputs}
        found[str(count)] = _batch(rules, values)
    return found


def _batch(rules: RuleSet, values: dict[str, NDArray[np.uint8]]) -> dict[str, Any]:
    ours, seconds = _timed(lambda: _cohort(rules, values))
    report: dict[str, Any] = {"Wellfounded: caseload on bits": {"seconds": seconds}}
    for pairs in (True, False):
        name = f"OpenFisca, {'pairs' if pairs else 'plain booleans'}"
        try:
            engine = OpenFisca(rules, pairs=pairs)
        except ImportError as error:
            report[name] = {"not_run": f"{error.name} is not installed"}
            continue
        theirs, seconds = _timed(lambda: engine.many(values))  # noqa: B023 - called at once
        same = sum(int((theirs[formula] == ours[formula]).sum()) for formula in rules.formulas)
        report[name] = {"seconds": seconds, "agree": same / (len(rules.formulas) * len(next(iter(values.values()))))}
    return report


def _timed(operation: Callable[[], Any], runs: int = 3) -> tuple[Any, float]:
    """The result, and the median time of a few runs."""
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        result = operation()
        times.append(time.perf_counter() - started)
    return result, sorted(times)[runs // 2]


def _cohort(rules: RuleSet, values: dict[str, NDArray[np.uint8]]) -> dict[str, NDArray[np.uint8]]:
    """Our own way with a caseload, arguments by cases included, on the same values."""
    codes = np.array([CellState.REFUTED, CellState.UNKNOWN, CellState.ESTABLISHED], np.uint8)
    caseload = Caseload(len(next(iter(values.values()))), {}, {})
    for name, leaf in rules.inputs.items():
        if leaf.kind is LeafKind.TEST:
            caseload.columns[leaf.slot] = np.full(caseload.size, CellState.ESTABLISHED, np.uint8)
            caseload.tests[leaf.slot, leaf.test] = values[name]
        elif leaf.kind in {LeafKind.FACT, LeafKind.HUMAN}:
            caseload.columns[leaf.slot] = codes[values[name]]
    standing = Standing(closed=False, everything_put=True, host=HOSTS[PROFILE], decision=TODAY)
    found = cohort_findings(rules.program, caseload, standing=standing, wanted=tuple(rules.tops.values()))
    return dict(zip(rules.tops, found, strict=True))
