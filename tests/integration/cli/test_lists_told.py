"""What a command says of a list that it was given: enough to mend it, and no more than somebody can read."""

import errno
import io
import os
import sys
from pathlib import Path

import pytest

from tests.integration.cli.door import wellfounded
from wellfounded.cli import main as program
from wellfounded.cli import person_list
from wellfounded.identity.lists import read


def told(folder: Path, text: str) -> str:
    """What is said line by line beside the output, as it comes."""
    (folder / "list.csv").write_text(text, encoding="utf-8")
    said = wellfounded("identity", "search", folder / "list.csv", "김은희")
    assert said.code == 0
    return said.beside


def test_columns_that_are_left_out_are_told_before_rows(tmp_path: Path) -> None:
    said = told(tmp_path, "id,name,nationality,born\n1,김은희,PRK,1984\n2,,PRK,1990\n")
    assert said.startswith("list.csv: These columns are left out: nationality.")
    assert "1 of 2 entries were not read: row 3, not read" in said
    assert told(tmp_path, "id,name,nationality,born\n1,김은희,PRK,1984\n").count("list.csv") == 1
    assert told(tmp_path, "id,name,born\n1,김은희,1984\n") == ""  # the control


def test_a_column_that_nobody_can_read_takes_a_few_lines_and_names_every_row(tmp_path: Path) -> None:
    rows = [f"{number},김은희,5/3/19{number % 90 + 10}" for number in range(2, 502)]
    rows[300:302] = ["302,김은희,1984", "303,,"]
    said = told(tmp_path, "id,name,born\n" + "\n".join(rows) + "\n")
    assert said.count("cannot be read") == person_list.EACH
    assert "and 478 more, read without this, for the like reason: row 22 to row 301, row 304 to row 501." in said
    assert "row 303, not read: There is no name." in said


def test_rows_far_apart_are_not_all_listed(tmp_path: Path) -> None:
    rows = [f"{number},김은희,{'5/3/1984' if number % 2 else ''}" for number in range(2, 602)]
    said = told(tmp_path, "id,name,born\n" + "\n".join(rows) + "\n")
    assert "and 280 more" in said
    assert said.count(", row ") < person_list.SPANS + person_list.EACH + 2
    assert "… to row 601." in said


def test_a_name_that_no_disk_can_have_is_no_fault_of_ours() -> None:
    said = wellfounded("identity", "search", "a" * 5000, "Kim")
    assert (said.code, "WF-002" in said.beside, "WF-900" in said.beside) == (2, True, False)


def test_a_file_without_end_is_read_no_further_than_it_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (read, person_list):
        monkeypatch.setattr(module, "MOST_BYTES", 100_000)
    said = wellfounded("identity", "search", "/dev/zero", "Kim")
    assert (said.code, "larger than" in said.beside) == (2, True)


def test_dates_are_asked_for_as_lists_write_them(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("id,name,born\n1,김은희,1984-03-05\n", encoding="utf-8")
    for born in ("05 Mar 1984", "19840305", "lunar:1984-02-03"):
        said = wellfounded("identity", "search", tmp_path / "list.csv", "Kim Un Hui", "--born", born)
        assert (said.code, "Likely: 1" in said.out) == (0, True)
    assert "ten times as likely" in said.out


def test_a_full_disk_under_the_output_is_no_fault_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    (tmp_path / "list.csv").write_text("id,name\n1,김은희\n", encoding="utf-8")
    monkeypatch.setattr("wellfounded.cli.identity_search.paragraph", full)
    said = wellfounded("identity", "search", tmp_path / "list.csv", "김은희")
    assert (said.code, "WF-080" in said.beside, "WF-900" in said.beside) == (2, True, False)


def test_a_terminal_that_knows_no_hangul_gets_its_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    octets = io.BytesIO()
    shown = io.TextIOWrapper(octets, encoding="ascii")
    monkeypatch.setattr(sys, "stdout", shown)
    monkeypatch.setattr(sys, "argv", ["wellfounded", "identity", "compare", "김철수", "Kim Chol Su"])
    with pytest.raises(SystemExit) as ended:
        program.main()
    shown.flush()
    assert ended.value.code == 0
    assert rb"\uae40\ucca0\uc218" in octets.getvalue()


def test_a_disk_that_is_full_is_named_when_work_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    (tmp_path / "list.csv").write_text("id,name\n1,김은희\n2,Kim\n", encoding="utf-8")
    monkeypatch.setattr("wellfounded.cli.identity_dedupe.dedupe", full)
    said = wellfounded("identity", "dedupe", tmp_path / "list.csv", "-o", tmp_path / "pairs.csv")
    assert (said.code, "No space left on device." in said.beside, "Errno" in said.beside) == (2, True, False)
    assert "goes on where it was" in said.beside


def test_a_table_of_pairs_without_end_is_read_no_further(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wellfounded.cli.identity_score.MOST_BYTES", 1000)
    said = wellfounded("identity", "score", "/dev/zero", "-o", tmp_path / "scored.tsv")
    assert (said.code, "larger than" in said.beside, list(tmp_path.iterdir())) == (2, True, [])
