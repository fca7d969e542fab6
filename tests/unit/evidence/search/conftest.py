"""An index on each engine: SQLite and SQLCipher, or PostgreSQL alone when the tests run with DB=postgres."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from itertools import count

import pytest
import sqlcipher3

from wellfounded.evidence.search.analysis.analyzer import Analyzer
from wellfounded.evidence.search.index.dialect import Dialect
from wellfounded.evidence.search.index.postgres import PostgreSQL
from wellfounded.evidence.search.index.sql_index import SqlIndex
from wellfounded.evidence.search.index.sqlite import SQLite

MakeIndex = Callable[[], SqlIndex]
ENGINES = ["postgres"] if os.environ.get("WELLFOUNDED_DB") == "postgres" else ["sqlite", "sqlcipher"]
_names = count()


@pytest.fixture(scope="session")
def analyzer() -> Analyzer:
    return Analyzer()


@pytest.fixture(params=ENGINES)
def make_index(request: pytest.FixtureRequest, analyzer: Analyzer) -> Iterator[MakeIndex]:
    """Makes empty indexes, each in a store of its own."""
    opened = {"sqlite": in_memory, "sqlcipher": encrypted, "postgres": on_server}[request.param]
    with ExitStack() as stack:
        yield lambda: SqlIndex(opened(stack), analyzer)


def in_memory(stack: ExitStack) -> Dialect:
    return SQLite(stack.enter_context(closing(sqlite3.connect(":memory:"))))


def encrypted(stack: ExitStack) -> Dialect:
    """A connection as the office has it: SQLCipher's, each statement on its own."""
    connection = stack.enter_context(closing(sqlcipher3.connect(":memory:", isolation_level=None)))
    connection.execute("PRAGMA key = 'only for tests'")
    return SQLite(connection)


def on_server(stack: ExitStack) -> Dialect:
    """A schema of its own, dropped at the end."""
    import psycopg  # noqa: PLC0415 - only where there is a server

    host, user, name = (os.environ[f"WELLFOUNDED_DB_{word}"] for word in ("HOST", "USER", "NAME"))
    connection = stack.enter_context(closing(psycopg.connect(host=host, user=user, dbname=name, autocommit=True)))
    schema = f"evidence_test_{os.getpid()}_{next(_names)}"
    connection.execute(f"CREATE SCHEMA {schema}")
    stack.callback(connection.execute, f"DROP SCHEMA {schema} CASCADE")
    connection.execute(f"SET search_path TO {schema}")
    return PostgreSQL(connection)


@pytest.fixture
def index(make_index: MakeIndex) -> SqlIndex:
    return make_index()
