import json
from pathlib import Path
from typing import Any

import pytest

from wellfounded.evidence.search.measure.collection import CollectionError, read_collection

GOOD = {
    "docs": {"a": "one", "b": "two"},
    "queries": {"q": "which", "r": "none"},
    "qrels": {"q": {"a": 2, "b": 0}, "r": {}},
}


def written(folder: Path, whole: Any) -> Path:
    path = folder / "collection.json"
    path.write_text(whole if isinstance(whole, str) else json.dumps(whole), encoding="utf-8")
    return path


def test_a_collection_is_read_without_what_nothing_answers(tmp_path: Path) -> None:
    collection = read_collection(written(tmp_path, GOOD))
    assert collection.questions == {"q": "which"}
    assert collection.judged == {"q": {"a": 2.0}}


def test_texts_come_in_one_form_of_unicode(tmp_path: Path) -> None:
    collection = read_collection(written(tmp_path, GOOD | {"docs": {"a": "한", "b": "é"}}))
    assert collection.documents == {"a": "한", "b": "é"}


@pytest.mark.parametrize(
    ("whole", "places"),
    [
        ("{", [""]),
        ("[" * 100_000, [""]),
        ([], [""]),
        ({}, ["docs", "queries", "qrels"]),
        (GOOD | {"docs": {"a": 1, "b": "two"}}, ["docs.a"]),
        (GOOD | {"docs": {"a": {"title": "no text"}, "b": "two"}}, ["docs.a"]),
        (GOOD | {"qrels": {"q": {"c": 1}, "s": {"a": 1}}}, ["qrels.q.c", "qrels.s"]),
        (GOOD | {"qrels": {"q": {"a": "1"}}}, ["qrels.q"]),
        (GOOD | {"qrels": {"q": ["a", 1]}}, ["qrels.q"]),
        (GOOD | {"qrels": {}}, ["qrels"]),
        (GOOD | {"qrels": {"q": {"a": 10**400}}}, ["qrels.q"]),
        (GOOD | {"qrels": {"q": {"a": float("inf")}}}, ["qrels.q"]),
        (GOOD | {"qrels": {"q": {"a": float("nan")}}}, ["qrels.q"]),
        (GOOD | {"docs": {"a": "half \ud800", "b": "two"}}, ["docs.a"]),
        ('{"docs": ' + "9" * 5_000 + "}", [""]),
    ],
)
def test_every_problem_of_a_collection_is_told(whole: Any, places: list[str], tmp_path: Path) -> None:
    with pytest.raises(CollectionError) as caught:
        read_collection(written(tmp_path, whole))
    assert [place for place, _ in caught.value.problems] == places


def test_what_is_no_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "collection.json"
    path.write_bytes(b"caf\xe9")
    with pytest.raises(CollectionError, match="UTF-8"):
        read_collection(path)


@pytest.mark.parametrize("coding", ["utf-8-sig", "utf-16"])
def test_a_file_with_a_mark_of_its_coding_is_read(coding: str, tmp_path: Path) -> None:
    path = tmp_path / "collection.json"
    path.write_text(json.dumps(GOOD), encoding=coding)
    assert read_collection(path).judged == {"q": {"a": 2.0}}


def test_titles_stand_before_their_texts_and_answers_may_have_no_grades(tmp_path: Path) -> None:
    docs = {"a": {"title": "First", "text": "one"}, "b": {"title": "", "text": "two"}}
    collection = read_collection(written(tmp_path, GOOD | {"docs": docs, "qrels": {"q": ["a"]}}))
    assert collection.documents == {"a": "First\none", "b": "two"}
    assert collection.judged == {"q": {"a": 1.0}}


def test_a_part_of_a_larger_collection_is_measured_and_what_is_missing_is_told(tmp_path: Path) -> None:
    qrels = {"q": {"a": 1, "gone": 1}, "nobody asked": {"b": 1}}
    collection = read_collection(written(tmp_path, GOOD | {"qrels": qrels}))
    assert collection.judged == {"q": {"a": 1.0, "gone": 1.0}}
    assert [remark.rpartition(": ")[2] for remark in collection.remarks] == ["qrels.nobody asked", "qrels.q.gone"]
    assert read_collection(written(tmp_path, GOOD)).remarks == ()
