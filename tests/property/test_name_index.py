"""Whatever happens to an index, it holds what an index built anew holds; and a larger cut finds at least as many."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.identity.index.index_stores import SECRET, Row, rows_of
from wellfounded.identity.dates.partial_date import parse
from wellfounded.identity.index.build import build
from wellfounded.identity.index.key_index import KeyIndex
from wellfounded.identity.names.keys import asked, filed
from wellfounded.identity.record import Record

NAMES = (
    "김철수",
    "Kim Chol Su",
    "金哲洙",
    "김철주",
    "Vladimir Sokolov",
    "Chan Chi-ming",
    "김정은",
    "Kim Jong Un",
    "???",
)
YEARS = (None, "1984", "1985", "1983/1986", "1950")
records = st.builds(
    Record,
    key=st.sampled_from(["a", "b", "c", "d"]),
    names=st.lists(st.sampled_from(NAMES), max_size=2).map(tuple),
    birth=st.sampled_from(YEARS).map(lambda text: parse(text) if text else None),
)
steps = st.lists(st.one_of(records, st.sampled_from(["a", "b", "c"])), max_size=12)
"""A record is added, or changed where there is one of its key; a key alone is removed."""


def opened(connection: sqlite3.Connection) -> KeyIndex:
    return KeyIndex(connection, secret=SECRET, filed=filed, asked=asked)


def worked(taken: list[Record | str]) -> list[Row]:
    """The rows after all steps."""
    with closing(sqlite3.connect(":memory:")) as connection:
        index = opened(connection)
        for step in taken:
            if isinstance(step, str):
                index.remove([step])
            else:
                index.add([step])
        return rows_of(index)


def rebuilt(taken: list[Record | str]) -> list[Row]:
    """The rows of an index built of what is left after all steps."""
    left: dict[str, Record] = {}
    for step in taken:
        if isinstance(step, str):
            left.pop(step, None)
        else:
            left[step.key] = step
    with closing(sqlite3.connect(":memory:")) as connection:
        index = opened(connection)
        build(index, left.values())
        return rows_of(index)


@settings(max_examples=60, deadline=None)
@given(taken=steps)
def test_step_by_step_is_the_same_as_built_anew(taken: list[Record | str]) -> None:
    assert worked(taken) == rebuilt(taken)


def test_an_index_that_forgot_to_take_rows_out_would_be_seen() -> None:
    taken: list[Record | str] = [Record("a", ("김철수",)), Record("a", ("김정은",))]
    real = KeyIndex.refile

    def careless(self: KeyIndex, added: Mapping[int, bytes], *, gone: Mapping[int, list[int]]) -> None:
        real(self, added, gone={value: [] for value in gone})

    assert worked(taken) == rebuilt(taken)
    with patch.object(KeyIndex, "refile", careless):
        assert worked(taken) != rebuilt(taken)


@settings(max_examples=60, deadline=None)
@given(register=st.lists(records, max_size=4), query=records, most=st.integers(1, 4))
def test_a_larger_cut_loses_nobody(register: list[Record], query: Record, most: int) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        index = opened(connection)
        index.add(register)
        every = index.candidates(query)
        assert index.candidates(query, most=most) == every[:most]
