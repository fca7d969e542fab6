import json
from pathlib import Path

import pytest

from tests.integration.cli.door import wellfounded

SMALL = {
    "docs": {"a": "They are punished for leaving.", "b": "It rained on Monday.", "c": "송환된 사람들은 처벌을 받았다."},
    "queries": {"q": "punishment", "r": "처벌이 있는가", "s": "elephants"},
    "qrels": {"q": {"a": 1}, "r": {"c": 1}, "s": {"b": 1}},
}


def written(folder: Path, whole: object) -> Path:
    path = folder / "small.json"
    path.write_text(json.dumps(whole), encoding="utf-8")
    return path


def test_a_collection_is_measured_through_the_search_itself(tmp_path: Path) -> None:
    said = wellfounded("evidence", "evaluate", written(tmp_path, SMALL))
    assert said.code == 0
    assert said.out == "small.json: 3 documents, 3 questions, mode keyword nDCG@10 0.6667"


@pytest.mark.parametrize(
    ("whole", "words"),
    [
        ({"docs": {"a": 1}}, "(docs.a) A text is wanted here."),
        (SMALL | {"qrels": {"q": {"z": 1}}}, "(qrels.q.z) There is no such doc."),
    ],
)
def test_a_collection_that_cannot_be_used_is_told(whole: object, words: str, tmp_path: Path) -> None:
    said = wellfounded("evidence", "evaluate", written(tmp_path, whole))
    assert said.code == 2
    assert words in said.beside


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    said = wellfounded("evidence", "evaluate", tmp_path / "gone.json")
    assert (said.code, "[WF-001]" in said.beside) == (2, True)


# The judged collections stand beside the repository, where they are at all; the goals are those of the project.
COLLECTIONS = Path(__file__).parents[4] / "shared" / "data" / "retrieval"


@pytest.mark.parametrize(("name", "goal"), [("xquad_en", 0.96), ("xquad_zh", 0.955), ("cranfield", 0.53)])
def test_words_alone_reach_their_goal(name: str, goal: float) -> None:
    path = COLLECTIONS / f"{name}.json"
    if not path.is_file():
        pytest.skip("the judged collections are not beside this repository")
    said = wellfounded("evidence", "evaluate", path)
    assert float(said.out.rpartition(" ")[2]) >= goal
