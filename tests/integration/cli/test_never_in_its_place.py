"""What a command reads is never taken by what it writes: the register would be gone, and so would a sealed case."""

import shutil
from pathlib import Path

import pytest

from tests.integration.cli.door import CROSSING, wellfounded

SECRET = "four or five good words"  # noqa: S105 - of a test
PAIRS = "name1\tname2\n김철수\tKim Chol Su\n"
REGISTER = "number,names,born\n1,한별솔,1984\n2,Han Byul-sol,1984\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "register.csv").write_text(REGISTER, encoding="utf-8")
    (tmp_path / "list.csv").write_text(REGISTER, encoding="utf-8")
    (tmp_path / "pairs.tsv").write_text(PAIRS, encoding="utf-8")
    (tmp_path / "sources.md").write_text("| title |\n|---|\n| A |\n", encoding="utf-8")
    (tmp_path / "people.csv").write_text("case,PRK.is_outside\nA,established\n", encoding="utf-8")
    (tmp_path / "also.csv").symlink_to("register.csv")
    shutil.copy(CROSSING, tmp_path / "case.yaml")
    return tmp_path


@pytest.mark.parametrize(
    "command",
    [
        "identity screen list.csv register.csv -o register.csv",
        "identity screen list.csv register.csv -o list.csv",
        "identity screen list.csv register.csv -o also.csv",
        "identity score pairs.tsv -o pairs.tsv",
        "identity dedupe register.csv -o register.csv",
        "identity dedupe register.csv -o pairs.csv --shares ./register.csv",
        "evidence sources sources.md --csv sources.md",
        "cohort people.csv --out people.csv",
    ],
)
def test_an_input_is_not_written_over(here: Path, command: str) -> None:
    before = {path.name: path.read_bytes() for path in here.iterdir()}
    said = wellfounded(*command.split())
    assert (said.code, "This command reads that very file." in said.beside, "WF-080" in said.beside) == (2, True, True)
    assert {path.name: path.read_bytes() for path in here.iterdir()} == before


def test_neither_a_sealed_case_nor_a_receipt_is(here: Path) -> None:
    wellfounded("case", "seal", "case.yaml", "--out", "case.age", typed=f"{SECRET}\n{SECRET}\n")
    assert wellfounded("assess", "case.yaml", "--json", "receipt.json").code == 0
    before = {path.name: path.read_bytes() for path in here.iterdir()}
    for words in (
        ("case.age", "--pdf", "case.age"),
        ("case.yaml", "--verify", "receipt.json", "--json", "receipt.json"),
    ):
        said = wellfounded("assess", *words, typed=f"{SECRET}\n")
        assert (said.code, "This command reads that very file." in said.beside) == (2, True), said
    assert {path.name: path.read_bytes() for path in here.iterdir()} == before


def test_another_file_of_its_kind_is_replaced_as_before(here: Path) -> None:
    (here / "hits.csv").write_text("old", encoding="utf-8")
    assert wellfounded("identity", "screen", "list.csv", "register.csv", "-o", "hits.csv").code == 0
    assert (here / "hits.csv").read_text(encoding="utf-8-sig").startswith("in_register,")
