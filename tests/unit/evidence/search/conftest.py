"""An index on each engine: SQLite always, PostgreSQL when the tests run with DB=postgres."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing

import pytest

from wellfounded.evidence.search.analysis.analyzer import Analyzer
from wellfounded.evidence.search.index.sql_index import SqlIndex
from wellfounded.evidence.search.index.sqlite import SQLite

MakeIndex = Callable[[], SqlIndex]


@pytest.fixture(scope="session")
def analyzer() -> Analyzer:
    return Analyzer()


@pytest.fixture
def make_index(analyzer: Analyzer) -> Iterator[MakeIndex]:
    """Makes empty indexes, each in a store of its own."""
    with ExitStack() as stack:
        yield lambda: SqlIndex(SQLite(stack.enter_context(closing(sqlite3.connect(":memory:")))), analyzer)


@pytest.fixture
def index(make_index: MakeIndex) -> SqlIndex:
    return make_index()
