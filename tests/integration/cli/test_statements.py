import json
from pathlib import Path

import pytest

from tests.integration.cli.door import wellfounded

ARTICLE = (
    "Minister Ada Poe said on Monday that the camps were closed. “We have nothing to hide,” she added.\n\n"
    "The river is wide in spring.\n"
)
SHARED = Path(__file__).parents[4] / "shared"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def test_who_said_what_is_shown_as_candidates(article: Path) -> None:
    said = wellfounded("evidence", "statements", article)
    assert said.code == 0
    assert "2 candidates in article.txt" in said.out
    assert "None counts before a person has confirmed it." in said.out
    assert "said: that the camps were closed" in said.out
    assert "[“she”, resolved]" in said.out


def test_json_has_the_shape_of_the_annotation_and_scores_as_its_own_gold(article: Path, tmp_path: Path) -> None:
    said = wellfounded("evidence", "statements", article, "--json")
    gold = tmp_path / "gold.json"
    gold.write_text(said.out, encoding="utf-8")
    entry = json.loads(said.out)["statements"][0]
    start, end = entry["content"][0]["span"]
    assert ARTICLE[start:end] == entry["content"][0]["text"] == "that the camps were closed"
    scored = wellfounded("evidence", "score-statements", gold, article)
    assert scored.code == 0
    assert "content F1 1.000" in scored.out
    assert "content-with-speaker F1 1.000" in scored.out


