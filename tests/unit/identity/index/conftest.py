"""An index on each database: SQLite and SQLCipher, or PostgreSQL alone when the tests run with DB=postgres."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from itertools import count
from pathlib import Path

import pytest
import sqlcipher3

from tests.unit.identity.index.index_stores import SECRET, Connect
from wellfounded.identity.index.database import POSTGRESQL, SQLITE, Connection, Dialect
from wellfounded.identity.index.key_index import KeyIndex

STORES = ["postgres"] if os.environ.get("WELLFOUNDED_DB") == "postgres" else ["sqlite", "sqlcipher"]
_schemas = count()


@pytest.fixture(params=STORES)
def connect(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Connect]:
    """Opens an index over a new connection to the store of the test."""
    with ExitStack() as stack:
        if request.param == "postgres":
            new, dialect = _server(stack), POSTGRESQL
        else:
            new, dialect = _file(tmp_path / "index.db", request.param), SQLITE
        yield lambda keys_of: _index(stack.enter_context(closing(new())), dialect, keys_of)  # type: ignore[type-var]  # a driver's connection closes


def _index(connection: Connection, dialect: Dialect, keys_of: object) -> KeyIndex:
    return KeyIndex(connection, secret=SECRET, filed=keys_of, dialect=dialect)  # type: ignore[arg-type]  # of a test


def _file(path: Path, kind: str) -> Callable[[], sqlite3.Connection]:
    def opened() -> sqlite3.Connection:
        if kind == "sqlite":
            return sqlite3.connect(path, timeout=60, check_same_thread=False)
        connection = sqlcipher3.connect(path, timeout=60, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA key = 'only for tests'")
        return connection  # type: ignore[no-any-return]  # SQLCipher's has no types

    return opened


def _server(stack: ExitStack) -> Callable[[], Connection]:
    """A schema of its own, dropped at the end."""
    import psycopg  # noqa: PLC0415 - only where there is a server

    host, user, name = (os.environ[f"WELLFOUNDED_DB_{word}"] for word in ("HOST", "USER", "NAME"))
    schema = f"index_test_{os.getpid()}_{next(_schemas)}"
    keeper = stack.enter_context(closing(psycopg.connect(host=host, user=user, dbname=name, autocommit=True)))
    keeper.execute(f"CREATE SCHEMA {schema}")
    stack.callback(keeper.execute, f"DROP SCHEMA {schema} CASCADE")
    return lambda: psycopg.connect(host=host, user=user, dbname=name, options=f"-c search_path={schema}")
