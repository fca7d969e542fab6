from __future__ import annotations

import random
import sqlite3
from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.unit.evidence.search.conftest import MakeIndex
from tests.unit.evidence.search.shelves import ALL, LIBRARY, PUBLIC, document
from wellfounded.evidence.search.analysis.analyzer import Analyzer
from wellfounded.evidence.search.index import postings, ranking
from wellfounded.evidence.search.index.postings import BLOCK, MOST_TIMES, MOST_TOKENS, PLACE, PLACE_BITS, Held
from wellfounded.evidence.search.index.ranking import K1, B, weight
from wellfounded.evidence.search.index.sql_index import SqlIndex
from wellfounded.evidence.search.index.sqlite import SQLite

if TYPE_CHECKING:
    from wellfounded.evidence.search.index.postings import Row

WORDS = ["peace", *["peace"] * 8, "war", "envoy", "border", "border", "guard", "river", "market", "winter"]


def test_a_posting_tells_place_times_and_length() -> None:
    ((block, term, group, packed),) = postings.rows_of([Held(BLOCK + 7, 3, ["peace"] * 5)])
    (posting,) = postings.read(packed)
    assert (block, term, group) == (1, "peace", 3)
    assert posting & PLACE == 7
    assert posting >> PLACE_BITS == 5 | 5 << 6


def test_what_is_more_than_a_posting_holds_counts_as_the_most_it_holds() -> None:
    (row,) = postings.rows_of([Held(1, 1, ["a"] * 5000)])
    (posting,) = postings.read(row[3])
    assert posting >> PLACE_BITS == MOST_TIMES | MOST_TOKENS << 6


def test_rows_part_by_block_and_group() -> None:
    held = [Held(BLOCK - 1, 1, ["a", "b"]), Held(BLOCK, 1, ["a"]), Held(BLOCK + 1, 2, ["a"]), Held(2, 1, ["a"])]
    found = [(block, term, group, len(packed)) for block, term, group, packed in postings.rows_of(held)]
    assert found == [(0, "a", 1, 8), (0, "b", 1, 4), (1, "a", 1, 4), (1, "a", 2, 4)]
    assert postings.rows_of([]) == []
    assert postings.rows_of([Held(1, 1, [])]) == []


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks of sixteen passages, so that a few hundred fill many."""
    for module in (postings, ranking):
        monkeypatch.setattr(module, "BLOCK", 16)
    monkeypatch.setattr("wellfounded.evidence.search.index.sql_index.BLOCK", 16)


def of_dice(count: int, *, seed: int) -> list[str]:
    dice = random.Random(seed)  # noqa: S311 - the same texts at every run, no secrets
    return [" ".join(dice.choices(WORDS, k=dice.randint(1, 30))) for _ in range(count)]


def by_hand(texts: list[str], terms: list[str], *, limit: int) -> list[tuple[int, float]]:
    """BM25 as it is written down, passage by passage."""
    passages = [Counter(Analyzer().terms(text)) for text in texts]
    mean = sum(one.total() for one in passages) / len(passages)
    rare = {term: weight(len(passages), sum(term in one for one in passages)) for term in terms}
    found = []
    for number, passage in enumerate(passages, 1):
        damp = K1 * (1 - B + B * passage.total() / mean)
        found.append((number, sum(rare[term] * passage[term] * (K1 + 1) / (passage[term] + damp) for term in terms)))
    return sorted((one for one in found if one[1]), key=lambda one: (-one[1], one[0]))[:limit]


@pytest.mark.usefixtures("small_blocks")
@pytest.mark.parametrize("limit", [1, 5, 40])
@pytest.mark.parametrize("question", ["peace", "peace border winter", "peace peace envoy war river market"])
def test_stopping_early_loses_none_of_the_best(index: SqlIndex, question: str, limit: int) -> None:
    texts = of_dice(200, seed=len(question))
    for start in range(0, len(texts), 30):
        index.add(document(f"d{start + at}", text) for at, text in enumerate(texts[start : start + 30]))
    terms = Analyzer().terms(question)
    ranked = index.ranked(terms, ALL, limit=limit)
    expected = by_hand(texts, terms, limit=limit)
    assert [one.score for one in ranked] == pytest.approx([score for _, score in expected], rel=1e-4)
    assert index.count(terms, ALL) == len(by_hand(texts, terms, limit=1000))


@pytest.mark.usefixtures("small_blocks")
def test_passages_that_cannot_come_among_the_best_are_passed_over(index: SqlIndex) -> None:
    texts = ["envoy peace", *of_dice(160, seed=5), *["peace"] * 100]
    index.add(document(f"d{at}", text) for at, text in enumerate(texts))
    looked_at = 0

    class Counting(dict):  # type: ignore[type-arg]  # only counts what is asked of it
        def get(self, *asked: object) -> object:
            nonlocal looked_at
            looked_at += 1
            return super().get(*asked)

    def counting(rows: dict[str, list[Row]], weighing: ranking.Weighing, *, least: np.float32) -> ranking.Scores:
        return scored(Counting(rows), weighing, least=least)

    scored = ranking.scored
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ranking, "scored", counting)
        index.ranked(["envoy", "peac"], ALL, limit=1)
    blocks = -(-len(texts) // 16)
    assert blocks < looked_at < 2 * blocks


def test_postings_go_with_their_passage(index: SqlIndex) -> None:
    index.add([document("a", "peace " * 6), document("b", "peace")])
    index.remove("a")
    assert [one.score for one in index.ranked(["peac"], ALL, limit=5)] == pytest.approx([0.2877], abs=1e-4)
    index.remove("b")
    assert index.ranked(["peac"], ALL, limit=5) == []


def test_an_index_of_an_earlier_version_is_made_whole(make_index: MakeIndex, analyzer: Analyzer) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        SqlIndex(SQLite(connection), analyzer).add(LIBRARY)
        connection.execute("DROP TABLE evidence_postings")
        connection.execute("CREATE TABLE evidence_term_counts (term TEXT)")
        again = SqlIndex(SQLite(connection), analyzer)
        fresh = make_index()
        fresh.add(LIBRARY)
        for terms in (["border", "punish"], ["처벌"]):
            for reach in (ALL, PUBLIC):
                assert again.ranked(terms, reach, limit=9) == fresh.ranked(terms, reach, limit=9)
        assert not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'evidence_term_counts'").fetchall()
