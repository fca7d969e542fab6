"""The index of passages inside the office's own store, encrypted with it, and written in the same transaction."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from django.db import connection

from wellfounded.evidence.search.analysis.analyzer import Analyzer
from wellfounded.evidence.search.engine import Search
from wellfounded.evidence.search.index.held import HeldVectors
from wellfounded.evidence.search.index.postgres import PostgreSQL
from wellfounded.evidence.search.index.sql_index import SqlIndex
from wellfounded.evidence.search.index.sqlite import SQLite
from wellfounded.evidence.search.meaning.embedder import installed_embedders
from wellfounded.vault import unlocked

if TYPE_CHECKING:
    from wellfounded.evidence.search.index.dialect import Dialect


_held: dict[str, HeldVectors] = {}


def office_index() -> SqlIndex:
    """The index on the connection of this thread. Its tables are made when they are first needed."""
    connection.ensure_connection()
    return SqlIndex(_dialect(), analyzer(), held=held_vectors())


def held_vectors() -> HeldVectors:
    """The vectors of this store that the process holds, the same for every thread."""
    return _held.setdefault(store(), HeldVectors())


def store() -> str:
    """What tells this store from any other that the process may open."""
    told = connection.settings_dict
    return "\n".join(str(told.get(name, "")) for name in ("ENGINE", "HOST", "PORT", "NAME"))


def forget_vectors() -> None:
    """Hold none, of any store: what was encrypted on the disk does not stay in memory when the store is locked."""
    for one in list(_held.values()):
        one.clear()


unlocked.when_forgotten(forget_vectors)


def office_search(index: SqlIndex) -> Search:
    """A search over it, with the models that are installed and have vectors in it."""
    models = [one for one in installed_embedders() if index.vectors.holds_any(one.model)]
    return Search(index, analyzer(), embedders=models)


@cache
def analyzer() -> Analyzer:
    """One for the process: it loads the words of three languages."""
    return Analyzer()


def _dialect() -> Dialect:
    if connection.vendor == "postgresql":
        return _MadePostgres(connection.connection)
    return _MadeSQLite(connection.connection)


class _MadeSQLite(SQLite):
    def prepare(self) -> None:
        """Nothing where the tables are there: every page would wait for a writer otherwise."""
        if not self.run("SELECT 1 FROM sqlite_master WHERE name = 'evidence_postings'"):
            super().prepare()


class _MadePostgres(PostgreSQL):
    def prepare(self) -> None:
        """Nothing where the tables are there."""
        if self.run("SELECT to_regclass('evidence_postings')")[0][0] is None:
            super().prepare()
