from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellfounded.evidence.documents.source_record import AddressKind, SourceRecord, Way
from wellfounded.evidence.source_list.read import Entry, read_source_list

ON = date(2026, 3, 1)
SHARED = Path(__file__).parents[4].parent / "shared" / "reference" / "coi_sources.md"
MARKDOWN = """# Sources

## 1. Reports

| # | Document | Publisher, date | Address (kind) | Read | Reliability |
|---|---|---|---|---|---|
| R1 | A/HRC/99/1, **Report** | A body, 7 Feb 2014 | one.example/a (original); two.example/b (mirror) | all | A |
| R2 | Country notes (Korean) | An institute, Mar 2006 | <https://three.example/c> | – | B |
| R3 | A code | in.example/law/5 | relay | | |
|  |  | nobody | | | |
| R1 | Something else | Other | | | |
| – | No number here | Press, 30-31 Mar 2023 | not in store; quoted by news.example/1 | | |

Not a | table.
"""
CSV = (
    "id;Title;Publisher;Published;Address;Address kind;Language;Country;Topic;Period covered;Relayed by;sha256\n"
    "1;=2+2;“A; body”;2024-02-30;https://x.example/(a);original;ko;PRK, CHN;return; 2014-01-01 to 2014-12-31;"
    "VOA|ANI;" + "a" * 64 + "\n"
)


def records(text: str) -> dict[str, SourceRecord]:
    return {entry.record.id: entry.record for entry in read_source_list(text, on=ON, by="mina") if entry.record}


def refused(text: str) -> list[Entry]:
    return [entry for entry in read_source_list(text, on=ON) if entry.record is None]


def test_a_row_becomes_a_record_with_its_place_in_the_list() -> None:
    one = records(MARKDOWN)["R1"]
    assert (one.title, one.publisher, one.published) == (
        "A/HRC/99/1, Report",
        "A body",
        date(2014, 2, 7),
    )
    assert one.symbol == "A/HRC/99/1"
    assert (one.location.address, one.location.kind) == ("one.example/a", AddressKind.ORIGINAL)
    assert one.retrieved is not None
    assert (one.retrieved.way, one.retrieved.by, one.retrieved.on) == (Way.REGISTER, "mina", ON)
    assert "Also at two.example/b." in one.note
    assert "Listed under “1. Reports”." in one.note


def test_what_a_list_says_of_reliability_is_no_judgement() -> None:
    one = records(MARKDOWN)["R1"]
    assert one.judgements == ()
    assert one.reliability == ""
    assert "Reliability: A." in one.note


def test_a_month_is_kept_as_printed_and_a_language_read_from_brackets() -> None:
    two = records(MARKDOWN)["R2"]
    assert (two.published, two.published_as, two.languages) == (None, "Mar 2006", ("ko",))
    assert two.location.kind is AddressKind.MIRROR  # nobody says that it is the publisher's own


def test_an_address_in_the_column_of_publishers_is_taken_as_one() -> None:
    three = records(MARKDOWN)["R3"]
    assert (three.publisher, three.location.address) == ("", "in.example/law/5")
    assert three.location.kind is AddressKind.RELAY


def test_rows_without_a_document_and_rows_that_come_twice_are_told() -> None:
    assert [(entry.line, entry.remarks) for entry in refused(MARKDOWN)] == [
        (10, ("No document is named in this row.",)),
        (11, ("The number R1 stands in the list before.",)),
    ]


def test_a_row_without_number_or_address_says_so() -> None:
    (entry,) = [one for one in read_source_list(MARKDOWN, on=ON) if one.line == 12]
    assert entry.record is not None
    assert (entry.record.id, entry.record.published_as) == ("line-12", "30-31 Mar 2023")
    assert "No address." in entry.remarks
    assert "It has no number; it is named after its line." in entry.remarks


def test_csv_is_read_by_the_heads_of_its_columns() -> None:
    one = records(CSV)["1"]
    assert (one.title, one.publisher) == ("=2+2", "“A")  # a cell that was not quoted is cut where its sign stands


def test_every_column_of_a_csv_finds_its_field() -> None:
    one = records(CSV.replace("“A; body”", '"A; body"'))["1"]
    assert (one.publisher, one.published, one.published_as) == ("A; body", None, "2024-02-30")  # no such day
    assert (one.location.address, one.location.kind) == ("https://x.example/(a)", AddressKind.ORIGINAL)
    assert [relay.by for relay in one.location.relays] == ["VOA", "ANI"]
    assert (one.languages, one.countries, one.topics) == (("ko",), ("PRK", "CHN"), ("return",))
    assert (one.period.first, one.period.last) == (date(2014, 1, 1), date(2014, 12, 31))
    assert one.sha256 == "a" * 64


@pytest.mark.parametrize("text", ["", "words only", "\n\n", "| a |\n", "a,b\n"])
def test_a_text_without_rows_gives_none(text: str) -> None:
    assert read_source_list(text, on=ON) == ()


@given(st.text(st.sampled_from("|-#:;, \n\"'*[]()7AFeb2014./한年月日中\\"), max_size=120))
def test_no_text_breaks_the_reader(text: str) -> None:
    entries = read_source_list(text, on=ON)
    found = [entry.record.id for entry in entries if entry.record]
    assert len(found) == len(set(found))
    assert all(entry.record or entry.remarks for entry in entries)


def test_the_list_that_came_with_the_issue_is_read_row_by_row() -> None:
    if not SHARED.is_file():
        pytest.skip("the list of sources is not here")
    entries = read_source_list(SHARED.read_text(encoding="utf-8"), on=ON)
    taken = [entry.record for entry in entries if entry.record]
    assert len(taken) == len(entries) >= 50
    assert sum(record.published is not None or bool(record.published_as) for record in taken) >= 45
    assert sum(bool(record.location.address) for record in taken) >= 50
    assert sum(bool(record.symbol) for record in taken) >= 10
    assert not any(record.judgements for record in taken)
