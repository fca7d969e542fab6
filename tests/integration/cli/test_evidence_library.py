from pathlib import Path

import pytest

from tests.integration.cli.door import wellfounded

ENGLISH = "Findings\n\n12. Those who left are punished in camps.\n\n13. Markets are tolerated."
CHINESE = "第一条 本办法适用于难民。\n\n第二条 不得强制遣返难民。"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shelf = tmp_path / "shelf"
    (shelf / "laws").mkdir(parents=True)
    (shelf / "report.txt").write_text(ENGLISH, encoding="utf-8")
    (shelf / "laws" / "law.md").write_text(CHINESE, encoding="utf-8")
    return shelf


@pytest.fixture
def library(folder: Path, tmp_path: Path) -> Path:
    path = tmp_path / "library"
    known = ("--source", "A commission", "--date", "2014-02-07", "--country", "PRK", "--topic", "return")
    said = wellfounded("evidence", "add", folder, "--library", path, *known, "--reliability", "high")
    assert said.code == 0, said.beside
    assert said.out.startswith("2 added, 0 already there")
    return path


def search(library: Path, *words: str) -> str:
    said = wellfounded("evidence", "search", *words, "--library", library)
    assert said.code == 0, said.beside
    return said.out


def test_a_passage_comes_with_what_is_needed_to_cite_it(library: Path) -> None:
    out = search(library, "punishment in a camp")
    assert "1 passage shares a word with the question" in out
    assert "1. A commission, report, 2014-02-07, para. 12, reliability: high" in out
    assert "Those who left are punished in camps." in out


def test_a_passage_is_found_with_the_reference_by_which_it_is_pinned(library: Path) -> None:
    reference = search(library, "punishment in a camp").partition("reliability: high ")[2].partition(" ")[0]
    pinned = ("pin", reference, "torture_risk", "supports", "--by", "mina", "--quote", "punished in camps")
    said = wellfounded("evidence", *pinned, "--library", library)
    assert said.code == 0, said.beside


def test_a_question_in_chinese_finds_the_article_of_the_law(library: Path) -> None:
    assert "1. A commission, law, 2014-02-07, para. 第二条" in search(library, "强制遣返")


@pytest.mark.parametrize(
    ("narrowed", "count"),
    [
        (("--lang", "zh"), 0),
        (("--lang", "en"), 1),
        (("--as-of", "2014-02-06"), 0),
        (("--as-of", "2014-02-07"), 1),
        (("--country", "PRK", "--topic", "return", "--source", "A commission"), 1),
        (("--country", "CHN"), 0),
        (("--topic", "weather"), 0),
        (("--source", "nobody"), 0),
        (("--element", "1A2.persecution"), 0),
        (("--limit", "1", "--one-language"), 1),
    ],
)
def test_a_search_is_narrowed(narrowed: tuple[str, ...], count: int, library: Path) -> None:
    assert search(library, "punished", *narrowed).startswith(f"{count} passage")


def test_what_is_there_is_not_added_twice(library: Path, folder: Path) -> None:
    (folder / "copy.txt").write_text(ENGLISH, encoding="utf-8")
    said = wellfounded("evidence", "add", folder, "--library", library)
    assert said.out.startswith("0 added, 3 already there")
    assert search(library, "punished").startswith("1 passage")


def test_one_file_that_cannot_be_read_holds_up_no_other(folder: Path, tmp_path: Path) -> None:
    (folder / "broken.txt").write_bytes(b"\xff\xfe\xfd")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    said = wellfounded("evidence", "add", folder, folder / "gone.txt", "--library", tmp_path / "library")
    assert said.code == 2
    assert said.out.startswith("2 added")
    assert "3 problems" in said.beside
    assert all(name in said.beside for name in ("broken.txt", "picture.png", "gone.txt", "(not_taken)", "[WF-065]"))
    assert "gone.txt" in said.beside


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("add", ".", "--date", "2014-02-30"), "WF-014"),
        (("add", ".", "--country", "XX"), "WF-024"),
        (("search", "word"), "WF-001"),
        (("search", "word", "--as-of", "soon"), "WF-014"),
        (("search", " "), "WF-011"),
    ],
)
def test_what_cannot_be_done_is_told(words: tuple[str, ...], code: str, tmp_path: Path) -> None:
    said = wellfounded("evidence", *words, "--library", tmp_path / "none")
    assert (said.code, f"[{code}]" in said.beside) == (2, True)


def test_a_file_that_is_no_library_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "letter"
    path.write_text("a letter that is no library " * 200, encoding="utf-8")
    said = wellfounded("evidence", "search", "word", "--library", path)
    assert (said.code, "[WF-002]" in said.beside) == (2, True)
    assert path.read_text(encoding="utf-8").startswith("a letter")


def test_a_file_of_somebody_else_is_not_made_a_library(folder: Path, tmp_path: Path) -> None:
    note = tmp_path / "note"
    note.write_text("x", encoding="utf-8")
    said = wellfounded("evidence", "add", folder, "--library", note)
    assert (said.code, note.read_text(encoding="utf-8")) == (2, "x")
    assert "This is no library file." in said.beside
    note.write_text("", encoding="utf-8")
    assert wellfounded("evidence", "add", folder, "--library", note).code == 0  # an empty file is nobody's


def test_names_that_are_no_utf_8_are_taken_as_far_as_they_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "n\udcffame.txt"
    path.write_text(ENGLISH, encoding="utf-8")
    library = tmp_path / "library"
    said = wellfounded("evidence", "add", path, "--library", library, "--source", "s\udcff", "--topic", "t\udcff")
    assert said.code == 0, said.beside
    assert "s?, n?ame" in search(library, "punished")


def test_a_country_that_is_none_is_told_by_the_name_of_its_option(library: Path) -> None:
    said = wellfounded("evidence", "search", "x", "--country", "XXX", "--library", library)
    assert "--country" in said.beside
    assert "--host" not in said.beside
