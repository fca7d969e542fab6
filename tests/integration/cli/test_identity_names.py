from pathlib import Path

from tests.integration.cli.door import wellfounded


def test_two_names_are_compared_in_words() -> None:
    said = wellfounded("identity", "compare", "김철수", "Kim Chol Su")
    assert said.code == 0
    assert "김철수" in said.out
    assert "a person decides" in said.out


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
