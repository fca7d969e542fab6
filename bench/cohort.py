"""Whole caseloads: from a matrix of codes in memory to findings, with the memory that it takes on top."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.machine import Timing
from bench.world import FULL, HOSTS, SIMPLE, TODAY, Question, program_of, questions_of
from wellfounded.law.case_file import PERSON, Slot
from wellfounded.law.catalogue import FactType
from wellfounded.law.cohort import Caseload
from wellfounded.law.cohort_codes import ASKED, PUT, CellState
from wellfounded.law.cohort_findings import cohort_findings
from wellfounded.law.evaluate import Standing
from wellfounded.law.program import LeafKind, Program
from wellfounded.law.questions import goals_and_grounds

ROOT = Path(__file__).parents[1]
UNKNOWN = 0.3
PATIENCE = 20.0  # seconds after which a caseload is not repeated
# What an office writes down of everybody: who the person is, what is feared, why, from whom, and what would exclude.
OFFICE_TOPICS = ("nationality", "origin", "fear", "harm", "reasons", "protection", "service", "departure", "exclusion")
OFFICE_COLUMNS = 60


@dataclass(frozen=True, slots=True)
class Load:
    """A caseload to be drawn. `put`: only findings against a person that were put count; else everything was put."""

    name: str
    people: int
    shape: str
    columns: int = 0  # 0 for every question of the law
    realistic: bool = True
    put: bool = False
    every_criterion: bool = False
    runs: int = 5


LOADS = (
    Load("an office's matrix, everything put", 100_000, SIMPLE, OFFICE_COLUMNS),
    Load("an office's matrix, put or not in each cell", 100_000, SIMPLE, OFFICE_COLUMNS, put=True),
    Load("every question, one country, everything put", 100_000, SIMPLE),
    Load("every question, three countries, everything put", 100_000, FULL),
    Load("every question, three countries, put or not in each cell", 100_000, FULL, put=True, runs=3),
    Load("an office's matrix, everything put, every criterion", 100_000, SIMPLE, OFFICE_COLUMNS, every_criterion=True),
    Load("worst case: random codes in every column, three countries", 100_000, FULL, realistic=False, put=True, runs=1),
    Load("an office's matrix, everything put", 1_000_000, SIMPLE, OFFICE_COLUMNS, runs=3),
    Load("an office's matrix, put or not in each cell", 1_000_000, SIMPLE, OFFICE_COLUMNS, put=True, runs=2),
    Load("every question, three countries, everything put", 1_000_000, FULL, runs=2),
)


def run(say: Callable[[str], None], *, scale: float = 1.0) -> list[dict[str, Any]]:
    """Each caseload in a process of its own, so that its memory is its own. `scale` shrinks them all to try."""
    rows = []
    for number, load in enumerate(LOADS):
        say(f"{load.people:,} people, {load.name}")
        command = [sys.executable, "-m", "bench.cohort", str(number), str(scale)]
        done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S603 - ourselves
        rows.append(json.loads(done.stdout))
    return rows


def measure(load: Load) -> dict[str, Any]:
    """Draws a caseload, then finds; the peak of memory is taken before and after the runs."""
    program = program_of("unhcr", load.shape)
    caseload = draw(program, load)
    standing = Standing(closed=False, everything_put=not load.put, host=HOSTS["unhcr"], decision=TODAY)
    wanted = tuple(program.criterion_at) if load.every_criterion else goals_and_grounds(program)
    before = _reset_peak()
    timing = Timing()
    until = time.perf_counter() + PATIENCE
    for _ in range(load.runs):
        if timing.wall and time.perf_counter() > until:
            break
        timing.add(lambda: cohort_findings(program, caseload, standing=standing, wanted=wanted))
    cells = [*caseload.columns.values(), *caseload.tests.values()]
    return {
        **asdict(load),
        "columns": len(caseload.columns),
        "findings": len(wanted),
        "matrix_mb": sum(cell.nbytes for cell in cells) / 1e6,
        "on_top_mb": (_peak() - before) / 1e6,
        "first": timing.wall[0],
        **timing.row(),
    }


def draw(program: Program, load: Load) -> Caseload:
    """A caseload as columns of codes. What arises only on an indication is rare where the indication is."""
    rng = np.random.default_rng(3)
    columns: dict[Slot, NDArray[np.uint8]] = {}
    tests: dict[tuple[Slot, Any], NDArray[np.uint8]] = {}
    for question in _columns(program, load.columns):
        columns[question.slot] = _column(question, columns, load=load, rng=rng)
    for leaf in program.leaves:
        if leaf.kind is LeafKind.TEST and leaf.slot in columns:
            tests[leaf.slot, leaf.test] = rng.choice(np.array([0, 1, 2], np.uint8), load.people, p=[0.6, 0.1, 0.3])
    return Caseload(load.people, columns, tests)


def _columns(program: Program, count: int) -> tuple[Question, ...]:
    everything = questions_of(program)
    if not count:
        return everything
    plain = [item for item in everything if item.fact is not None and item.fact.type is FactType.YES_NO]
    ranked = sorted(
        (item for item in plain if item.fact is not None and item.fact.topic in OFFICE_TOPICS),
        key=lambda item: (bool(item.opened_by), OFFICE_TOPICS.index(item.fact.topic) if item.fact is not None else 0),
    )
    found = [item for item in everything if item.fact is None and item.slot[0] != PERSON]
    return (*ranked[: count - len(found)], *found)


def _column(
    question: Question, columns: dict[Slot, NDArray[np.uint8]], *, load: Load, rng: np.random.Generator
) -> NDArray[np.uint8]:
    if not load.realistic:
        flags = np.array([0, PUT, ASKED, PUT | ASKED], np.uint8)
        states = rng.integers(0, len(CellState), load.people, dtype=np.uint8)
        states |= rng.choice(flags, load.people)
        return states
    known: NDArray[np.bool_] = rng.random(load.people, dtype=np.float32) >= UNKNOWN
    so = rng.random(load.people, dtype=np.float32) < question.chance
    opening = [columns[slot] & 0b111 == CellState.ESTABLISHED for slot in question.opened_by if slot in columns]
    if opening:
        so &= np.logical_or.reduce(opening)
    cells: NDArray[np.uint8] = np.where(so, np.uint8(CellState.ESTABLISHED), np.uint8(CellState.REFUTED))
    if load.put:
        cells |= np.where(rng.random(load.people, dtype=np.float32) < 0.5, np.uint8(PUT), np.uint8(0))  # noqa: PLR2004 - half
    cells[~known] = 0
    return cells


def _reset_peak() -> int:
    """Starts counting the peak of memory anew where the system lets us; returns it."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return _peak()


def _peak() -> int:
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text(encoding="utf-8").splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main(number: str, scale: str) -> None:
    load = LOADS[int(number)]
    people = max(1_000, round(load.people * float(scale)))
    started = time.perf_counter()
    result = measure(Load(**{**asdict(load), "people": people}))
    print(json.dumps({**result, "whole": time.perf_counter() - started}))


if __name__ == "__main__":
    main(*sys.argv[1:3])
