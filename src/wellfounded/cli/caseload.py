"""A caseload run under a law: the conclusions for everybody, one row each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from wellfounded.law.case_reader import scope_of
from wellfounded.law.cohort_codes import WORDS, code_of
from wellfounded.law.cohort_file import CaseDays, Table, caseload_of, decided_by_rules, takes_finding
from wellfounded.law.cohort_findings import cohort_findings
from wellfounded.law.compile import compile_law
from wellfounded.law.errors import CaseError, Code, Problem
from wellfounded.law.evaluate import OPEN
from wellfounded.law.fields import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from wellfounded.law.assess import Key
    from wellfounded.law.case_file import Slot
    from wellfounded.law.cohort import Caseload
    from wellfounded.law.evaluate import Standing
    from wellfounded.law.law import Law
    from wellfounded.law.program import Program


@dataclass(frozen=True, slots=True)
class Run:
    """The conclusions of a caseload under a law: 0 not met, 1 open, 2 met, for each person in the order of the file."""

    law: Law
    findings: dict[Key, NDArray[np.uint8]]


def run_of(people: Table, law: Law, *, standing: Standing, suppose: Iterable[str] = ()) -> Run:
    """Run a caseload. Raises `CaseError` with every cell and supposition that cannot be read."""
    program = compile_law(law, people.shape(law))
    caseload = caseload_of(people, program, days=CaseDays(standing.decision, standing.decision))
    caseload = supposed(caseload, program, texts=suppose)
    keys = _goals(program)
    readings = [place for key in keys for place in program.readings(*key)]
    rows = cohort_findings(program, caseload, standing=standing, wanted=tuple(readings))
    by_place = dict(zip(readings, rows, strict=True))
    return Run(law, {key: _agreed([by_place[place] for place in program.readings(*key)]) for key in keys})


def _goals(program: Program) -> list[Key]:
    """The conclusions, those about the person first."""
    goals = [key for key in program.all_readings if program.law.criteria[key[0]].goal]
    return sorted(goals, key=lambda key: key[1] != "person")


def _agreed(readings: list[NDArray[np.uint8]]) -> NDArray[np.uint8]:
    """Where two readings of a conclusion differ, a point has still to be put: it is open."""
    first = readings[0]
    for other in readings[1:]:
        first = np.where(first == other, first, np.uint8(OPEN)).astype(np.uint8)
    return first


def supposed(caseload: Caseload, program: Program, *, texts: Iterable[str]) -> Caseload:
    """The caseload with some facts the same for everybody. Raises `CaseError` with every one that cannot be read."""
    problems: list[Problem] = []
    columns = dict(caseload.columns)
    for text in texts:
        name, equals, word = text.partition("=")
        if not equals:
            message, mend = f"“{text}” is not written as COLUMN=WORD.", "Write it like PRK.is_outside=established."
            problems.append(Problem(Code.COHORT_VALUE, message, mend, text))
            continue
        slot, code = _slot(name.strip(), program, problems=problems), code_of(word.strip())
        if code is None or not word.strip():
            mend = did_you_mean(word, filter(None, WORDS)) or "Write one like established, refuted put, unknown."
            problems.append(Problem(Code.COHORT_VALUE, f"“{word}” is not a word of a cell.", mend, text))
        if slot is not None and code is not None:
            columns[slot] = np.full(caseload.size, code, dtype=np.uint8)
    if problems:
        raise CaseError(problems)
    return replace(caseload, columns=columns)


def _slot(name: str, program: Program, *, problems: list[Problem]) -> Slot | None:
    entity, _, item = name.rpartition(".")
    entity = (entity or "person").replace("/", ">")
    law = program.law
    definition = law.facts.get(item) or law.criteria.get(item)
    if definition is None:
        mend = did_you_mean(item, [*law.facts, *law.criteria]) or "See wellfounded law list --facts."
        problems.append(Problem(Code.COHORT_COLUMN, f"There is no fact “{item}” in the catalogue.", mend, name))
        return None
    if scope_of(entity) is not definition.scope:
        message = f"“{item}” is about a {definition.scope}, not about {entity}."
        problems.append(Problem(Code.COHORT_COLUMN, message, "Put person, a country or a route before the dot.", name))
        return None
    if item not in law.facts and not takes_finding(item, law):
        message, mend = decided_by_rules(item, column=name)
        problems.append(Problem(Code.COHORT_COLUMN, message, mend, name))
        return None
    return entity, item
