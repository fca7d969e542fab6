"""Our index over two databases, and plain FTS5 as SQLite gives it."""

from __future__ import annotations

import os
import re
import sqlite3
from typing import TYPE_CHECKING, Any, Protocol

from wellfounded.evidence.passage import Card, Passage
from wellfounded.evidence.search.analysis.analyzer import Analyzer
from wellfounded.evidence.search.engine import Mode, Search
from wellfounded.evidence.search.index.postgres import PostgreSQL
from wellfounded.evidence.search.index.reach import Gate, Reach
from wellfounded.evidence.search.index.sql_index import SqlIndex
from wellfounded.evidence.search.index.sqlite import SQLite

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from wellfounded.evidence.search.index.dialect import Dialect

LIMIT = 10
_ALL = Reach(Gate.everything())
_DOCUMENT = 20  # passages


class Engine(Protocol):
    """What is measured: passages in, by number from 0; questions in, numbers out."""

    def add(self, first: int, texts: Sequence[str]) -> None: ...

    def finish(self) -> None: ...

    def search(self, question: str) -> list[int]: ...


class Ours:
    """The index that users have, with its analysis, its ranking and its snippets."""

    def __init__(self, folder: Path, *, fresh: bool = True) -> None:
        analyzer = Analyzer()
        self._index = SqlIndex(self.dialect(folder, fresh=fresh), analyzer)
        self._search = Search(self._index, analyzer)

    def dialect(self, folder: Path, *, fresh: bool) -> Dialect:  # noqa: ARG002 - a folder is fresh or it is not
        return SQLite(sqlite3.connect(folder / "ours.db"))

    def add(self, first: int, texts: Sequence[str]) -> None:
        self._index.add(
            (Card(f"{first + start}", "public"), [Passage.of(first + start + place, text) for place, text in batch])
            for start in range(0, len(texts), _DOCUMENT)
            for batch in [list(enumerate(texts[start : start + _DOCUMENT]))]
        )

    def finish(self) -> None:
        """Nothing waits to be written."""

    def search(self, question: str) -> list[int]:
        return [one.passage.number for one in self._search.find(question, _ALL, mode=Mode.KEYWORD, limit=LIMIT)]


def connected(*, fresh: bool = True) -> Any:
    """The server that `scripts/postgres` started; `fresh` takes out everything of an earlier run."""
    import psycopg  # noqa: PLC0415 - only where there is a server

    host, user, name = (os.environ[f"WELLFOUNDED_DB_{word}"] for word in ("HOST", "USER", "NAME"))
    connection = psycopg.connect(host=host, user=user, dbname=name, autocommit=True)
    if fresh:
        connection.execute("DROP SCHEMA IF EXISTS bench CASCADE")
        connection.execute("CREATE SCHEMA bench")
    connection.execute("SET search_path TO bench")
    return connection


class OursOnPostgres(Ours):
    """The same over PostgreSQL."""

    def dialect(self, folder: Path, *, fresh: bool) -> Dialect:  # noqa: ARG002 - the server has its own folder
        return PostgreSQL(connected(fresh=fresh))


class PlainFts5:
    """FTS5 on the raw text, as its manual shows it; the question's words joined by OR."""

    tokenizer = "unicode61"

    def __init__(self, folder: Path, *, fresh: bool = True) -> None:  # noqa: ARG002 - a folder is fresh or it is not
        self._connection = sqlite3.connect(folder / "plain.db")
        self._connection.execute(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS passages USING fts5(text, tokenize='{self.tokenizer}')"
        )

    def add(self, first: int, texts: Sequence[str]) -> None:
        rows = enumerate(texts, first)
        with self._connection:
            self._connection.executemany("INSERT INTO passages(rowid, text) VALUES (?, ?)", rows)

    def finish(self) -> None:
        """Nothing waits to be written."""

    def search(self, question: str) -> list[int]:
        words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", question))
        statement = "SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT ?"
        return [row[0] for row in self._connection.execute(statement, (words, LIMIT))]


class TrigramFts5(PlainFts5):
    """FTS5 with its tokenizer of three characters."""

    tokenizer = "trigram"