def test_a_folder_of_articles_is_scored_together(article: Path, tmp_path: Path) -> None:
    said = json.loads(wellfounded("evidence", "statements", article, "--json").out)
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    gold = tmp_path / "gold.json"
    gold.write_text(json.dumps({**said, "docs": {**said["docs"], "empty": {}}}), encoding="utf-8")
    scored = wellfounded("evidence", "score-statements", gold, tmp_path)
    assert "all 2 2 2 1.000" in scored.out


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"%PDF-1.7 x", "This is no text file."),
        (b"\xff\xfe\xfa", "UTF-16"),
        (b"caf\xe9 said", "Byte 3 is not UTF-8."),
        (b"a\0b", "There is a zero"),
    ],
)
def test_what_is_no_text_is_refused_with_what_to_do(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(content)
    said = wellfounded("evidence", "statements", path)
    assert said.code == 2
    assert told in said.beside
    assert "WF-002" in said.beside


def test_a_file_that_is_not_there_or_too_large_is_refused(tmp_path: Path) -> None:
    assert "There is no such file." in wellfounded("evidence", "statements", tmp_path / "gone.txt").beside
    assert "This is a folder" in wellfounded("evidence", "statements", tmp_path).beside
    large = tmp_path / "large.txt"
    large.write_bytes(b"x " * 5_000_000)
    assert "more than 4 million bytes" in wellfounded("evidence", "statements", large).beside


def test_an_empty_article_has_no_statements(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.touch()
    said = wellfounded("evidence", "statements", path)
    assert said.code == 0
    assert "0 candidates" in said.out


@pytest.mark.parametrize(
    ("gold", "told"),
    [
        ("{", "not readable as JSON"),
        ("9" * 5_000, "not readable as JSON"),
        ("[]", "A list of statements"),
        ('{"statements": [3]}', "statements[0]"),
    ],
)
def test_an_annotation_that_cannot_be_read_is_refused(article: Path, tmp_path: Path, gold: str, told: str) -> None:
    path = tmp_path / "gold.json"
    path.write_text(gold, encoding="utf-8")
    said = wellfounded("evidence", "score-statements", path, article)
    assert said.code == 2
    assert told in said.beside


def test_an_annotation_of_another_text_is_told_before_its_figures(article: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold.json"
    gold.write_text(wellfounded("evidence", "statements", article, "--json").out, encoding="utf-8")
    assert "do not stand" not in wellfounded("evidence", "score-statements", gold, article).out
    article.write_text("A line that came before.\n" + ARTICLE, encoding="utf-8")
    said = wellfounded("evidence", "score-statements", gold, article)
    assert said.code == 0
    assert "2 of 2 annotated contents do not stand at their places" in said.out


@pytest.mark.parametrize(("mark", "ends"), [("", "\r\n"), ("\ufeff", "\n"), ("\ufeff", "\r\n")])
def test_a_file_that_was_annotated_through_another_reader_is_scored_as_it_was_read(
    article: Path, tmp_path: Path, mark: str, ends: str
) -> None:
    gold = tmp_path / "gold.json"
    gold.write_text(wellfounded("evidence", "statements", article, "--json").out, encoding="utf-8")
    article.write_bytes((mark + "\n\n" + ARTICLE).replace("\n", ends).encode())
    assert "2 of 2 annotated contents do not stand" in wellfounded("evidence", "score-statements", gold, article).out
    article.write_bytes((mark + ARTICLE.replace(". “", ".\n“", 1)).replace("\n", ends).encode())
    said = wellfounded("evidence", "score-statements", gold, article)
    assert "do not stand" not in said.out
    assert "content F1 1.000" in said.out


def test_of_several_annotated_articles_the_one_is_taken_whose_words_stand_in_the_file(
    article: Path, tmp_path: Path
) -> None:
    said = json.loads(wellfounded("evidence", "statements", article, "--json").out)
    other = {"doc": "other.txt", "content": [{"span": [0, 4], "text": "Rain"}]}
    gold = tmp_path / "gold.json"
    gold.write_text(json.dumps({"statements": [*said["statements"], other]}), encoding="utf-8")
    article.rename(tmp_path / "downloaded.txt")
    scored = wellfounded("evidence", "score-statements", gold, tmp_path / "downloaded.txt")
    assert "content F1 1.000" in scored.out
    (tmp_path / "other.txt").write_text("Rain fell.", encoding="utf-8")
    (tmp_path / "downloaded.txt").rename(article)
    assert "other.txt" in wellfounded("evidence", "score-statements", gold, tmp_path).out


def test_an_article_that_the_annotation_does_not_hold_is_told(article: Path, tmp_path: Path) -> None:
    path = tmp_path / "gold.json"
    path.write_text('{"docs": {"one": {}, "two": {}}, "statements": []}', encoding="utf-8")
    said = wellfounded("evidence", "score-statements", path, article)
    assert said.code == 2
    assert "It has: one, two." in said.beside


STATE = "The Chinese Foreign Ministry said that those who were sent back were not tortured.\n"


def test_a_state_that_speaks_stands_beside_what_binds_it_and_nothing_is_accepted(tmp_path: Path) -> None:
    path = tmp_path / "state.txt"
    path.write_text(STATE, encoding="utf-8")
    said = wellfounded("evidence", "statements", path, "--law", "--on", "2023-10-09")
    assert said.code == 0
    assert "(CHN)" in said.out
    assert "may bear on torture_risk" in said.out
    assert "against it: " in said.out
    assert "binds: Convention against Torture" in said.out
    entry = json.loads(wellfounded("evidence", "statements", path, "--law", "--json").out)["statements"][0]
    assert entry["suggested_criteria"]
    assert entry["duties"]
    assert not any(item["accepted"] for item in (*entry["suggested_criteria"], *entry["duties"]))


def test_nobody_but_a_state_has_duties_and_without_the_option_nothing_is_suggested(tmp_path: Path) -> None:
    path = tmp_path / "group.txt"
    path.write_text(STATE.replace("The Chinese Foreign Ministry", "Chinese Harbour Watch"), encoding="utf-8")
    assert "binds" not in wellfounded("evidence", "statements", path, "--law").out
    assert "may bear on" not in wellfounded("evidence", "statements", path).out


def test_a_bad_day_and_a_missing_file_are_told_together(tmp_path: Path) -> None:
    said = wellfounded("evidence", "statements", tmp_path / "gone.txt", "--law", "--on", "someday")
    assert said.code == 2
    assert "2 problems" in said.beside


@pytest.mark.skipif(not SHARED.is_dir(), reason="the annotated article lies outside of the repository")
def test_the_annotated_article_reaches_the_goal() -> None:
    (article,) = (SHARED / "articles").glob("004_*.txt")
    said = wellfounded("evidence", "score-statements", SHARED / "data" / "statements" / "gold_004.json", article)
    content, speaker = (float(part.split()[0]) for part in said.out.split("F1 ")[-2:])
    assert content >= 0.85
    assert speaker >= 0.80
