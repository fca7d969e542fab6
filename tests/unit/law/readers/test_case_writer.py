"""Answers are saved one by one: comments stay, a round trip changes nothing, a broken file is never touched."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NoReturn

import pytest

from tests.cast import beaten_walker, believed_in_part, heard_fugitive, long_walker, walker
from tests.factories import ACT, PUT, case_as_json, case_of, case_text, closed, day, found, holding, mini, record
from tests.unit.law.readers.refusals import refusal
from wellfounded.law.case_file import (
    Answer,
    Case,
    Country,
    Credibility,
    Direction,
    Evidence,
    FactRecord,
    FactState,
    Indicator,
    Slot,
    Span,
    Weight,
)
from wellfounded.law.case_reader import read_case
from wellfounded.law.case_writer import case_as_yaml, save_fact
from wellfounded.law.document import read_document
from wellfounded.law.errors import Code

YEAR = Span(date(2010, 1, 1), date(2010, 12, 31), "2010")
FULL = FactRecord(
    state=FactState.POSSIBLE,
    answered=Answer.YES,
    act=ACT,
    benefit_of_doubt=ACT,
    put=PUT,
    evidence=(Evidence("map", "p", date(2012, 1, 1), Direction.REBUTS, "document", Weight.WEAK, "n"), Evidence("x")),
    credibility=Credibility("accepted", (Indicator("detail", Direction.REBUTS, "x"),), ("time",), "d"),
)
CASES: dict[str, Case] = {
    "walker": walker(),
    "beaten": beaten_walker(),
    "in part": believed_in_part(),
    "heard": heard_fugitive(),
    "long": long_walker(),
    "closed": closed(beaten_walker()),
    "digest": replace(walker(), digest=True, title="A walk", known=date(2013, 1, 1)),
    "told": replace(
        walker(),
        all_points_put=ACT,
        exhibits={"map": {"title": "Map"}},
        history=({"what": "x"},),
        published={"source": "s"},
    ),
    "full": holding(walker(), {"person.serious_crime": FULL, "AAA.beaten": "unknown", "AAA.fears": "unknown asked"}),
    "route": holding(walker(), {"BBB>AAA.sent_onward": "established", "BBB>AAA.onward_danger": found("assumed")}),
    "values": holding(
        walker(),
        {
            "person.motives": record("established", ("hunger", "work")),
            "person.days_walked": record("possible", 2.5),
            "person.departure_date": record("established", YEAR),
            "person.own_words": record("established", "no: 1 # 'a' \"b\" &c"),
        },
    ),
    "two links": replace(walker(), countries={"AAA": Country(links=frozenset({"nationality", "former_residence"}))}),
}


@pytest.mark.parametrize("name", CASES)
def test_a_case_that_is_written_reads_back_the_same(name: str) -> None:
    for text in (case_as_yaml(CASES[name]), case_as_json(CASES[name])):
        assert replace(case_of(text), file="") == CASES[name]


SLOTS: dict[Slot, FactRecord] = {
    ("person", "serious_crime"): FULL,
    ("AAA", "beaten"): record("refuted"),
    ("BBB>AAA", "sent_onward"): record("established put"),
    ("person", "departure_date"): record("established", YEAR),
    ("person", "return_date"): record("established", day("2011-05-06")),
    ("person", "days_walked"): record("established", 9.0),
    ("person", "motives"): record("possible", ("hunger", "faith")),
    ("person", "own_words"): record("established", "2012-01-01"),
}


def test_answers_are_saved_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(case_text(person=None), encoding="utf-8")
    for count, (slot, answer) in enumerate(SLOTS.items(), start=1):
        save_fact(path, slot, record=answer)
        case = read_case(path, mini())
        assert case.fact(slot) == answer
        assert sum(len(entity.facts) for _, entity in case.entities()) == count
    assert list(tmp_path.iterdir()) == [path]


def test_answers_are_saved_into_json_as_json(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_text(case_as_json(walker()), encoding="utf-8")
    for slot, answer in SLOTS.items():
        save_fact(path, slot, record=answer)
        assert read_case(path, mini()).fact(slot) == answer
    keys = list(json.loads(path.read_text(encoding="utf-8")))
    assert keys == list(json.loads(case_as_json(walker())))


JSON = """{
    "format": "wellfounded-case/1", "case": "012", "title": "걷기 \\u2028 1e5 \\u007f \\/",
    "material": "fictional", "profile": "plain", "host": "HHH",
    "dates": {"claim": "2012-03-01", "decision": "2013-03-01"},
    "countries": {"AAA": {"link": "nationality", "destination": true}},
    "person": {"facts": {"days_walked": 2.50, "own_words": "no", "serious_crime": "unknown"}}
}"""


@pytest.mark.parametrize(
    "change", [str, lambda text: text.replace("\n    ", ""), lambda text: text.replace("    ", "\t")]
)
def test_json_keeps_its_keys_and_values_in_order(tmp_path: Path, change: Callable[[str], str]) -> None:
    path = tmp_path / "case.json"
    path.write_text(change(JSON), encoding="utf-8")
    save_fact(path, ("person", "serious_crime"), record=FactRecord(FactState.REFUTED, act=ACT))
    expected = json.loads(JSON)
    act = {"by": ACT.by, "on": "2013-02-01", "reason": ACT.reason}
    expected["person"]["facts"]["serious_crime"] = {"state": "refuted", **act}
    text = path.read_text(encoding="utf-8")
    assert json.dumps(json.loads(text)) == json.dumps(expected)
    assert read_document(path).data == expected


@pytest.mark.parametrize(("before", "indent"), [("    ", "    "), ("\t", "\t"), ("", "  ")])
def test_json_keeps_its_indent(tmp_path: Path, before: str, indent: str) -> None:
    path = tmp_path / "case.json"
    path.write_text(json.dumps({"case": "1", "person": {"facts": {}}}, indent=before or None), encoding="utf-8")
    save_fact(path, ("person", "serious_crime"), record=record("refuted"))
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[:3] == ["{", f'{indent}"case": "1",', f'{indent}"person": {{']


def test_yaml_in_a_file_called_json_stays_yaml(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_text(LINES, encoding="utf-8")
    save_fact(path, ("NOR", "beaten"), record=record("refuted"))
    assert "# the end" in path.read_text(encoding="utf-8")


def test_a_later_answer_takes_the_place_of_an_earlier_one(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(case_text(person="{facts: {serious_crime: {state: established, put: {at: x}}}}"), encoding="utf-8")
    save_fact(path, ("person", "serious_crime"), record=record("unknown asked"))
    assert read_case(path, mini()).fact(("person", "serious_crime")) == record("unknown asked")


LINES = f"""# Who wrote this

