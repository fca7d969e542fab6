import json
from pathlib import Path

from tests.integration.cli.door import wellfounded

LIST = """| # | Document | Publisher, date | Address (kind) |
|---|---|---|---|
| R1 | =cmd() of A/HRC/99/1 | A body, 7 Feb 2014 | one.example/a (original) |
| | | nobody | |
"""


def listed(folder: Path) -> Path:
    path = folder / "sources.md"
    path.write_text(LIST, encoding="utf-8")
    return path


def test_every_row_is_told_and_the_records_are_written(tmp_path: Path) -> None:
    outputs = {name: tmp_path / f"out.{name}" for name in ("csv", "ftm", "uwazi")}
    words = [word for name, path in outputs.items() for word in (f"--{name}", path)]
    said = wellfounded("evidence", "sources", listed(tmp_path), *words)
    assert said.code == 0, said.beside
    assert "line 3: R1: =cmd() of A/HRC/99/1, A body, 2014-02-07, A/HRC/99/1, one.example/a" in said.out
    assert "line 4: left out. No document is named in this row." in said.out
    assert "1 of 2 rows are source records." in said.out
    assert "'=cmd()" in outputs["csv"].read_text(encoding="utf-8")
    assert json.loads(outputs["ftm"].read_text(encoding="utf-8"))["schema"] == "Document"
    assert outputs["uwazi"].read_text(encoding="utf-8").startswith("title,")


def test_what_cannot_be_written_is_told_before_any_work(tmp_path: Path) -> None:
    twice = tmp_path / "out.csv"
    said = wellfounded("evidence", "sources", listed(tmp_path), "--csv", twice, "--uwazi", twice, "--ftm", tmp_path)
    assert said.code == 2
    assert "Two outputs have the same name." in said.beside
    assert "Nothing can be written here." in said.beside
    assert not twice.exists()


def test_a_file_without_a_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "words.md"
    path.write_text("only words", encoding="utf-8")
    said = wellfounded("evidence", "sources", path)
    assert said.code == 2
    assert "There is no table in it." in said.beside
