from datetime import date

import pytest

from tests.unit.evidence.search.conftest import MakeIndex
from tests.unit.evidence.search.shelves import ALL, LIBRARY, PUBLIC, document
from wellfounded.evidence.passage import Card, Passage
from wellfounded.evidence.search.analysis.analyzer import Analyzer
from wellfounded.evidence.search.index.reach import Filters, Gate, Reach
from wellfounded.evidence.search.index.sql_index import SqlIndex
from wellfounded.evidence.search.language import Language


@pytest.fixture
def library(index: SqlIndex) -> SqlIndex:
    index.add(LIBRARY)
    return index


def keys(index: SqlIndex, question: str, reach: Reach = ALL, *, limit: int = 10) -> list[str]:
    ranked = index.ranked(Analyzer().terms(question), reach, limit=limit)
    return [found.card.key for found in index.passages([one.id for one in ranked], reach)]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("punishment for forced labour", "report"),
        ("did the ministry deny it?", "article"),
        ("국경에서 처벌", "korean"),
        ("노동교화소", "korean"),
        ("强制遣返", "chinese"),
        ("UNHCR", "korean"),
    ],
)
def test_the_passage_that_answers_comes_first(question: str, first: str, library: SqlIndex) -> None:
    assert keys(library, question)[0] == first


@pytest.mark.parametrize("question", ["", "the of and", "elephants", '" OR 1', "'; --", "NEAR(", "*"])
def test_a_question_without_a_known_word_finds_nothing(question: str, library: SqlIndex) -> None:
    terms = Analyzer().terms(question)
    assert keys(library, question) == []
    assert library.count(terms, ALL) == 0


def test_a_passage_comes_back_as_it_went_in(index: SqlIndex) -> None:
    card = Card("k", "public", "Title", "Source", date(2014, 2, 7), "high", ("PRK", "CHN"), ("b", "a"))
    passage = Passage(3, "Punished — 처벌.", Language.ENGLISH, 12, "§ 43(a)", 100, 115, ("z.second", "a.first"))
    index.add([(card, [passage])])
    (ranked,) = index.ranked(["punish"], ALL, limit=10)
    (found,) = index.passages([ranked.id], ALL)
    assert (found.card, found.passage) == (card, passage)
    assert found.tokens == tuple(Analyzer().tokens([passage.text])[0])


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(sources=("A newspaper",)), {"article", "korean"}),
        (Filters(sources=("A newspaper", "A ministry")), {"article", "korean", "chinese"}),
        (Filters(reliabilities=("high",)), {"report"}),
        (Filters(languages=("ko", "zh")), {"korean", "chinese"}),
        (Filters(countries=("PRK",)), {"report"}),
        (Filters(countries=("CHN", "PRK")), {"report", "article"}),
        (Filters(topics=("denial",)), {"article"}),
        (Filters(countries=("CHN",), topics=("punishment",)), {"report"}),
        (Filters(until=date(2014, 2, 7), undated=False), {"report"}),
        (Filters(until=date(2014, 2, 6), undated=False), set()),
        (Filters(since=date(2019, 5, 1), undated=False), {"article", "chinese"}),
        (Filters(since=date(2019, 5, 2), until=date(2020, 1, 1)), {"korean", "exhibit", "other"}),
        (Filters(sources=("nobody",)), set()),
    ],
)
def test_filters_narrow_what_is_found_and_counted(filters: Filters, expected: set[str], library: SqlIndex) -> None:
    reach = Reach(Gate.everything(), filters)
    question = "border punished ministry 처벌 外交部"
    assert set(keys(library, question, reach)) == expected
    assert library.count(Analyzer().terms(question), reach) == len(expected)
    assert {found.card.key for found in library.passages(range(1, 20), reach)} == expected


def test_a_passage_is_found_by_the_criterion_that_a_person_tied_it_to(index: SqlIndex) -> None:
    tied = Passage(0, "They are punished.", Language.ENGLISH, criteria=("1A2.persecution",))
    index.add([(Card("a", "public"), [tied, Passage.of(1, "Others are punished.")])])
    reach = Reach(Gate.everything(), Filters(criteria=("1A2.persecution",)))
    assert [one.id for one in index.ranked(["punish"], reach, limit=10)] == [1]


