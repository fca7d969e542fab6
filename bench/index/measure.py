"""Look-ups by another writing of a name: how often the person is among the candidates, how long the answer takes."""

from __future__ import annotations

import csv
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import fmean, median
from typing import Any

from bench.index.population import SCRIPTS, drawn_from, one, rewritten
from bench.index.register import Register, fetch
from bench.machine import percentile
from wellfounded.identity.dates.partial_date import parse
from wellfounded.identity.index.key_index import ENOUGH, ENOUGH_DATED, KeyIndex
from wellfounded.identity.look_up import look_up
from wellfounded.identity.record import Record

ALL = 10_000_000
_PLANTED_BORN = (1935, 2009)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, whom it should find, and what kind of pair of writings it is."""

    query: Record
    wanted: str
    kind: str


def made_up(register: Register, size: int, count: int) -> Iterator[Question]:
    """People whom the register holds in Hangul, asked for by another writing of their name."""
    dice = Random(7)  # noqa: S311 - no secrets
    scripts = drawn_from({script: share for script, share in SCRIPTS.items() if script != "Hangul"})
    people = register.people()
    for record in fetch(people, [f"r{number}" for number in dice.sample(range(size), min(4 * count, size))])[:]:
        (name,) = record.names
        if count and all("가" <= letter <= "힣" for letter in name):
            count -= 1
            yield Question(
                Record("?", (rewritten(name, one(dice, scripts), dice=dice),), record.birth), record.key, "made up"
            )
    people.close()


def planted(register: Register, index: KeyIndex, pairs: Path) -> list[Question]:
    """True pairs of real people: the second form is put into the register, the first one is asked."""
    with pairs.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if _counts(row)]
    dice = Random(11)  # noqa: S311 - no secrets
    found: list[Question] = []
    people = register.people()
    for number, row in enumerate(rows):
        born = parse(str(dice.randint(*_PLANTED_BORN)))
        key = f"p{number}"
        people.execute("INSERT OR REPLACE INTO person VALUES (?, ?, ?)", (key, row["name2"], born.text))
        index.add([Record(key, (row["name2"],), born)])
        kind = f"{'Korean' if row['lang'] == 'ko' else row['lang']} {row['kind']}"
        found.append(Question(Record("?", (row["name1"],), born), key, kind))
    people.commit()
    people.close()
    return found


def _counts(row: dict[str, str]) -> bool:
    return row["label"] == "1" and not row["kind"].endswith(("-other", "-samename"))


def answers(
    index: KeyIndex, people: sqlite3.Connection, questions: list[Question], *, among: int, dated: bool
) -> dict[str, Any]:
    """Ask every question; recall, candidates, and milliseconds of finding them and of the whole answer."""
    timings: dict[str, list[float]] = {"find": [], "find_cpu": [], "whole": [], "whole_cpu": []}
    counts, cut, whole, shown = [], 0, 0, 0
    most = ENOUGH_DATED if dated else ENOUGH
    for question in questions:
        query = question.query if dated else Record("?", question.query.names)
        wall, cpu = time.perf_counter(), time.process_time()
        keys = index.candidates(query, most=most)
        timings["find"].append(time.perf_counter() - wall)
        timings["find_cpu"].append(time.process_time() - cpu)
        hits = look_up(query, fetch(people, keys), among=among)
        timings["whole"].append(time.perf_counter() - wall)
        timings["whole_cpu"].append(time.process_time() - cpu)
        cut += question.wanted in keys
        shown += question.wanted in {hit.record.key for hit in hits}
        every = keys if len(keys) < most else index.candidates(query, most=ALL)
        counts.append(len(every))
        whole += question.wanted in every
    asked = max(len(questions), 1)
    return {
        "questions": len(questions),
        "most": most,
        "recall_uncut": whole / asked,
        "recall": cut / asked,
        "shown": shown / asked,
        "candidates_mean": fmean(counts),
        "candidates_median": median(counts),
        "candidates_p95": percentile([float(count) for count in counts], 95),
        **{f"{name}_ms": _milliseconds(values) for name, values in timings.items()},
    }


def _milliseconds(values: list[float]) -> dict[str, float]:
    return {
        "median": 1000 * median(values),
        "p95": 1000 * percentile(values, 95),
        "p99": 1000 * percentile(values, 99),
    }
