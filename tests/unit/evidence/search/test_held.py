"""Vectors in memory: read once for a store, never older than its passages, and no way around a gate."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest

from tests.unit.evidence.search.shelves import ALL, LIBRARY, PUBLIC, document
from tests.unit.evidence.search.test_engine import Subjects
from wellfounded.evidence.search.analysis.analyzer import Analyzer
from wellfounded.evidence.search.engine import Mode, Search
from wellfounded.evidence.search.index import held as holding
from wellfounded.evidence.search.index.dialect import Row
from wellfounded.evidence.search.index.held import HeldVectors
from wellfounded.evidence.search.index.reach import Filters, Reach
from wellfounded.evidence.search.index.sql_index import SqlIndex
from wellfounded.evidence.search.index.sqlite import SQLite
from wellfounded.evidence.search.meaning.background import embed_missing

MODEL = Subjects()


class Counting(SQLite):
    """Counts the vectors that are read."""

    def __init__(self, connection: Any) -> None:
        super().__init__(connection)
        self.vectors = 0

    def run(self, statement: str, parameters: Sequence[Any] = ()) -> list[Row]:
        rows = super().run(statement, parameters)
        if statement.startswith("SELECT text_hash, vector"):
            self.vectors += len(rows)
        return rows


@pytest.fixture
def dialect() -> Iterator[Counting]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        yield Counting(connection)


@pytest.fixture
def store(analyzer: Analyzer, dialect: Counting) -> tuple[HeldVectors, SqlIndex]:
    held = HeldVectors()
    index = SqlIndex(dialect, analyzer, held=held)
    index.add(LIBRARY)
    work_out(index)
    return held, index


def work_out(index: SqlIndex) -> None:
    for _ in embed_missing(index.vectors, [MODEL]):
        pass


def found(index: SqlIndex, question: str, *, reach: Reach = ALL, mode: Mode = Mode.DENSE) -> list[str]:
    search = Search(index, Analyzer(words=False), embedders=[MODEL])
    return [one.card.key for one in search.find(question, reach, mode=mode, limit=20)]


def test_a_store_is_read_once_for_all_its_connections(
    store: tuple[HeldVectors, SqlIndex], dialect: Counting, analyzer: Analyzer
) -> None:
    held, index = store
    first = found(index, "punished at the border")
    assert dialect.vectors == 7
    other = SqlIndex(dialect, analyzer, held=held)
    assert found(other, "punished at the border") == first
    assert dialect.vectors == 7
    alone = SqlIndex(dialect, analyzer)  # the control: an index that shares with nobody reads for itself
    assert found(alone, "punished at the border") == first
    assert dialect.vectors == 14


def test_what_is_new_is_read_and_what_is_gone_is_let_go(store: tuple[HeldVectors, SqlIndex], dialect: Counting) -> None:
    held, index = store
    found(index, "market")
    index.add([document("newer", "The market was closed.")])
    assert "newer" not in found(index, "market")
    work_out(index)
    assert "newer" in found(index, "market")
    assert dialect.vectors == 8  # the new one alone
    index.remove("report")
    assert "report" not in found(index, "market")
    assert dialect.vectors == 8
    standing = held.of(MODEL.model, dialect)
    assert sum(len(block.hashes) for block in standing.blocks) == 6
    assert all(len(block.hashes) == len(block.rows) for block in standing.blocks)


def test_a_change_that_was_taken_back_is_not_taken_for_what_stands(
    store: tuple[HeldVectors, SqlIndex], dialect: Counting
) -> None:
    _, index = store
    dialect.run("BEGIN")
    index.add([document("never", "The market burned.")])
    work_out(index)
    assert "never" in found(index, "market")[:2]
    dialect.run("ROLLBACK")
    index.add([document("stands", "The ministry denied it.")])  # under the number of the passage that never was
    work_out(index)
    keys = found(index, "market")
    assert "stands" in keys[2:]
    assert "never" not in keys


@pytest.mark.parametrize("mode", [Mode.DENSE, Mode.FUSED])
def test_what_everybody_shares_is_no_way_around_a_gate(store: tuple[HeldVectors, SqlIndex], mode: Mode) -> None:
    _, index = store
    hidden = {"exhibit", "other"}
    assert hidden <= set(found(index, "punished at the border", mode=mode))  # held from now on
    assert not hidden & set(found(index, "punished at the border", mode=mode, reach=PUBLIC))
    ids, _ = index.near(MODEL.model, MODEL.questions(["border"])[0], reach=PUBLIC)
    assert {one.card.shelf for one in index.passages(ids.tolist(), ALL)} == {"public"}


def test_a_document_that_was_moved_is_found_where_it_stands_now(store: tuple[HeldVectors, SqlIndex]) -> None:
    _, index = store
    assert "article" in found(index, "denied", reach=PUBLIC)
    card, passages = LIBRARY[1]
    index.add([(replace(card, shelf="case 7"), passages)])
    assert index.vectors.count_missing(MODEL.model) == 0  # the text is the same, and so is its vector
    assert "article" not in found(index, "denied", reach=PUBLIC)
    assert "article" in found(index, "denied")


def test_filters_narrow_what_is_held(store: tuple[HeldVectors, SqlIndex]) -> None:
    _, index = store
    for filters, keys in (
        (Filters(reliabilities=("low",)), {"article"}),
        (Filters(topics=("markets",)), {"report"}),
        (Filters(countries=("TUV",)), set()),
        (Filters(criteria=("none",)), set()),
    ):
        assert set(found(index, "border", reach=replace(ALL, filters=filters))) == keys


def test_newer_vectors_may_wait_where_reading_takes_long_and_passages_never(
    store: tuple[HeldVectors, SqlIndex], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, index = store
    monkeypatch.setattr(holding, "_MOMENT", -1.0)
    monkeypatch.setattr(holding, "_REST", 1e9)
    found(index, "market")
    index.add([document("newer", "The market was closed.")])
    assert "newer" not in found(index, "market")
    work_out(index)
    assert "newer" not in found(index, "market")
    index.remove("korean")
    assert "newer" in found(index, "market")
    assert "korean" not in found(index, "처벌")


def test_many_that_are_missing_are_read_from_end_to_end(
    store: tuple[HeldVectors, SqlIndex], dialect: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, index = store
    monkeypatch.setattr(holding, "_FEW", 2)
    monkeypatch.setattr(holding, "AT_ONCE", 3)
    by_parts = found(index, "punished at the border")
    assert dialect.vectors == 7
    held.clear()
    monkeypatch.setattr(holding, "_FEW", 100)
    monkeypatch.setattr(holding, "_ASKED", 2)
    assert found(index, "punished at the border") == by_parts


def test_small_blocks_that_came_one_by_one_are_made_one(
    store: tuple[HeldVectors, SqlIndex], dialect: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, index = store
    monkeypatch.setattr(holding, "_MANY", 2)
    for number in range(5):
        index.add([document(f"newer {number}", f"The market of day {number}.")])
        work_out(index)
        assert f"newer {number}" in found(index, "market")
    assert len(held.of(MODEL.model, dialect).blocks) <= 3
    alone = SqlIndex(dialect, Analyzer(words=False))
    assert found(alone, "market at the border") == found(index, "market at the border")


def test_after_a_lock_nothing_is_held_and_what_is_being_read_is_not_kept(
    store: tuple[HeldVectors, SqlIndex], monkeypatch: pytest.MonkeyPatch
) -> None:
    held, index = store
    found(index, "market")
    assert held.models
    held.clear()
    assert not held.models
    read = holding.read

    def locked_meanwhile(*args: Any, **kwargs: Any) -> Any:
        held.clear()
        return read(*args, **kwargs)

    monkeypatch.setattr(holding, "read", locked_meanwhile)
    found(index, "market")
    assert not held.models