{case_text(case="012", title='"A walk"  # not final', person=None, countries=None)}person:
  facts:   # found at the interview
    serious_crime: refuted  # see line 7

    paper: 'permit'
countries:
  AAA: {{link: nationality, destination: true}}  # the only one
  NOR:
    link: none
# the end
"""


def test_comments_and_every_other_line_stay(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(LINES, encoding="utf-8")
    save_fact(path, ("NOR", "beaten"), record=record("refuted"))
    after = path.read_text(encoding="utf-8").splitlines()
    added = ["    facts:", "      beaten:", "        state: refuted"]
    assert [line for line in after if line not in added] == LINES.splitlines()
    assert [line for line in after if line in added] == added


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"person: [", Code.YAML_BROKEN),
        (b"person: {}\nperson: {}\n", Code.KEY_TWICE),
        (b"person: &x {}\n", Code.YAML_FEATURE),
        (b"\xff", Code.FILE_UNREADABLE),
        (b"", Code.NOT_A_MAPPING),
        (b"- a\n", Code.NOT_A_MAPPING),
    ],
)
def test_a_broken_file_is_refused_and_stays_as_it_is(tmp_path: Path, content: bytes, *, code: Code) -> None:
    path = tmp_path / "case.yaml"
    path.write_bytes(content)
    (problem,) = refusal(lambda: save_fact(path, ("person", "serious_crime"), record=record("refuted")))
    assert (problem.code, problem.file) == (code, str(path))
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    (problem,) = refusal(lambda: save_fact(path, ("person", "serious_crime"), record=record("refuted")))
    assert problem.code is Code.FILE_MISSING
    assert not path.exists()


def test_a_crash_while_saving_leaves_the_old_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(_: int) -> NoReturn:
        raise OSError(28, "No space left on device")

    path = tmp_path / "case.yaml"
    path.write_text(case_text(), encoding="utf-8")
    monkeypatch.setattr(os, "fsync", crash)
    (problem,) = refusal(lambda: save_fact(path, ("person", "serious_crime"), record=record("refuted")))
    assert problem.code is Code.WRITE_REFUSED
    assert path.read_text(encoding="utf-8") == case_text()


@pytest.mark.parametrize("change", [lambda text: "\ufeff" + text, lambda text: text.replace("\n", "\r\n")])
def test_files_of_other_machines_can_be_saved_to(tmp_path: Path, change: object) -> None:
    assert callable(change)
    path = tmp_path / "case.yaml"
    path.write_bytes(str(change(case_text())).encode())
    save_fact(path, ("AAA", "beaten"), record=record("refuted"))
    assert read_case(path, mini()).fact(("AAA", "beaten")) == record("refuted")
