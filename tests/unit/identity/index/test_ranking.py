"""Who comes first among those who share a key: whose name agrees best, by what the gists say."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.unit.identity.index.index_stores import SECRET
from wellfounded.identity.dates.partial_date import parse
from wellfounded.identity.index.hashing import NOTHING, Hashing, asked_years, gist_of, head_of, years_of
from wellfounded.identity.index.key_index import KeyIndex
from wellfounded.identity.index.postings import Ranking, changed, rows_of, unpacked_rows
from wellfounded.identity.names.compare import worth_of_names
from wellfounded.identity.names.key import Key
from wellfounded.identity.names.keys import asked, filed
from wellfounded.identity.record import Record

NAMES = ("김철수", "Kim Chol Su", "金哲洙", "Jin Zhezhu", "Ким Чхоль Су", "하늘", "Ali Reza Karimi", "Chan Chi-ming")


@pytest.fixture
def index() -> Iterator[KeyIndex]:
    with closing(sqlite3.connect(":memory:")) as connection:
        yield KeyIndex(connection, secret=SECRET, filed=filed, asked=asked)


def test_the_same_name_comes_before_others_that_fold_alike(index: KeyIndex) -> None:
    names = ("김종운", "김정은", "Kim Jong Un", "金正恩", "김중언")
    index.add(Record(name, (name,)) for name in names)
    found = index.candidates(Record("?", ("김정은",)))
    assert set(found) == set(names)
    assert set(found[:2]) == {"김정은", "金正恩"}
    assert found[2] == "Kim Jong Un"


@pytest.mark.parametrize("query", ["김정은", "Kim Jong Un", "金正恩"])
def test_the_order_is_nearly_that_of_the_comparison(index: KeyIndex, query: str) -> None:
    """Whoever the comparison calls the same comes before whoever it calls another."""
    names = ("김정은", "Kim Jong Un", "金正恩", "김종언", "김중웅", "Kim Chung-on", "Jin Zheng'en")
    index.add(Record(name, (name,)) for name in names)
    found = [worth_of_names(query, name) or 0.0 for name in index.candidates(Record("?", (query,)))]
    first = [score > 5.5 for score in found]
    assert first == sorted(first, reverse=True)


def test_the_same_year_comes_before_the_years_beside_it(index: KeyIndex) -> None:
    index.add(Record(year, ("김철수",), parse(year)) for year in ("1983", "1984", "1985", "1990"))
    index.add([Record("none", ("김철수",))])
    assert index.candidates(Record("?", ("김철수",), parse("1984"))) == ["1984", "1983", "1985", "none"]


@pytest.mark.parametrize(("apart", "found"), [(0.0, [2, 1]), (0.001, [2, 1, 3])])
def test_those_of_other_years_are_left_out_or_come_last(apart: float, found: list[int]) -> None:
    births = {1: parse("1985"), 2: parse("1984"), 3: parse("1960")}
    filing = Hashing(SECRET, filed)
    entries = [(number, filing.posted(("김철수",), years_of(born)).packed()) for number, born in births.items()]
    ranking = Ranking(among=10, years=asked_years(parse("1984")), secret=SECRET, apart=apart)
    for value, keys in Hashing(SECRET, asked).asked(["김철수"]).items():
        hashes, rows = rows_of(entries)
        ranking.count(rows[hashes == value].tobytes(), keys)
    assert ranking.best(10) == found


def test_a_smaller_cut_is_the_beginning_of_a_larger_one(index: KeyIndex) -> None:
    index.add(Record(f"{name} {number}", (name,)) for name in NAMES for number in range(3))
    for name in NAMES:
        every = index.candidates(Record("?", (name,)))
        assert every
        assert all(index.candidates(Record("?", (name,)), most=most) == every[:most] for most in range(1, len(every)))


@pytest.mark.parametrize("name", NAMES)
def test_shares_of_what_is_filed_are_shares(name: str) -> None:
    keys = filed(name)
    assert sum(key.weight for key in keys) <= 1.0 + 1e-9
    for key in keys:
        assert sum(share for _, share in key.heads) <= key.weight + 1e-9
        assert len(key.heads) <= 2
    assert {key.text for key in keys} <= {key.text for key in asked(name)}


def test_a_gist_says_how_likely_and_a_little_of_which_name() -> None:
    gist = gist_of(Key("f", 0.5, (("김철수", 0.5), ("김철서", 0.001))), SECRET)
    assert gist >> 24 == 2
    assert (gist >> 8 & 15, gist >> 20 & 15) == (2, NOTHING)
    assert (gist & 255, gist >> 12 & 255) == (head_of("김철수", SECRET), head_of("김철서", SECRET))
    assert gist < 1 << 28
    assert gist_of(Key("x"), SECRET) >> 24 == NOTHING


def test_rows_go_and_come() -> None:
    one, two = _row(1), _row(2)
    assert changed(one, two, gone=[]) == one + two
    assert changed(one + two, b"", gone=[1]) == two
    assert changed(one, _row(1, year=1990), gone=[]) == _row(1, year=1990)
    assert unpacked_rows(changed(b"", two, gone=[7]))["id"].tolist() == [2]


def _row(number: int, *, year: int = 1984) -> bytes:
    return number.to_bytes(4, "little") + bytes(4) + year.to_bytes(2, "little")
