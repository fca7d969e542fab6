"""What a reader may not open changes nothing that the reader sees, whatever stands on which shelf."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from hypothesis import given, settings
from hypothesis import strategies as st

from wellfounded.evidence.passage import Card, Passage
from wellfounded.evidence.search.analysis.analyzer import Analyzer
from wellfounded.evidence.search.index.reach import Gate, Reach
from wellfounded.evidence.search.index.sql_index import SqlIndex
from wellfounded.evidence.search.index.sqlite import SQLite

WORDS = ("border", "guards", "punished", "market", "returned", "难民", "遣返")
SHELVES = ("public", "case 1", "case 2")
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)
DOCUMENTS = st.lists(st.tuples(st.sampled_from(SHELVES), TEXTS), max_size=12)
QUESTIONS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3)
GATES = st.sets(st.sampled_from(SHELVES))

Seen = tuple[list[tuple[str, float]], int, tuple[str, ...]]


def seen(documents: list[tuple[str, str]], question: list[str], *, reach: Reach, kept: set[str]) -> Seen:
    """What a reader sees of the documents on the shelves `kept`: names with scores in order, a count, languages."""
    analyzer = Analyzer(words=False)
    with closing(sqlite3.connect(":memory:")) as connection:
        index = SqlIndex(SQLite(connection), analyzer)
        index.add(
            (Card(str(place), shelf), [Passage.of(0, text)])
            for place, (shelf, text) in enumerate(documents)
            if shelf in kept
        )
        terms = analyzer.terms(" ".join(question))
        ranked = index.ranked(terms, reach, limit=20)
        names = [one.card.key for one in index.passages([one.id for one in ranked], reach)]
        scores = [round(one.score, 9) for one in ranked]
        return list(zip(names, scores, strict=True)), index.count(terms, reach), index.languages(reach)


@settings(deadline=None, max_examples=60)
@given(DOCUMENTS, QUESTIONS, GATES)
def test_hidden_shelves_might_as_well_not_be_there(
    documents: list[tuple[str, str]], question: list[str], shelves: set[str]
) -> None:
    reach = Reach(Gate.of(shelves))
    whole = seen(documents, question, reach=reach, kept=set(SHELVES))
    assert whole == seen(documents, question, reach=reach, kept=shelves)


def test_a_gate_that_let_everything_through_would_be_noticed() -> None:
    documents = [("public", "border"), ("case 1", "border guards")]
    everything = Reach(Gate.everything())
    whole = seen(documents, ["border"], reach=everything, kept=set(SHELVES))
    assert whole != seen(documents, ["border"], reach=everything, kept={"public"})
