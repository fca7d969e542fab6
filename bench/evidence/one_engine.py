"""Measures one engine in a process of its own, and prints what it found as JSON.

`build` fills an index and leaves it in a folder; `search` asks the questions of an index that lies there; `quality`
runs the judged collections through one after another.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import tempfile
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML

from bench.evidence.corpus import passages, real_passages
from bench.evidence.engines import Ours, OursOnPostgres, PlainFts5, TrigramFts5
from bench.evidence.peers import Bm25s, PlainPostgres, Tantivy
from bench.evidence.questions import QUESTIONS
from bench.machine import Timing
from wellfounded.evidence.search.measure.collection import Collection, read_collection
from wellfounded.evidence.search.measure.ndcg import ndcg

if TYPE_CHECKING:
    from bench.evidence.engines import Engine

SHARED = Path(__file__).parents[3] / "shared" / "data"
COLLECTIONS = ("xquad_en", "xquad_zh", "cranfield")
KOREAN = Path(__file__).with_name("korean.yaml")
ENGINES: dict[str, Any] = {
    "ours on SQLite": Ours,
    "ours on PostgreSQL": OursOnPostgres,
    "SQLite FTS5 unicode61": PlainFts5,
    "SQLite FTS5 trigram": TrigramFts5,
    "PostgreSQL english, ts_rank_cd": PlainPostgres,
    "tantivy en_stem": Tantivy,
    "bm25s": Bm25s,
}
SERVERS = ("ours on PostgreSQL", "PostgreSQL english, ts_rank_cd")
IN_MEMORY = ("bm25s",)
# What takes the same passages twice without keeping them twice: a batch whose end was not told may come again.
RESUMED = ("ours on SQLite",)
_AT_ONCE = 2_000
_ROUNDS = 3


def build(name: str, folder: Path, count: int) -> tuple[Engine, dict[str, Any]]:
    """An index of `count` passages, and what it cost. One of ours that was stopped goes on where it was."""
    engine: Engine = ENGINES[name](folder)
    indexing, spent, done = Timing(), folder / "building.json", 0
    if name in RESUMED and spent.is_file():
        before = json.loads(spent.read_text(encoding="utf-8"))
        done, indexing.cpu, indexing.wall = before["done"], [before["cpu"]], [before["wall"]]
    texts = islice(passages(SHARED / "documents", count), done, None)
    for first in range(done, count, _AT_ONCE):
        batch = list(islice(texts, _AT_ONCE))
        indexing.add(lambda first=first, batch=batch: engine.add(first, batch))  # type: ignore[misc]  # bound now
        if name in RESUMED:
            told = {"done": first + len(batch), "cpu": sum(indexing.cpu), "wall": sum(indexing.wall)}
            spent.write_text(json.dumps(told), encoding="utf-8")
    indexing.add(engine.finish)
    spent.unlink(missing_ok=True)
    return engine, {
        "real": min(count, len(real_passages(SHARED / "documents"))),
        "index_cpu": sum(indexing.cpu),
        "index_wall": sum(indexing.wall),
        "megabytes": sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 2**20,
        "index_memory": _memory(),
        "index_load": os.getloadavg()[0],
    }


def searched(engine: Engine) -> dict[str, Any]:
    """Every question asked three times; the first round finds nothing of the engine's own kept."""
    searching, empty = Timing(), 0
    for _ in range(_ROUNDS):
        for question in QUESTIONS:
            empty += not searching.add(lambda question=question: engine.search(question))  # type: ignore[misc]  # bound now
    return {
        "search": searching.row(),
        "slowest": max(searching.wall),
        "without_answer": empty // _ROUNDS,
        "memory": _memory(),
        "load": os.getloadavg()[0],
    }


def quality(name: str) -> dict[str, float]:
    """nDCG@10 of each collection that lies beside this clone."""
    files = {one: SHARED / "retrieval" / f"{one}.json" for one in COLLECTIONS}
    found = {one: _quality(name, read_collection(path)) for one, path in files.items() if path.is_file()}
    return {**found, "korean": _quality(name, korean())}


def korean() -> Collection:
    """Our own Korean passages and questions."""
    passages: Any = YAML(typ="safe", pure=True).load(KOREAN.read_text(encoding="utf-8"))["passages"]
    asked = [(question, f"p{place}") for place, one in enumerate(passages) for question in one["questions"]]
    return Collection(
        {f"p{place}": one["text"] for place, one in enumerate(passages)},
        {f"q{place}": question for place, (question, _) in enumerate(asked)},
        {f"q{place}": {passage: 1.0} for place, (_, passage) in enumerate(asked)},
    )


def _quality(name: str, collection: Collection) -> float:
    names = list(collection.documents)
    with tempfile.TemporaryDirectory() as folder:
        engine: Engine = ENGINES[name](Path(folder))
        engine.add(0, list(collection.documents.values()))
        engine.finish()
        scores = [
            ndcg([names[number] for number in engine.search(text)], collection.judged[question])
            for question, text in collection.questions.items()
        ]
    return sum(scores) / len(scores)


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(name: str, part: str, folder: Path, count: int) -> dict[str, Any]:
    """One part of the measurement; an engine that keeps nothing on disk is asked in the process that filled it."""
    if part == "quality":
        return quality(name)
    if part == "search":
        return searched(ENGINES[name](folder, fresh=False))
    engine, found = build(name, folder, count)
    return {**found, **searched(engine)} if name in IN_MEMORY else found


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]))))
