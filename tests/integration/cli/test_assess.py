import json
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.integration.cli.door import CROSSING, wellfounded


def edited(tmp_path: Path, *changes: tuple[str, str]) -> Path:
    text = CROSSING.read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    path = tmp_path / "case.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_it_says_what_follows_what_is_open_and_who_bears_it() -> None:
    said = wellfounded("assess", CROSSING)
    assert said.code == 0
    assert "Included in the refugee definition" in said.out
    assert "What is open, and who bears it" in said.out
    assert "[shared; ends with the applicant]" in said.out
    assert "Remarks for the reviewer" in said.out
    assert "The program decides nothing" in said.out
    assert "score" not in said.out.lower()


def test_it_writes_a_page_a_pdf_and_a_receipt_and_says_where(tmp_path: Path) -> None:
    files = {kind: tmp_path / f"case.{kind}" for kind in ("html", "pdf", "json")}
    said = wellfounded("assess", CROSSING, *(word for kind, path in files.items() for word in (f"--{kind}", path)))
    assert said.code == 0
    assert all(str(path) in said.out for path in files.values())
    assert "강을 건넜어요" in files["html"].read_text(encoding="utf-8")
    text = "".join(page.extract_text() for page in PdfReader(files["pdf"]).pages)
    assert "강을 건넜어요" in text
    assert "遣返通知书" in text
    assert json.loads(files["json"].read_text(encoding="utf-8"))["format"] == "wellfounded-receipt/1"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == [], "no temporary file is left"


def test_a_receipt_is_reproduced(tmp_path: Path) -> None:
    receipt = tmp_path / "r.json"
    assert wellfounded("assess", CROSSING, "--json", receipt).code == 0
    said = wellfounded("assess", "--verify", receipt)
    assert said.code == 0
    assert "reproduced" in said.out
    assert wellfounded("assess", CROSSING, "--verify", receipt).code == 0


def test_a_changed_receipt_is_not_reproduced(tmp_path: Path) -> None:
    receipt = tmp_path / "r.json"
    wellfounded("assess", CROSSING, "--json", receipt)
    receipt.write_text(receipt.read_text(encoding="utf-8").replace("EX-001", "EX-002", 1), encoding="utf-8")
    said = wellfounded("assess", "--verify", receipt)
    assert said.code == 2
    assert "WF-071" in said.beside


def test_a_receipt_of_another_case_file_is_told(tmp_path: Path) -> None:
    receipt = tmp_path / "r.json"
    wellfounded("assess", CROSSING, "--json", receipt)
    said = wellfounded(
        "assess", edited(tmp_path, ("stateless: refuted", "stateless: established")), "--verify", receipt
    )
    assert said.code == 2
    assert "was not made from" in said.beside


@pytest.mark.parametrize("content", [None, "not json", "[]"])
def test_what_is_no_receipt_is_told(tmp_path: Path, content: str | None) -> None:
    receipt = tmp_path / "r.json"
    if content is not None:
        receipt.write_text(content, encoding="utf-8")
    said = wellfounded("assess", "--verify", receipt)
    assert said.code == 2
    assert "WF-0" in said.beside


def test_another_profile_and_another_day_can_be_asked_for() -> None:
    said = wellfounded("assess", CROSSING, "--profile", "canada", "--as-of", "2024-07-01")
    assert said.code == 0
    assert "Profile: Canada" in said.out
    assert "Risk judged on: 1 July 2024" in said.out


def test_a_missing_file_is_told_with_its_name() -> None:
    said = wellfounded("assess", "nowhere.yaml")
    assert said.code == 2
    assert "nowhere.yaml There is no such file. Check the name. [WF-001]" in said.beside


def test_no_file_at_all_is_told_with_an_example() -> None:
    said = wellfounded("assess")
    assert said.code == 2
    assert "wellfounded assess case.yaml" in said.beside


def test_broken_yaml_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("format: wellfounded-case/1\ncase: [\n", encoding="utf-8")
    said = wellfounded("assess", path)
    assert said.code == 2
    assert f"{path}:" in said.beside
    assert "WF-003" in said.beside


def test_an_unknown_fact_is_told_with_file_line_path_and_what_was_meant(tmp_path: Path) -> None:
    path = edited(tmp_path, ("      is_outside: established", "      is_outsid: established"))
    line = next(
        number for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if "is_outsid:" in text
    )
    said = wellfounded("assess", path)
    assert said.code == 2
    assert f"{path}:{line} (countries.PRK.facts.is_outsid)" in said.beside
    assert "Did you mean “is_outside”? [WF-020]" in said.beside


def test_problems_of_the_file_the_options_and_the_outputs_are_told_together(tmp_path: Path) -> None:
    changes = (("is_outside: established", "is_outside: yes"), ("material: fictional", "material: invented"))
    words = ("--profile", "narnia", "--as-of", "2024-13-01", "--pdf", tmp_path)
    said = wellfounded("assess", edited(tmp_path, *changes), *words)
    assert said.code == 2
    assert "5 problems:" in said.beside
    assert all(code in said.beside for code in ("WF-013", "WF-014", "WF-040", "WF-080"))


def test_an_output_that_is_a_folder_or_in_no_folder_is_refused(tmp_path: Path) -> None:
    said = wellfounded("assess", CROSSING, "--html", tmp_path, "--pdf", tmp_path / "no" / "where.pdf")
    assert said.code == 2
    assert "This is a folder, not a file." in said.beside
    assert "There is no folder" in said.beside
    assert list(tmp_path.iterdir()) == []


def test_an_output_below_a_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("mine", encoding="utf-8")
    assert wellfounded("assess", CROSSING, "--html", file / "case.html").code == 2
    assert file.read_text(encoding="utf-8") == "mine"


def test_a_file_of_another_kind_is_never_written_over(tmp_path: Path) -> None:
    case = edited(tmp_path)
    before = case.read_bytes()
    said = wellfounded("assess", case, "--json", case)
    assert said.code == 2
    assert "A file stands there that is no receipt." in said.beside
    assert case.read_bytes() == before


def test_a_page_of_ours_is_written_anew(tmp_path: Path) -> None:
    page = tmp_path / "case.html"
    page.write_text("<!doctype html>\n<p>old</p>", encoding="utf-8")
    assert wellfounded("assess", CROSSING, "--html", page).code == 0
    assert "old</p>" not in page.read_text(encoding="utf-8")


def test_two_outputs_of_one_name_are_refused(tmp_path: Path) -> None:
    same = tmp_path / "case.out"
    said = wellfounded("assess", CROSSING, "--html", same, "--pdf", same)
    assert said.code == 2
    assert "Two outputs have the same name." in said.beside
