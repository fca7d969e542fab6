"""Source records written by hand are read with the line of every mistake, and written so that they read the same."""

from __future__ import annotations

import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from wellfounded.evidence.documents.source_reader import read_sources
from wellfounded.evidence.documents.source_record import (
    AddressKind,
    Grade,
    Judgement,
    Location,
    Period,
    Relay,
    Retrieval,
    SourceRecord,
    Standard,
    Way,
)
from wellfounded.evidence.documents.source_writer import sources_as_data
from wellfounded.law.document import parse_document
from wellfounded.law.errors import Problem
from wellfounded.law.fields import Fields

FILE = """sources:
  returns-2024:
    title: Answer at a press conference
    publisher: A ministry
    authors: [A spokesman]
    published: 2024-01-24
    published_as: Wednesday
    period: {from: 2023-10-01, to: 2024-01-24}
    address: {at: "https://relay.example/1", kind: relay, relays: [{by: An agency, on: 2024-01-24}, {by: A newspaper}]}
    symbol: A/HRC/25/63
    licence: not stated
    retrieved: {on: 2026-11-01, way: download, by: J. Officer}
    languages: [zh]
    countries: [CHN, PRK]
    topics: [return]
    method_stated: false
    single_informant: true
    judged:
      - {standard: reliability, grade: fair, reason: The State's own words, by: J. Officer, on: 2026-11-02}
    note: Two copies agree.
"""


def read(text: str) -> tuple[tuple[SourceRecord, ...], list[Problem]]:
    document, problems = parse_document(text, "sources.yaml"), list[Problem]()
    return read_sources(Fields.of(document, (), value=document.data, problems=problems)), problems


def test_a_record_with_everything() -> None:
    (record,), problems = read(FILE)
    assert problems == []
    assert (record.id, record.published, record.symbol) == ("returns-2024", date(2024, 1, 24), "A/HRC/25/63")
    assert record.location.kind is AddressKind.RELAY
    assert [relay.by for relay in record.location.relays] == ["An agency", "A newspaper"]
    assert record.retrieved == Retrieval(date(2026, 11, 1), Way.DOWNLOAD, "J. Officer")
    assert (record.method_stated, record.single_informant) == (False, True)
    assert record.reliability == "fair"


def test_a_record_with_next_to_nothing() -> None:
    (record,), problems = read("sources: {a: {title: A page}}")
    assert problems == []
    assert record == SourceRecord("a", "A page")


@pytest.mark.parametrize(
    ("wrong", "line", "path"),
    [
        ("title: Answer at a press conference", 3, "title"),
        ("published: 2024-01-24", 6, "published"),
        ("period: {from: 2023-10-01, to: 2024-01-24}", 8, "period.to"),
        ("kind: relay, ", 9, "address.kind"),
        ("way: download", 12, "retrieved.way"),
        ("countries: [CHN, PRK]", 14, "countries"),
        ("method_stated: false", 16, "method_stated"),
        ("grade: fair", 19, "judged.0.grade"),
        ("by: J. Officer, on: 2026-11-02", 19, "judged.0.by"),
        ("note: Two copies agree.", 20, "noet"),
    ],
)
def test_every_mistake_is_told_with_its_line(wrong: str, line: int, path: str) -> None:
    worse = {
        "title": "title:",
        "published": "published: 2024-13-41",
        "period": "period: {from: 2025-10-01, to: 2024-01-24}",
        "kind": "kind: hearsay, ",
        "way": "way: theft",
        "countries": "countries: [China]",
        "method_stated": "method_stated: perhaps",
        "grade": "grade: excellent",
        "by": "on: 2026-11-02",
        "note": "noet: Two copies agree.",
    }
    _, problems = read(FILE.replace(wrong, worse[wrong.partition(":")[0]]))
    assert [(problem.line, problem.path) for problem in problems] == [(line, f"sources.returns-2024.{path}")]


def test_all_mistakes_are_told_at_once() -> None:
    _, problems = read("sources:\n  a: {titel: x, sha256: '12', address: {kind: relay}}\n  b: {}\nmore: 1\n")
    assert [problem.line for problem in problems] == [4, 2, 2, 2, 2, 3]


@pytest.mark.parametrize("text", ["", "sources:", "sources: []", "- a", "sources: {}"])
def test_a_file_without_records_says_so(text: str) -> None:
    records, problems = read(text)
    assert records == ()
    assert problems


WORDS = st.text(st.characters(categories=["L", "N", "P", "Zs"]), min_size=1, max_size=30).map(str.strip).filter(bool)
DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
LISTS = st.lists(WORDS, max_size=3).map(tuple)
RECORDS = st.builds(
    SourceRecord,
    id=st.from_regex(r"[a-z][a-z0-9-]{0,20}", fullmatch=True),
    title=WORDS,
    publisher=st.just("") | WORDS,
    authors=LISTS,
    published=st.none() | DAYS,
    period=st.builds(Period, st.none() | st.just(date(1950, 1, 1)), st.none() | st.just(date(2000, 1, 1))),
    location=st.builds(
        Location,
        st.just("") | WORDS,
        st.sampled_from([AddressKind.ORIGINAL, AddressKind.MIRROR]),
        st.lists(st.builds(Relay, WORDS, st.none() | DAYS, st.just("") | WORDS), max_size=2).map(tuple),
    ),
    retrieved=st.none() | st.builds(Retrieval, DAYS, st.sampled_from(Way), st.just("") | WORDS),
    sha256=st.just("") | st.from_regex(r"[0-9a-f]{64}", fullmatch=True),
    countries=st.lists(st.sampled_from(["PRK", "CHN"]), max_size=2).map(tuple),
    method_stated=st.sampled_from([None, True, False]),
    single_informant=st.sampled_from([None, True, False]),
    judgements=st.lists(
        st.builds(Judgement, st.sampled_from(Standard), st.sampled_from(Grade), WORDS, WORDS, DAYS), max_size=3
    ).map(tuple),
    note=st.just("") | WORDS,
)


@settings(max_examples=40)
@given(st.lists(RECORDS, min_size=1, max_size=2, unique_by=lambda record: record.id))
def test_what_is_written_is_read_again_as_it_was(records: list[SourceRecord]) -> None:
    out = io.StringIO()
    YAML(typ="safe").dump(sources_as_data(records), out)
    again, problems = read(out.getvalue())
    assert problems == []
    assert {record.id: record for record in again} == {record.id: record for record in records}
