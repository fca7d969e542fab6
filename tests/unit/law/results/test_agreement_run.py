from dataclasses import replace
from pathlib import Path

import pytest

from tests.factories import case_text, mini
from wellfounded.law.agreement import Verdict
from wellfounded.law.agreement_run import Agreement, is_case_file, run_agreement
from wellfounded.law.errors import InputError

ELEMENTS = "elements: {harm: {criteria: [harm], country: first}, safe: {not_comparable: seen elsewhere}}\n"
HARMED = "{AAA: {link: nationality, destination: true, facts: {beaten: established}}}"


def outcome(case: str, found: str) -> str:
    return f"  {case}: {{citation: X, countries: [AAA], elements: {{harm: {found}, safe: established}}}}\n"


def decided(folder: Path, **files: str) -> Agreement:
    """Runs a folder with these files, under the tiny law."""
    for name, text in {
        "elements": ELEMENTS,
        "outcomes": f"outcomes:\n{outcome('T-1', 'established')}",
        **files,
    }.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return run_agreement(folder, replace(mini(), folder=folder))


def test_every_element_of_a_decision_is_compared(tmp_path: Path) -> None:
    agreement = decided(tmp_path, **{"T-1": case_text(countries=HARMED)})
    assert [row.verdict for row in agreement.rows] == [Verdict.AGREES, Verdict.NOT_COMPARABLE]
    assert (agreement.overall().decided, agreement.without_file, agreement.disagreements()) == (1, (), ())


def test_an_outcome_without_a_case_file_is_named(tmp_path: Path) -> None:
    assert decided(tmp_path) == Agreement((), ("T-1",))


DIFFERS = {"T-1": case_text(countries=HARMED), "outcomes": f"outcomes:\n{outcome('T-1', 'not_established')}"}


def test_a_disagreement_without_a_cause_has_none(tmp_path: Path) -> None:
    (row,) = decided(tmp_path, **DIFFERS).disagreements()
    assert (row.case, row.element, row.cause) == ("T-1", "harm", "")


@pytest.mark.parametrize(
    ("causes", "cause"),
    [
        ("T-1: {harm: The tribunal did not believe her}\n", "The tribunal did not believe her"),
        ("T-1: {safe: Another element}\n", ""),
        ("T-2: {harm: Another case}\n", ""),
        ("", ""),
    ],
    ids=["this", "another-element", "another-case", "empty"],
)
def test_the_cause_that_a_person_found_stands_with_its_disagreement(causes: str, cause: str, tmp_path: Path) -> None:
    (row,) = decided(tmp_path, **DIFFERS, disagreements=causes).disagreements()
    assert row.cause == cause


def test_counts_are_given_by_profile_and_by_element(tmp_path: Path) -> None:
    outcomes = f"outcomes:\n{outcome('T-1', 'established')}{outcome('T-2', 'established')}"
    files = {"T-1": case_text(countries=HARMED), "T-2": case_text(case="T-2", profile="north"), "outcomes": outcomes}
    agreement = decided(tmp_path, **files)
    assert list(agreement.by_profile()) == ["north", "plain"]
    assert agreement.by_profile()["north"].counts[Verdict.LEFT_TO_PERSON] == 1
    assert agreement.by_element()["safe"].counts == {Verdict.NOT_COMPARABLE: 2}


@pytest.mark.parametrize("broken", ["outcomes", "elements", "T-1"])
def test_a_file_that_cannot_be_used_is_refused(broken: str, tmp_path: Path) -> None:
    with pytest.raises(InputError):
        decided(tmp_path, **{"T-1": case_text(), broken: "outcomes: {T-1: {x: y}}\nelements: {a: {x: y}}\n"})


@pytest.mark.parametrize("causes", ["- a list\n", "T-1: a word\n"], ids=["list", "word"])
def test_causes_that_are_not_by_case_and_element_are_refused(causes: str, tmp_path: Path) -> None:
    with pytest.raises(InputError):
        decided(tmp_path, disagreements=causes)


@pytest.mark.parametrize("name", ["outcomes.yaml", "disagreements.yaml", "x-1.md"])
def test_outcomes_and_causes_are_no_cases(name: str) -> None:
    assert not is_case_file(Path(name))
    assert is_case_file(Path("x-1.yaml"))