def test_documents_come_and_go(library: SqlIndex) -> None:
    assert library.remove("report")
    assert not library.remove("report")
    assert not library.holds("report")
    assert library.holds("article")
    assert "report" not in keys(library, "punished forced labour markets")
    library.add([LIBRARY[0]])
    assert keys(library, "forced labour") == ["report"]


def test_a_document_that_is_added_again_takes_the_place_of_the_old(library: SqlIndex) -> None:
    library.add([document("report", "Nothing but weather.")])
    assert keys(library, "forced labour") == []
    assert keys(library, "weather") == ["report"]


def test_coming_and_going_leaves_the_scores_as_they_were(library: SqlIndex, make_index: MakeIndex) -> None:
    library.add([document("gone", "The border, punished, labour, 처벌.", "Ministry.", shelf="case 8")])
    library.remove("gone")
    fresh = make_index()
    fresh.add(LIBRARY)
    for question in ("border punished", "처벌", "ministry"):
        terms = Analyzer().terms(question)
        assert library.ranked(terms, ALL, limit=10) == fresh.ranked(terms, ALL, limit=10)


def test_what_fails_midway_leaves_nothing_behind(library: SqlIndex) -> None:
    broken = (Card("broken", "public"), [Passage.of(0, "fine elephants"), Passage.of(1, "torn \ud800")])
    with pytest.raises(UnicodeEncodeError):
        library.add([document("whole", "elephants"), broken])
    assert keys(library, "elephants") == []
    assert not library.holds("whole")


# Permission first: what a gate keeps back is not found, not counted, not read, and moves nothing.


def test_a_gate_lets_its_shelves_through_and_no_other(library: SqlIndex) -> None:
    mine = Reach(Gate.of(["public", "case 7"]))
    assert set(keys(library, "punished at the border")) == {"report", "article", "exhibit", "other"}
    assert set(keys(library, "punished at the border", mine)) == {"report", "article", "exhibit"}
    assert set(keys(library, "punished at the border", PUBLIC)) == {"report", "article"}
    assert keys(library, "punished at the border", Reach(Gate.of([]))) == []


def test_a_gate_keeps_its_word_when_passages_are_counted_or_read_by_number(library: SqlIndex) -> None:
    terms = ["border"]
    assert (library.count(terms, ALL), library.count(terms, PUBLIC)) == (4, 2)
    assert library.count(terms, Reach(Gate.of([]))) == 0
    hidden = [one.id for one in library.ranked(terms, Reach(Gate.of(["case 9"])), limit=10)]
    assert len(library.passages(hidden, ALL)) == 1
    assert library.passages(hidden, PUBLIC) == []
    assert set(library.ids(PUBLIC)).isdisjoint(hidden)


def test_what_a_gate_keeps_back_changes_neither_order_nor_score(make_index: MakeIndex) -> None:
    whole, public = make_index(), make_index()
    public.add(one for one in LIBRARY if one[0].shelf == "public")
    whole.add(LIBRARY)
    whole.add(document(f"secret {place}", "punished border guards", shelf="case 9") for place in range(50))
    for question in ("punished at the border", "border guards punished forced labour", "처벌 UNHCR"):
        terms = Analyzer().terms(question)
        assert whole.ranked(terms, PUBLIC, limit=10) == public.ranked(terms, PUBLIC, limit=10)
        assert whole.ranked(terms, ALL, limit=10) != public.ranked(terms, PUBLIC, limit=10) or "처벌" in question


def test_a_language_is_named_only_when_the_gate_lets_a_passage_of_it_through(index: SqlIndex) -> None:
    index.add([LIBRARY[0], document("secret", "处罚", shelf="case 9")])
    assert index.languages(ALL) == ("en", "zh")
    assert index.languages(PUBLIC) == ("en",)
