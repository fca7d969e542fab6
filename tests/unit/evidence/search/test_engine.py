import sqlite3
from collections.abc import Sequence
from contextlib import closing

import numpy as np
import pytest

from tests.unit.evidence.search.conftest import MakeIndex
from tests.unit.evidence.search.shelves import ALL, LIBRARY, PUBLIC
from wellfounded.evidence.search.analysis.analyzer import Analyzer
from wellfounded.evidence.search.engine import Mode, Search
from wellfounded.evidence.search.index.reach import Filters, Gate, Reach
from wellfounded.evidence.search.index.sql_index import SqlIndex
from wellfounded.evidence.search.meaning.background import embed_missing
from wellfounded.evidence.search.meaning.cached import CachedEmbedder
from wellfounded.evidence.search.meaning.embedder import Vectors, installed_embedders
from wellfounded.evidence.search.measure.collection import Collection
from wellfounded.evidence.search.measure.evaluate import Bench, evaluate

# One direction for each subject, whatever the language.
SUBJECTS = (("punish", "처벌", "处罚"), ("market", "시장", "市场"), ("den", "부인", "否认"), ("border", "국경", "边境"))


class Subjects:
    """A model that knows four subjects in three languages, and counts what it is asked."""

    def __init__(self, model: str = "subjects-1") -> None:
        self.model = model
        self.asked: list[str] = []

    def questions(self, texts: Sequence[str]) -> Vectors:
        self.asked.extend(texts)
        rows = [[float(any(word in text.lower() for word in words)) for words in SUBJECTS] for text in texts]
        found = np.array(rows, dtype=np.float32).reshape(len(texts), len(SUBJECTS)) + np.float32(0.01)
        return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), dtype=np.float32)

    def passages(self, texts: Sequence[str]) -> Vectors:
        return self.questions(texts)


def searching(index: SqlIndex) -> Search:
    model = Subjects()
    for _ in embed_missing(index.vectors, [model]):
        pass
    return Search(index, Analyzer(), embedders=[model])


@pytest.fixture
def library(index: SqlIndex) -> SqlIndex:
    index.add(LIBRARY)
    return index


def found(search: Search, question: str, mode: Mode, *, reach: Reach = ALL) -> list[str]:
    return [one.card.key for one in search.find(question, reach, mode=mode, limit=10)]


def test_across_languages_meaning_finds_what_words_cannot(library: SqlIndex) -> None:
    search = searching(library)
    assert found(search, "处罚", Mode.KEYWORD) == []
    assert found(search, "punishment", Mode.CROSS)[0] == "korean"
    assert found(search, "was it denied", Mode.CROSS)[0] == "chinese"


def test_the_list_across_languages_holds_no_passage_in_the_question_s_own(library: SqlIndex) -> None:
    search = searching(library)
    for question, own in (("border", "en"), ("국경", "ko"), ("否认", "zh")):
        languages = {str(one.passage.language) for one in search.find(question, ALL, mode=Mode.CROSS, limit=20)}
        assert languages
        assert own not in languages


def test_within_one_language_words_and_meaning_are_fused(library: SqlIndex) -> None:
    search = searching(library)
    assert found(search, "trade at the market border", Mode.FUSED)[0] == "report"
    languages = {str(one.passage.language) for one in search.find("denial", ALL, mode=Mode.FUSED, limit=20)}
    assert languages == {"en"}


def test_a_gate_holds_for_meaning_as_for_words(library: SqlIndex) -> None:
    search = searching(library)
    for mode in (Mode.DENSE, Mode.FUSED):
        assert {"exhibit", "other"} <= set(found(search, "punished at the border", mode))
        assert not {"exhibit", "other"} & set(found(search, "punished at the border", mode, reach=PUBLIC))
    assert found(search, "처벌", Mode.CROSS, reach=Reach(Gate.of([]))) == []


