import sys

import pytest

from wellfounded.identity.batch.dedupe import EngineMissingError, dedupe
from wellfounded.identity.batch.rows import SCHEMA, table_of
from wellfounded.identity.dates.partial_date import parse
from wellfounded.identity.record import Record

REGISTER = [
    Record("1", ("김은희",), parse("1984-03-05"), "female", ("회령",)),
    Record("2", ("Kim Eun-hee",), parse("1984"), "female", ("Hoeryong",)),
    Record("3", ("김은희",), parse("1951"), "female", ("신의주",)),
    Record("4", ("류하늘",), parse("1984"), "male"),
    Record("5", ("한별솔",), parse("lunar:1984-03-05"), "", ("무산", "경성")),
    Record("6", ("Han Pyol-sol",), parse("1984-04-05")),
    Record("7", ("王丽",), parse("1984-03-05"), "female", ("회령",)),
    Record("8", ("??",), None),
]


def test_who_may_be_one_person_is_found_and_weighed() -> None:
    told: list[int] = []
    pairs = dedupe(REGISTER, told=told.append)
    found = [(pair.one.key, pair.other.key) for pair in pairs]
    assert {("1", "2"), ("5", "6")} <= set(found)
    assert ("1", "3") not in found
    assert not any("4" in pair or "8" in pair for pair in found)
    assert found == [pair for _, pair in sorted(zip((-p.weighing.total for p in pairs), found, strict=True))]
    assert told[0] >= len(pairs)


@pytest.mark.parametrize("count", [0, 1])
def test_fewer_than_two_records_make_no_pair(count: int) -> None:
    assert dedupe(REGISTER[:count]) == []


def test_without_the_packages_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "splink.backends.duckdb", None)
    with pytest.raises(EngineMissingError):
        dedupe(REGISTER)


def test_a_row_has_nulls_for_what_is_not_known() -> None:
    table = table_of(REGISTER)
    assert table.schema == SCHEMA
    rows = table.to_pylist()
    assert (rows[0]["county"], rows[0]["province"]) == ("HG-03", "HG")
    assert rows[7]["born_first"] is None
    assert rows[7]["sex"] is None
    assert rows[4]["born_last"] - rows[4]["born_first"] <= 1
