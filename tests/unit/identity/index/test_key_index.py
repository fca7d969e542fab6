import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.unit.identity.index.index_stores import SECRET, Connect, letters, rows_of
from wellfounded.identity.dates.partial_date import parse
from wellfounded.identity.index.hashing import hashed
from wellfounded.identity.index.key_index import KeyIndex
from wellfounded.identity.look_up import look_up
from wellfounded.identity.names.key import Key
from wellfounded.identity.names.keys import asked, filed, filed_keys
from wellfounded.identity.record import Record
from wellfounded.identity.weighing.weigh import Standing


@pytest.fixture
def index(connect: Connect) -> KeyIndex:
    index = connect(letters)
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
    assert index.candidates(Record("?", ("강물",))) == ["both", "undated"]
    assert "both" not in index.candidates(Record("?", ("한별솔",)))
    assert len(index) == 6


def test_what_was_removed_is_found_no_more_and_leaves_no_trace(index: KeyIndex) -> None:
    index.remove(["both", "nobody"])
    assert "both" not in index.candidates(Record("?", ("한별솔",)))
    assert len(index) == 5
    index.remove(["first", "early", "undated", "loose", "other"])
    assert len(index) == 0
    assert index.database.ask("SELECT count(*) FROM identity_posting")[0][0] == 0


def test_a_record_that_changed_leaves_no_trace_of_what_it_was(index: KeyIndex) -> None:
    index.add([Record("both", ("강바람",), birth=parse("1984-03-05"))])
    index.remove(["both"])
    assert {key for key, *_ in rows_of(index)} == {"first", "early", "undated", "loose", "other"}


def test_a_name_is_read_once(connect: Connect) -> None:
    read: list[str] = []

    def counted(name: str) -> list[Key]:
        read.append(name)
        return [Key(name)]

    index = connect(counted)
    record = Record("one", ("한별솔",), birth=parse("1984"))
    index.add([record])
    index.add([record])
    assert read == ["한별솔"]
    index.add([Record("one", ("한별솔",), birth=parse("1985")), Record("two", ("한별솔",))])
    assert read == ["한별솔"]
    index.add([Record("one", ("한나래",), birth=parse("1985"))])
    assert read == ["한별솔", "한나래"]
    assert index.candidates(Record("?", ("한별솔",))) == ["two"]


def _on_disk(path: Path, secret: bytes, *, plain: bool) -> bytes:
    """The octets of an index in a file; `plain` lets keys through as they are, which a careless hand might do."""
    with closing(sqlite3.connect(path)) as connection:
        index = KeyIndex(connection, secret=secret, filed=filed, asked=asked)
        index.add([Record("r1", ("Kim Chol Su", "김철수", "Владимир Соколов", "謝偉銓"), birth=parse("1984"))])
        if plain:
            connection.execute("CREATE TABLE careless (key TEXT)")
            connection.executemany("INSERT INTO careless VALUES (?)", [(key,) for key in filed_keys("Kim Chol Su")])
            connection.execute("INSERT INTO careless VALUES ('김철수')")
            connection.commit()
    return path.read_bytes()


def _clear(octets: bytes) -> list[str]:
    """Names, words of names and keys that lie in the clear."""
    names = ("Kim Chol Su", "김철수", "철수", "Владимир", "Соколов", "謝偉銓", "Chol")
    keys = {key for name in names for key in filed_keys(name)}
    return [text for text in (*names, *keys) if text.encode() in octets or text.encode("utf-16-le") in octets]


def test_no_name_and_no_key_lies_on_the_disk(tmp_path: Path) -> None:
    assert _clear(_on_disk(tmp_path / "index", SECRET, plain=False)) == []


def test_the_search_for_names_on_the_disk_would_find_them(tmp_path: Path) -> None:
    assert "김철수" in _clear(_on_disk(tmp_path / "index", SECRET, plain=True))


def test_another_secret_gives_other_hashes() -> None:
    assert hashed("first 한", SECRET) != hashed("first 한", SECRET[::-1])
    assert hashed("first 한", SECRET) == hashed("first 한", bytes(SECRET))


def test_a_short_secret_is_refused() -> None:
    with closing(sqlite3.connect(":memory:")) as connection, pytest.raises(ValueError, match="16 bytes"):
        KeyIndex(connection, secret=b"short", filed=letters)


def test_many_records_are_filed_in_batches(connect: Connect) -> None:
    index = connect(letters)
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