def test_filters_hold_for_meaning(library: SqlIndex) -> None:
    reach = Reach(Gate.everything(), Filters(sources=("A ministry",)))
    assert found(searching(library), "denied", Mode.CROSS, reach=reach) == ["chinese"]


def test_without_a_model_there_are_only_words(library: SqlIndex) -> None:
    search = Search(library, Analyzer())
    assert search.modes == (Mode.KEYWORD,)
    assert search.default_mode is Mode.KEYWORD
    assert found(search, "punished", Mode.DENSE) == []


def test_vectors_of_two_models_never_mix(library: SqlIndex) -> None:
    searching(library)
    newer = Search(library, Analyzer(), embedders=[Subjects("subjects-2")])
    assert found(newer, "punishment", Mode.DENSE) == []


def test_a_vector_goes_with_the_last_passage_that_has_its_text(library: SqlIndex) -> None:
    searching(library)
    assert library.vectors.count_missing("subjects-1") == 0
    library.remove("korean")
    library.add([LIBRARY[2]])
    assert library.vectors.count_missing("subjects-1") == 1


def test_new_passages_are_found_once_they_have_vectors(library: SqlIndex) -> None:
    search = searching(library)
    library.remove("korean")
    assert "korean" not in found(search, "punishment", Mode.CROSS)
    library.add([LIBRARY[2]])
    assert "korean" not in found(search, "punishment", Mode.CROSS)
    for _ in embed_missing(library.vectors, [Subjects()]):
        pass
    assert "korean" in found(search, "punishment", Mode.CROSS)


def test_working_out_vectors_can_stop_and_go_on(library: SqlIndex) -> None:
    first = Subjects()
    next(iter(embed_missing(library.vectors, [first])))
    again = Subjects()
    list(embed_missing(library.vectors, [again]))
    assert len(first.asked) + len(again.asked) == 7
    assert not set(first.asked) & set(again.asked)


def test_vectors_kept_in_a_file_are_not_worked_out_again() -> None:
    model = Subjects()
    with closing(sqlite3.connect(":memory:")) as connection:
        kept = CachedEmbedder(model, connection)
        first = kept.questions(["border", "market", "border"])
        assert np.array_equal(first, kept.questions(["border", "market", "border"]))
        assert model.asked == ["border", "market"]
        kept.passages(["border"])
        CachedEmbedder(Subjects("subjects-2"), connection).questions(["border"])
        assert model.asked == ["border", "market", "border"]


COLLECTION = Collection(
    {"a": "Whoever crosses is punished.", "b": "처벌을 받는다.", "c": "Rain."},
    {"q": "what is the punishment"},
    {"q": {"b": 1.0}},
)


@pytest.mark.parametrize(("mode", "expected"), [(Mode.KEYWORD, 0.0), (Mode.CROSS, 1.0)])
def test_a_collection_is_measured_by_the_mode_that_was_asked_for(
    mode: Mode, expected: float, make_index: MakeIndex
) -> None:
    told: list[str] = []

    def tell(what: str, *, done: int, whole: int) -> None:
        assert 0 <= done <= whole
        told.append(what)

    bench = Bench(make_index(), Analyzer(), [Subjects()], tell)
    assert evaluate(COLLECTION, mode, bench=bench).mean == pytest.approx(expected)
    assert told[-1] == "Asking the questions"


def test_the_models_of_the_extra_bring_like_meanings_together() -> None:
    embedders = installed_embedders()
    if not embedders:
        pytest.skip("the extra “semantic” is not installed")
    for embedder in embedders:
        near, far = embedder.passages(["탈북민들이 강제로 송환되었다.", "The recipe needs two eggs."])
        question = embedder.questions(["North Koreans were forcibly returned."])[0]
        assert question @ near > question @ far
        assert np.linalg.norm(embedder.passages(["", "\0", "\ud800"]), axis=1) == pytest.approx(1.0, abs=1e-3)
