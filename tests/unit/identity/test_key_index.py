import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from wellfounded.identity.dates.partial_date import parse
from wellfounded.identity.index.key_index import KeyIndex
from wellfounded.identity.look_up import look_up
from wellfounded.identity.record import Record
from wellfounded.identity.weighing.weigh import Standing

SECRET = bytes(range(32))


def letters(name: str) -> Iterator[str]:
    """A stand-in for the keys of names: the first letter and the last."""
    yield f"first {name[:1]}"
    yield f"last {name[-1:]}"


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        yield connection


@pytest.fixture
def index(connection: sqlite3.Connection) -> KeyIndex:
    index = KeyIndex(connection, secret=SECRET, keys_of=letters)
    index.add(
        [
            Record("both", ("한별솔",), birth=parse("1984-03-05")),
            Record("first", ("한나래",), birth=parse("1985")),
            Record("early", ("한나래",), birth=parse("1950")),
            Record("undated", ("한나래", "강바다")),
            Record("loose", ("한나래",), birth=parse("zodiac:rat")),
            Record("other", ("류하늘",), birth=parse("1984")),
        ]
    )
    return index


def test_whoever_shares_most_comes_first(index: KeyIndex) -> None:
    assert index.candidates(Record("?", ("한별솔",))) == ["both", "first", "early", "undated", "loose"]
    assert index.candidates(Record("?", ("한별솔",)), most=1) == ["both"]
    assert index.candidates(Record("?", ("오오오",))) == []
    assert len(index) == 6


def test_a_birth_date_leaves_those_of_about_those_years_and_those_without(index: KeyIndex) -> None:
    assert index.candidates(Record("?", ("한별솔",), birth=parse("1984"))) == ["both", "first", "undated", "loose"]
    assert index.candidates(Record("?", ("한별솔",), birth=parse("1952-01"))) == ["early", "undated", "loose"]
    assert "both" in index.candidates(Record("?", ("한별솔",), birth=parse("(in spring)")))


def test_every_form_of_a_name_leads_there(index: KeyIndex) -> None:
    assert index.candidates(Record("?", ("강물",))) == ["undated"]


def test_a_record_that_is_added_again_replaces_itself(index: KeyIndex) -> None:
    index.add([Record("both", ("강바람",))])
    assert index.candidates(Record("?", ("강물",))) == ["undated", "both"]
    assert "both" not in index.candidates(Record("?", ("한별솔",)))
    assert len(index) == 6


def test_what_was_removed_is_found_no_more(index: KeyIndex, connection: sqlite3.Connection) -> None:
    index.remove(["both", "nobody"])
    assert "both" not in index.candidates(Record("?", ("한별솔",)))
    assert len(index) == 5
    assert connection.execute(
        "SELECT count(*) FROM identity_key WHERE id NOT IN (SELECT id FROM identity_entry)"
    ).fetchone() == (0,)


def test_no_name_lies_in_the_database_and_another_secret_gives_other_hashes(
    index: KeyIndex, connection: sqlite3.Connection
) -> None:
    dump = "\n".join(connection.iterdump())
    assert not any(part in dump for part in ("한", "솔", "first 한", "last"[::-1]))
    mine = {row[0] for row in connection.execute("SELECT hash FROM identity_key")}
    with closing(sqlite3.connect(":memory:")) as other:
        KeyIndex(other, secret=SECRET[::-1], keys_of=letters).add([Record("both", ("한별솔",))])
        assert not mine & {row[0] for row in other.execute("SELECT hash FROM identity_key")}
    assert len(index) == 6


def test_a_short_secret_is_refused(connection: sqlite3.Connection) -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        KeyIndex(connection, secret=b"short", keys_of=letters)


def test_many_records_are_filed_in_batches(connection: sqlite3.Connection) -> None:
    index = KeyIndex(connection, secret=SECRET, keys_of=letters)
    assert index.add(Record(str(number), (f"한{number % 10}",)) for number in range(5_001)) == 5_001
    assert len(index) == 5_001


def test_a_look_up_ranks_by_weight_and_leaves_out_the_unlikely() -> None:
    query = Record("?", ("한별솔",), birth=parse("1984-03-05"))
    others = [
        Record("lead", ("한별솔",)),
        Record("same", ("Han Pyol-sol",), birth=parse("1984-03-05")),
        Record("nobody", ("류하늘",), birth=parse("1950")),
        Record("unread", ("???",)),
    ]
    counted: list[None] = []
    hits = look_up(query, others, among=1000, told=lambda: counted.append(None))
    assert [hit.record.key for hit in hits] == ["same", "lead"]
    assert [hit.weighing.standing for hit in hits] == [Standing.LIKELY, Standing.LEAD]
    assert len(counted) == 4
    assert len(look_up(query, others, among=1000, most=1)) == 1
