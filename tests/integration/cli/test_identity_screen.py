import csv
from pathlib import Path

import pytest

from tests.integration.cli.door import wellfounded

REGISTER = "number,names,born\nR1,김은희,1984-03-05\nR2,류하늘,1990\nR3,한별솔,1971\n"
LISTED = "number,names,born\nL1,Kim Eun-hee,1984\nL2,Erika Mustermann,1964\nL3,Han Pyol-sol,1930\n,Nobody,\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "register.csv").write_text(REGISTER, encoding="utf-8")
    (tmp_path / "list.csv").write_text(LISTED, encoding="utf-8")
    return tmp_path


def test_who_may_be_on_the_list_is_told_and_written(folder: Path) -> None:
    said = wellfounded("identity", "screen", folder / "list.csv", folder / "register.csv", "-o", folder / "hits.csv")
    assert said.code == 0
    assert "R1 (김은희) may be L1 (Kim Eun-hee)" in said.out
    assert "Lead: little but the name agrees" in said.out
    assert "R2" not in said.out
    assert "of 3 people may be on the list" in said.out
    assert "never a fact" in said.out
    assert "row 5, not read" in said.beside
    rows = list(csv.DictReader((folder / "hits.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert (rows[0]["in_register"], rows[0]["on_list"], rows[0]["names_on_list"]) == ("R1", "L1", "Kim Eun-hee")
    assert "birth consistent" in rows[0]["compared"]


def test_without_a_file_nothing_is_written(folder: Path) -> None:
    before = sorted(folder.iterdir())
    assert wellfounded("identity", "screen", folder / "list.csv", folder / "register.csv").code == 0
    assert sorted(folder.iterdir()) == before


def test_a_place_that_cannot_be_written_is_said_before_anything_is_read(folder: Path) -> None:
    said = wellfounded("identity", "screen", folder / "missing.csv", folder / "register.csv", "-o", folder)
    assert (said.code, "WF-080" in said.beside) == (2, True)


def test_what_a_list_wrote_is_never_run_as_a_formula(folder: Path) -> None:
    (folder / "list.csv").write_text("number,names,born\n=1+1,@Kim Eun-hee;김은희,1984\n", encoding="utf-8")
    wellfounded("identity", "screen", folder / "list.csv", folder / "register.csv", "-o", folder / "hits.csv")
    (row,) = csv.DictReader((folder / "hits.csv").read_text(encoding="utf-8-sig").splitlines())
    assert not any(row[column].startswith(("=", "@")) for column in ("on_list", "names_on_list"))
    assert "Kim Eun-hee" in row["names_on_list"]
