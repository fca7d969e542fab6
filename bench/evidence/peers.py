"""Other engines, as their manuals show them, installed only to measure against."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Any

from bench.evidence.engines import LIMIT, connected

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class Tantivy:
    """tantivy (MIT) with its English analysis."""

    def __init__(self, folder: Path, *, fresh: bool = True) -> None:
        self._tantivy: Any = import_module("tantivy")
        builder = self._tantivy.SchemaBuilder()
        builder.add_integer_field("number", stored=True)
        builder.add_text_field("text", tokenizer_name="en_stem")
        self._index = self._tantivy.Index(builder.build(), path=str(folder))
        self._writer: Any = self._index.writer(128_000_000, 1) if fresh else None

    def add(self, first: int, texts: Sequence[str]) -> None:
        for number, text in enumerate(texts, first):
            self._writer.add_document(self._tantivy.Document(number=number, text=text))

    def finish(self) -> None:
        self._writer.commit()
        self._writer.wait_merging_threads()
        self._index.reload()

    def search(self, question: str) -> list[int]:
        words = " ".join(re.findall(r"\w+", question)).lower()
        searcher = self._index.searcher()
        query, _ = self._index.parse_query_lenient(words, ["text"])
        hits = searcher.search(query, LIMIT).hits
        return [searcher.doc(address)["number"][0] for _, address in hits]


class Bm25s:
    """bm25s (MIT): everything in memory, and made anew for every change."""

    def __init__(self, folder: Path, *, fresh: bool = True) -> None:  # noqa: ARG002 - keeps nothing on disk
        self._bm25s: Any = import_module("bm25s")
        self._texts: list[str] = []
        self._engine: Any = None

    def add(self, first: int, texts: Sequence[str]) -> None:  # noqa: ARG002 - it counts for itself
        self._texts.extend(texts)

    def finish(self) -> None:
        self._engine = self._bm25s.BM25()
        tokens = self._bm25s.tokenize(self._texts, stopwords="en", show_progress=False)
        self._engine.index(tokens, show_progress=False)
        self._texts = []

    def search(self, question: str) -> list[int]:
        tokens = self._bm25s.tokenize(question, stopwords="en", return_ids=False, show_progress=False)
        found, scores = self._engine.retrieve(tokens, k=LIMIT, show_progress=False)
        return [int(number) for number, score in zip(found[0], scores[0], strict=True) if score > 0]


class PlainPostgres:
    """PostgreSQL's own English analysis and `ts_rank_cd`, on an index of GIN."""

    def __init__(self, folder: Path, *, fresh: bool = True) -> None:  # noqa: ARG002 - the server has its own folder
        self._connection: Any = connected(fresh=fresh)
        self._connection.execute("CREATE TABLE IF NOT EXISTS passages (number INTEGER PRIMARY KEY, words TSVECTOR)")

    def add(self, first: int, texts: Sequence[str]) -> None:
        with self._connection.cursor() as cursor:
            rows = list(enumerate(texts, first))
            cursor.executemany("INSERT INTO passages VALUES (%s, to_tsvector('english', %s))", rows)

    def finish(self) -> None:
        self._connection.execute("CREATE INDEX passages_words ON passages USING gin (words)")

    def search(self, question: str) -> list[int]:
        words = " | ".join(re.findall(r"\w+", question))
        statement = (
            "SELECT number FROM passages, to_tsquery('english', %s) asked WHERE words @@ asked "
            "ORDER BY ts_rank_cd(words, asked) DESC, number LIMIT %s"
        )
        return [row[0] for row in self._connection.execute(statement, (words, LIMIT))]
