"""`python -m bench.evidence.filters`: what a search costs that is narrowed to nearly everything, or to nearly nothing.

The passages are those of `bench.evidence`, in documents of twenty whose country, day, source, reliability and topics
are dealt out by their number. The index is kept under `out/bench-evidence`, so that a second run only asks.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import time
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench import machine
from bench.evidence.corpus import passages
from bench.evidence.page import page
from bench.evidence.questions import QUESTIONS
from bench.machine import Timing
from wellfounded.evidence.passage import Card, Passage
from wellfounded.evidence.search.analysis.analyzer import Analyzer
from wellfounded.evidence.search.engine import Mode, Search
from wellfounded.evidence.search.index.reach import Filters, Gate, Reach
from wellfounded.evidence.search.index.sql_index import SqlIndex
from wellfounded.evidence.search.index.sqlite import SQLite

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "data"
RESULTS = ROOT / "bench" / "results" / "evidence.json"
PAGE = ROOT / "docs" / "reference" / "search-benchmarks.md"
KEPT = ROOT / "out" / "bench-evidence"
LIMIT, ROUNDS, DOCUMENT, AT_ONCE = 10, 3, 20, 2_000
GATE = Gate.of({"open"})  # one document of ten stands on another shelf
FIRST = date(1990, 1, 1)
FILTERS: dict[str, Filters] = {
    "no filter": Filters(),
    "a country of 99 in 100 documents": Filters(countries=("PRK",)),
    "a country of half of them": Filters(countries=("CHN",)),
    "a country of 1 in 100": Filters(countries=("ERI",)),
    "a country of none": Filters(countries=("TUV",)),
    "until a day, 97 in 100": Filters(until=date(2025, 1, 1)),
    "since a day, dated, 3 in 100": Filters(since=date(2025, 1, 1), undated=False),
    "any reliability that was judged, 90 in 100": Filters(reliabilities=("good", "fair", "poor")),
    "one publisher of 50": Filters(sources=("publisher 7",)),
    "a topic of 1 in 1,000": Filters(topics=("rare",)),
    "a criterion of 1 passage in 1,000": Filters(criteria=("serious_harm",)),
    "a language": Filters(languages=("en",)),
    "a country of 99, until a day, a language": Filters(countries=("PRK",), until=date(2025, 1, 1), languages=("en",)),
}


def card_of(number: int) -> Card:
    """The card of the document of this number."""
    day = FIRST + timedelta(days=number * 7919 % 13_149) if number % 10 else None
    return Card(
        f"{number}",
        "open" if (number + 7) % 10 else "restricted",
        source=f"publisher {number % 50}",
        day=day,
        reliability=("", "good", "good", "good", "fair", "fair", "fair", "poor", "poor", "poor")[number * 7 % 10],
        countries=("ERI" if number % 100 == 0 else "PRK", *(("CHN",) if number % 2 else ())),
        topics=("law", *(("rare",) if number % 1000 == 1 else ())),
    )


def documents(count: int) -> Iterator[tuple[Card, list[Passage]]]:
    """So many passages, in documents of twenty."""
    texts = passages(SHARED / "documents", count)
    number = 0
    while held := list(islice(texts, DOCUMENT)):
        yield (
            card_of(number),
            [_passage(place, text, whole=number * DOCUMENT + place) for place, text in enumerate(held)],
        )
        number += 1


def _passage(place: int, text: str, *, whole: int) -> Passage:
    made = Passage.of(place, text)
    tied = ("serious_harm",) if whole % 1000 == 0 else ()
    return Passage(place, text, made.language, last=len(text), criteria=tied)


def build(file: Path, count: int) -> None:
    """The index, made whole in another file first."""
    file.parent.mkdir(parents=True, exist_ok=True)
    building = file.with_suffix(".building")
    building.unlink(missing_ok=True)
    index, waiting = SqlIndex(SQLite(sqlite3.connect(building)), Analyzer()), documents(count)
    while batch := list(islice(waiting, AT_ONCE // DOCUMENT)):
        index.add(batch)
    building.rename(file)


def measured(file: Path, *, rounds: int = ROUNDS) -> dict[str, Any]:
    """Each filter with every question, a few times: list and count, as a page asks for both."""
    analyzer = Analyzer()
    connection = sqlite3.connect(file)
    found: dict[str, Any] = {}
    for name, filters in FILTERS.items():
        reach, timing = Reach(GATE, filters), Timing()
        for _ in range(rounds):
            for question in QUESTIONS:
                # As in the office: nothing of an earlier search is held.
                search = Search(SqlIndex(SQLite(connection), analyzer), analyzer)
                timing.add(lambda question=question, search=search, reach=reach: _asked(search, question, reach))  # type: ignore[misc]  # bound now
        passing = len(SqlIndex(SQLite(connection), analyzer).ids(reach))
        found[name] = {"search": timing.row(), "slowest": max(timing.cpu), "passing": passing}
        row = found[name]["search"]
        print(
            f"{name:45s} {passing:9,d} {1000 * row['cpu_median']:7.1f} {1000 * row['cpu_p95']:7.1f}"
            f" {1000 * found[name]['slowest']:7.1f}",
            flush=True,
        )
    return found


def _asked(search: Search, question: str, reach: Reach) -> int:
    search.find(question, reach, mode=Mode.KEYWORD, limit=LIMIT)
    return search.count(question, reach)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.evidence.filters", description=__doc__)
    parser.add_argument("--count", type=int, default=200_000, help="passages: real ones, then altered repeats")
    parser.add_argument("--trial", action="store_true", help="write nothing")
    arguments = parser.parse_args()
    file, begun = KEPT / f"filters-{arguments.count}.db", time.monotonic()
    if not file.is_file():
        build(file, arguments.count)
    about = {"day": datetime.now(UTC).date().isoformat(), "machine": machine.describe(), "load": machine.load()}
    found = measured(file)
    if arguments.trial:
        return
    results: dict[str, Any] = json.loads(RESULTS.read_text(encoding="utf-8"))
    results["filters"] = {
        **about,
        "passages": arguments.count,
        "filters": found,
        "load_after": os.getloadavg()[0],
        "seconds": round(time.monotonic() - begun),
    }
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(page(results), encoding="utf-8")


if __name__ == "__main__":
    main()
