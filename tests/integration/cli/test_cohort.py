from pathlib import Path

import pytest

from tests.integration.cli.door import wellfounded

HEAD = "case,person.stateless,PRK.is_outside,PRK.recognised_as_national,PRK.torture_risk"
ROWS = ("A1,refuted put,established,established put,established", "A2,refuted put,established,established put,")


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text("\n".join((HEAD, *ROWS)) + "\n", encoding="utf-8")
    return path


def test_every_conclusion_is_counted(people: Path) -> None:
    said = wellfounded("cohort", people)
    assert said.code == 0
    assert "2 people" in said.out
    assert "The host may not send the person to this destination (North Korea) 1 1 0" in said.out


def test_a_country_fact_that_changes_says_whose_finding_changes(people: Path) -> None:
    said = wellfounded("cohort", people, "--suppose", "PRK.torture_risk=established")
    assert said.code == 0
    assert "1 of 2 change. A2: open → met" in said.out


def test_another_law_says_whose_finding_changes(people: Path) -> None:
    assert "What changes (Canada" in wellfounded("cohort", people, "--then", "canada").out


def test_everybodys_findings_can_be_written(people: Path, tmp_path: Path) -> None:
    result = tmp_path / "findings.csv"
    assert wellfounded("cohort", people, "--out", result).code == 0
    lines = result.read_text(encoding="utf-8").splitlines()
    assert [line.partition(",")[0] for line in lines] == ["case", "A1", "A2"]


def test_mistakes_are_told_together(people: Path) -> None:
    said = wellfounded("cohort", people, "--suppose", "PRK.tortur=established", "--suppose", "PRK.torture_risk=perhaps")
    assert said.code == 2
    assert "2 problems:" in said.beside
    assert said.out == ""


def test_a_criterion_that_rules_decide_cannot_be_set_for_everybody(people: Path) -> None:
    said = wellfounded("cohort", people, "--suppose", "person.refugee_status=established")
    assert said.code == 2
    assert "rules decide “refugee_status”" in said.beside


def test_a_column_that_the_other_law_does_not_take_is_named(people: Path) -> None:
    people.write_text("case,PRK.canada_s97_torture\nA1,established\n", encoding="utf-8")
    said = wellfounded("cohort", people, "--profile", "canada", "--then", "unhcr")
    assert "The column PRK.canada_s97_torture counts for nothing under this law" in said.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--suppose", "PRK.torture_risk"), "“PRK.torture_risk” is not written as COLUMN=WORD."),
        (("--suppose", "PRK.torture_risk="), "Write one like established, refuted put, unknown."),
        (("--host", "China"), "“China” is not a country code. Write CHN."),
        (("--host", "CHNA"), "Did you mean “CHN”?"),
    ],
)
def test_a_slip_in_an_option_is_told_with_its_mend(people: Path, words: tuple[str, str], said: str) -> None:
    answer = wellfounded("cohort", people, *words)
    assert (answer.code, said in answer.beside) == (2, True)


def test_one_person_is_a_person(people: Path) -> None:
    people.write_text("\n".join((HEAD, ROWS[0])), encoding="utf-8")
    assert "1 person," in wellfounded("cohort", people).out


def test_a_bad_column_and_a_missing_file_are_told(people: Path) -> None:
    people.write_text("case,PRK.nonsense\nA1,established\n", encoding="utf-8")
    assert "WF-060" in wellfounded("cohort", people).beside
    assert wellfounded("cohort", "nowhere.csv").code == 2
