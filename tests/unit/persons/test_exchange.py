"""Lists out and in: nothing that a spreadsheet would calculate, and nothing lost on the way."""

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from wellfounded.identity.lists.packed import unpacked
from wellfounded.persons.exchange import files
from wellfounded.persons.exchange.cells import guarded, packed, unguarded
from wellfounded.persons.exchange.files import FileRefused, as_csv, as_xlsx, ignored_columns, rows_in
from wellfounded.persons.exchange.row import COLUMNS, Row

HOSTILE = [
    "=1+1",
    '=HYPERLINK("http://x","y")',
    "+49",
    "-5",
    "@SUM(A1)",
    " =1",
    "\t=1",
    "\n=1",
    "＝1",
    "'=1",
    "'",
]
PLAIN = ["", "김은희", "O'Brien", "1984~", "lunar:1984-03-05", "a=b", "2 - 3", "5", "007", "1e5", "true", "2024-01-02"]


def row(**cells: str) -> Row:
    return dict.fromkeys(COLUMNS, "") | cells


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_begins_as_a_formula(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", PLAIN)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert guarded(text) == text
    assert unguarded(text) == text


@given(st.text())
def test_a_guard_is_taken_away_again(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert guarded(text).lstrip()[:1] not in set("=+-@")


PART = st.text(alphabet="ab;|\\ '김=", max_size=6).map(str.strip)


@given(st.lists(st.lists(PART, min_size=1, max_size=4).filter(lambda parts: bool(parts[-1])), max_size=4))
def test_several_things_share_a_cell(things: list[list[str]]) -> None:
    assert unpacked(packed(things)) == things


@pytest.mark.parametrize(
    ("text", "things"),
    [("", []), (" ; ", []), ("a", [["a"]]), ("a; b|c", [["a"], ["b", "c"]]), (r"a\;b", [["a;b"]]), ("a|", [["a", ""]])],
)
def test_a_cell_typed_by_hand_is_read(text: str, things: list[list[str]]) -> None:
    assert unpacked(text) == things


@pytest.mark.parametrize("write", [as_csv, as_xlsx])
def test_a_list_comes_back_as_it_went(write: object) -> None:
    rows = [row(Names=text, Route=f"one\ntwo {text}") for text in [*HOSTILE, *PLAIN]]
    assert callable(write)
    assert rows_in(write(rows)) == rows


@settings(max_examples=60)
@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=12), min_size=1, max_size=3))
def test_any_words_come_back_as_they_went(texts: list[str]) -> None:
    rows = [row(Names="x", Route=text) for text in texts]
    assert rows_in(as_csv(rows)) == rows


def test_a_spreadsheet_shows_hangul_and_calculates_nothing() -> None:
    content = as_csv([row(Names="=김")])
    assert content.startswith(b"\xef\xbb\xbf")
    assert [line[COLUMNS.index("Names")] for line in csv.reader(io.StringIO(content.decode("utf-8-sig")))][1] == "'=김"
    sheet = load_workbook(io.BytesIO(as_xlsx([row(Names="=1+1", GroupSize="3")])))["register"]
    assert {cell.data_type for line in sheet.iter_rows() for cell in line if cell.value} == {"s"}


def test_what_machines_alone_see_is_left_out_and_line_ends_are_one_kind() -> None:
    for write in (as_csv, as_xlsx):
        assert rows_in(write([row(Route="a\x00b\x07c\r\nd\re")]))[0]["Route"] == "abc\nd\ne"


def test_a_cell_that_would_be_cut_off_is_refused() -> None:
    with pytest.raises(FileRefused) as refused:
        as_xlsx([row(Route="a" * 40_000)])
    assert refused.value.code == "cell_too_long"


def xlsx(*lines: Sequence[object]) -> bytes:
    book = Workbook()
    assert book.active is not None
    for line in lines:
        book.active.append(list(line))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_numbers_and_days_of_a_spreadsheet_are_read_as_texts() -> None:
    content = xlsx(["GroupSize", "DateOfBirth", "Sex"], [3.0, datetime(1984, 3, 5), None], [2.5])  # noqa: DTZ001 - a cell has no zone
    assert rows_in(content) == [
        {"GroupSize": "3", "DateOfBirth": "1984-03-05", "Sex": ""},
        {"GroupSize": "2.5", "DateOfBirth": "", "Sex": ""},
    ]


def bomb() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"a" * (50 << 20))
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\xff\xfe", "file_not_this_type"),
        (b'"a', "file_not_this_type"),
        (b"Names,Shoe size\nA,1", "unknown_column"),
        (b"Names,Names\nA,B", "column_twice"),
        (b"Names\nA,B", "cell_without_column"),
        (b"PK nothing", "file_not_this_type"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(content: bytes, code: str) -> None:
    with pytest.raises(FileRefused) as refused:
        rows_in(content)
    assert refused.value.code == code


def test_a_file_that_unpacks_to_too_much_is_refused() -> None:
    with pytest.raises(FileRefused) as refused:
        rows_in(bomb())
    assert refused.value.code == "file_too_big"


def test_too_many_rows_are_refused_in_both_forms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_ROWS", 2)
    lines = ["Names", "A", "", "B", "C"]
    with pytest.raises(FileRefused) as refused:
        rows_in("\n".join(lines).encode())
    assert refused.value.code == "file_too_big"
    with pytest.raises(FileRefused) as refused:
        rows_in(xlsx(*[[line] for line in [*lines, "D", "E"]]))
    assert refused.value.code == "file_too_big"
    assert len(rows_in(b"Names\nA\n\nB")) == 2


def test_what_is_not_brought_in_is_named() -> None:
    assert ignored_columns([row(CaseNumber="C-1"), row(RefugeeStatus=" ")]) == ["CaseNumber"]
    assert ignored_columns([{"Names": "A"}]) == []
