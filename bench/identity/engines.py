"""What databases and Splink's own comparison say of pairs of names, spelt by anyascii first."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING, Any

import duckdb
import psycopg
from splink import comparison_library

from bench.evidence.engines import connected

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Pairs = Sequence[tuple[str, str]]
    Scored = tuple[str, list[float], float]

_GRAM = 3


def scored(pairs: Pairs) -> Iterator[Scored]:
    """Each engine that is here, with its scores and seconds."""
    lowered = [(left.lower(), right.lower()) for left, right in pairs]
    yield "Splink NameComparison of anyascii", *_timed(_splink, lowered)
    yield "FTS5 trigram of anyascii", *_timed(_full_text, lowered)
    if os.environ.get("WELLFOUNDED_DB") == "postgres":
        yield "pg_trgm of anyascii", *_timed(_trigrams, lowered, clock=time.perf_counter)


def _timed(score: Any, pairs: Pairs, *, clock: Any = time.process_time) -> tuple[list[float], float]:
    started = clock()
    scores = score(pairs)
    return scores, clock() - started


def _splink(pairs: Pairs) -> list[float]:
    """The level that a pair reaches, higher for nearer."""
    comparison: Any = comparison_library.NameComparison("name").get_comparison("duckdb")
    levels = comparison.as_dict()["comparison_levels"]
    conditions = [one["sql_condition"] for one in levels if not one.get("is_null_level")]
    cases = " ".join(f"WHEN {sql} THEN {len(conditions) - place}" for place, sql in enumerate(conditions[:-1]))
    with closing(duckdb.connect()) as connection:
        connection.execute("CREATE TABLE pairs (number INTEGER, name_l VARCHAR, name_r VARCHAR)")
        rows = [(number, *pair) for number, pair in enumerate(pairs)]
        connection.executemany("INSERT INTO pairs VALUES (?, ?, ?)", rows)
        select = f"SELECT CASE {cases} ELSE 0 END FROM pairs ORDER BY number"  # noqa: S608 - Splink's own conditions
        return [float(row[0]) for row in connection.execute(select).fetchall()]


def _full_text(pairs: Pairs) -> list[float]:
    """The rank of one name among all names of the other side, asked by its trigrams; 0 where none is shared."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE names USING fts5(name, tokenize='trigram')")
        connection.executemany("INSERT INTO names (rowid, name) VALUES (?, ?)", enumerate(map(_second, pairs)))
        return [_rank(connection, number, left) for number, (left, _) in enumerate(pairs)]


def _second(pair: tuple[str, str]) -> str:
    return pair[1]


def _rank(connection: sqlite3.Connection, number: int, name: str) -> float:
    grams = {name[at : at + _GRAM].replace('"', "") for at in range(len(name) - _GRAM + 1)}
    asked = " OR ".join(f'"{gram}"' for gram in sorted(grams) if len(gram) == _GRAM)
    if not asked:
        return 0.0
    select = "SELECT -bm25(names) FROM names WHERE names MATCH ? AND rowid = ?"
    row = connection.execute(select, (asked, number)).fetchone()
    return float(row[0]) if row else 0.0


def _trigrams(pairs: Pairs) -> list[float]:
    connection: psycopg.Connection[Any] = connected()
    connection.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    with connection.cursor() as cursor:
        found = [cursor.execute("SELECT similarity(%s, %s)", pair).fetchone() for pair in pairs]
    return [float(row[0]) for row in found if row]
