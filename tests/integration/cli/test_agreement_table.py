import shutil
from pathlib import Path

import pytest

from tests.integration.cli.door import wellfounded

DECIDED = Path(__file__).parents[3] / "examples" / "decided"
AGREED = "outcomes: {uk-gp-2014: {countries: [PRK, KOR], elements: {nationality_dprk: established, delay: applies}}}\n"


def folder_of(folder: Path, outcomes: str) -> Path:
    """A folder with one published decision and these outcomes."""
    shutil.copy(DECIDED / "uk-gp-2014.yaml", folder)
    (folder / "outcomes.yaml").write_text(outcomes, encoding="utf-8")
    return folder


def test_the_table_counts_by_profile_and_by_element(tmp_path: Path) -> None:
    said = wellfounded("agreement", folder_of(tmp_path, AGREED))
    assert said.code == 0
    for line in ("uk 1 · 1 · · 50%", "all 1 · 1 · · 50%", "1 · · · · 100%", "delay · · 1 · · 0%"):
        assert line in said.out
    assert "No element decided by rules disagrees." in said.out


@pytest.mark.parametrize(
    ("causes", "cause"),
    [("{}\n", "No cause was found yet."), ("uk-gp-2014: {nationality_dprk: Made up here}\n", "Made up here")],
)
def test_a_disagreement_is_shown_with_its_cause(causes: str, cause: str, tmp_path: Path) -> None:
    folder = folder_of(tmp_path, AGREED.replace("dprk: established", "dprk: not_established"))
    (folder / "disagreements.yaml").write_text(causes, encoding="utf-8")
    said = wellfounded("agreement", folder)
    assert f"nationality dprk: not established; here met {cause}" in said.out


def test_an_element_that_cannot_be_compared_has_no_share(tmp_path: Path) -> None:
    said = wellfounded("agreement", folder_of(tmp_path, AGREED.replace("nationality_dprk", "stateless")))
    assert "stateless · · · · 1 –" in said.out


def test_an_outcome_without_a_case_is_named(tmp_path: Path) -> None:
    said = wellfounded("agreement", folder_of(tmp_path, f"{AGREED}  \n".replace("{uk-gp", "{xx-1: {}, uk-gp")))
    assert "xx-1 has an outcome, but no case file." in said.out


@pytest.mark.parametrize("name", ["", "gone", "uk-gp-2014.yaml"], ids=["no-outcomes", "gone", "a-file"])
def test_a_folder_that_cannot_be_used_ends_with_2(name: str, tmp_path: Path) -> None:
    shutil.copy(DECIDED / "uk-gp-2014.yaml", tmp_path)
    said = wellfounded("agreement", tmp_path / name)
    assert said.code == 2
    assert "[WF-001]" in said.beside
