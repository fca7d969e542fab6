import csv
import sys
from pathlib import Path

import pytest

from tests.integration.cli.door import wellfounded

REGISTER = "number,names,born,place\n1,김은희,1984-03-05,회령\n2,Kim Eun-hee,1984,Hoeryong\n3,류하늘,1990,\n,Nobody,,\n"


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "register.csv"
    path.write_text(REGISTER, encoding="utf-8")
    return path


def test_pairs_are_written_with_what_speaks_for_them(register: Path) -> None:
    out = register.with_name("pairs.csv")
    said = wellfounded("identity", "dedupe", register, "-o", out)
    assert said.code == 0
    assert "1 pair among 3 records" in said.out
    assert "Nothing is merged" in said.out
    assert "row 5, not read" in said.beside
    (row,) = csv.DictReader(out.read_text(encoding="utf-8-sig").splitlines())
    assert (row["one"], row["other"]) == ("1", "2")
    assert "place same_city" in row["compared"]


def test_a_place_that_cannot_be_written_and_a_missing_engine_are_said(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = wellfounded("identity", "dedupe", register, "-o", register.parent)
    assert (said.code, "WF-080" in said.beside) == (2, True)
    monkeypatch.setitem(sys.modules, "splink", None)
    out = register.with_name("pairs.csv")
    said = wellfounded("identity", "dedupe", register, "-o", out)
    assert (said.code, "WF-064" in said.beside, out.exists()) == (2, True, False)
