from pathlib import Path

from tests.integration.cli.door import wellfounded


def test_two_names_are_compared_in_words() -> None:
    said = wellfounded("identity", "compare", "김철수", "Kim Chol Su")
    assert said.code == 0
    assert "김철수" in said.out
    assert "a person decides" in said.out


def test_a_name_that_the_shell_has_parted_is_said_with_how_to_quote_it() -> None:
    said = wellfounded("identity", "compare", "김철수", "Kim", "Chol", "Su")
    assert said.code == 2
    assert "here are 4 words" in said.beside
    assert 'compare "김정은" "Kim Jong Un"' in said.beside
    assert "WF-013" in said.beside


def test_a_second_reading_is_shown_beside_the_first() -> None:
    said = wellfounded("identity", "compare", "陈志明", "Chen Zhiming")
    assert said.code == 0
    assert "As a Korean name:" in said.out or "As a Chinese name:" in said.out


def test_a_table_is_scored(tmp_path: Path) -> None:
    pairs, result = tmp_path / "pairs.tsv", tmp_path / "scored.tsv"
    pairs.write_text("name1\tname2\n김철수\tKim Chol Su\n", encoding="utf-8")
    assert wellfounded("identity", "score", pairs, "-o", result).code == 0
    assert result.read_text(encoding="utf-8").startswith("name1\tname2\tscore\tverdict")


def test_a_table_as_excel_saves_it_in_unicode_is_scored(tmp_path: Path) -> None:
    pairs, result = tmp_path / "pairs.txt", tmp_path / "scored.tsv"
    pairs.write_text("name1\tname2\r\n김철수\tKim Chol Su\r\n", encoding="utf-16")
    assert wellfounded("identity", "score", pairs, "-o", result).code == 0
    assert "likely" in result.read_text(encoding="utf-8")


def test_a_wrong_row_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    pairs, result = tmp_path / "pairs.tsv", tmp_path / "scored.tsv"
    pairs.write_text("name1\tname2\n김철수\n", encoding="utf-8")
    said = wellfounded("identity", "score", pairs, "-o", result)
    assert said.code == 2
    assert "pairs.tsv:2" in said.beside
    assert not result.exists()


def test_what_is_no_table_is_said_gently(tmp_path: Path) -> None:
    broken = tmp_path / "broken.tsv"
    broken.write_bytes(b"name1\tname2\n\xff\xfe\n")
    for path in (broken, tmp_path / "missing.tsv", tmp_path):
        said = wellfounded("identity", "score", path, "-o", tmp_path / "out.tsv")
        assert said.code == 2
        assert "WF-00" in said.beside
    assert not (tmp_path / "out.tsv").exists()


def test_an_empty_table_is_called_empty(tmp_path: Path) -> None:
    (tmp_path / "empty.tsv").touch()
    said = wellfounded("identity", "score", tmp_path / "empty.tsv", "-o", tmp_path / "out.tsv")
    assert (said.code, "The file is empty." in said.beside) == (2, True)
