"""The questionnaire is read by the converter that survey tools use, and asks what the catalogue asks."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from tests.factories import real
from tests.integration.cli.door import wellfounded
from wellfounded.law.catalogue import AskedOf, Sensitivity
from wellfounded.letters import questionnaire as made
from wellfounded.letters.questionnaire import asked, questionnaire

FORM = questionnaire(real(), version="test")


def rows(sheet: str, content: bytes = FORM) -> list[dict[str, Any]]:
    table = [[str(cell.value or "") for cell in row] for row in load_workbook(io.BytesIO(content))[sheet].iter_rows()]
    return [dict(zip(table[0], row, strict=True)) for row in table[1:]]


SURVEY = {row["name"]: row for row in rows("survey") if not row["type"].startswith("end")}


def test_survey_tools_take_it_without_a_complaint() -> None:
    warnings: list[str] = []
    form = convert(io.BytesIO(FORM), file_type=".xlsx", warnings=warnings)
    assert warnings == []
    for language in ("English (en)", "한국어 (ko)", "简体中文 (zh)"):
        assert f'lang="{language}"' in form.xform


def test_the_converter_complains_of_a_question_that_refers_to_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(made, "_relevant", lambda _fact, _facts: "${nobody_asked} = 'yes'")
    with pytest.raises(PyXFormError, match="nobody_asked"):
        convert(io.BytesIO(questionnaire(real(), version="test")), file_type=".xlsx")


def test_every_question_to_the_applicant_is_in_it_unless_only_an_officer_could_open_it() -> None:
    facts = real().facts
    left_out = {name for name, fact in facts.items() if fact.asked_of is AskedOf.APPLICANT} - SURVEY.keys()
    assert SURVEY.keys() & facts.keys() == asked(real()).keys()
    assert all(facts[name].only_if for name in left_out)
    assert not any(facts[name].asked_of is not AskedOf.APPLICANT for name in SURVEY.keys() & facts.keys())


def test_every_label_is_there_in_three_languages() -> None:
    for sheet in ("survey", "choices"):
        for row in rows(sheet):
            labels = [value for column, value in row.items() if column.startswith("label::")]
            if not str(row.get("type", "")).startswith(("end", "calculate")):
                assert all(labels), row
            assert not any("{country}" in label for label in labels)


def test_each_list_of_answers_has_the_three_non_answers() -> None:
    lists: dict[str, set[str]] = {}
    for row in rows("choices"):
        lists.setdefault(row["list_name"], set()).add(row["name"])
    for name, options in lists.items():
        if name not in {"yes_or_no", "countries"}:
            assert {"dont_know", "cannot_say", "wont_say"} <= options, name
    assert lists["answers"] == {"yes", "no", "dont_know", "cannot_say", "wont_say"}


def test_what_may_hurt_waits_for_a_reason_and_for_gentler_questions() -> None:
    facts = asked(real())
    hard = {name for name, fact in facts.items() if fact.sensitivity is Sensitivity.HIGH}
    assert hard
    assert all("${hard_questions} = 'yes'" in SURVEY[name]["relevant"] for name in hard)
    gone_hard = False
    for name, row in SURVEY.items():
        gone_hard = False if row["type"].startswith("begin") else gone_hard or name in hard
        assert not (gone_hard and name in facts and name not in hard), name


def test_what_is_asked_on_an_indication_is_opened_by_an_answer_only() -> None:
    facts = asked(real())
    for name, fact in facts.items():
        named = set(re.findall(r"\$\{(\w+)\}", SURVEY[name]["relevant"])) - {"hard_questions"}
        assert named <= set(fact.only_if), name
        assert bool(named) == bool(fact.only_if), name


def test_questions_about_a_country_are_asked_for_each_country() -> None:
    order = [row["name"] for row in rows("survey")]
    repeat = range(order.index("about_country"), len(order) - order[::-1].index("about_country"))
    for name, fact in asked(real()).items():
        assert (order.index(name) in repeat) == (str(fact.scope) == "country"), name


def test_no_field_is_compulsory_or_asks_for_a_name() -> None:
    assert "required" not in rows("survey")[0]
    assert not {"name", "names", "address", "phone"} & SURVEY.keys()


def test_the_command_writes_it(tmp_path: Path) -> None:
    said = wellfounded("questionnaire", "-o", tmp_path / "questions.xlsx")
    assert said.code == 0, said
    written = (tmp_path / "questions.xlsx").read_bytes()
    assert [row["name"] for row in rows("survey", written)] == [row["name"] for row in rows("survey")]
