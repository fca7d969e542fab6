import pytest

from tests.unit.evidence.search.shelves import ALL, document
from wellfounded.evidence.search.index import tiers
from wellfounded.evidence.search.index.sql_index import SqlIndex
from wellfounded.evidence.search.index.tiers import BUDGET, marks, proposal, with_marks

LOW, HIGH = with_marks(["peace"])[1:]


def test_a_passage_is_marked_by_how_often_it_repeats_a_term() -> None:
    assert marks(["peace"] * 2 + ["war"]) == []
    assert marks(["peace"] * 3) == [LOW]
    assert marks(["peace"] * 6) == [LOW, HIGH]


@pytest.mark.parametrize(
    ("holding", "expected"),
    [
        ({"peace": 10, LOW: 2}, {"peace"}),
        ({"peace": BUDGET + 1, LOW: 50}, {LOW}),
        ({"peace": 10 * BUDGET, LOW: 2 * BUDGET, HIGH: 7}, {HIGH}),
        ({"peace": 10 * BUDGET, LOW: 2 * BUDGET, HIGH: 2 * BUDGET}, {HIGH}),  # something must be asked for
        ({"peace": BUDGET + 1}, {"peace"}),
        ({"peace": BUDGET + 1, LOW: 50, "envoy": 3}, {LOW, "envoy"}),
        ({"peace": BUDGET + 1, "envoy": 3}, {"envoy"}),
    ],
)
def test_common_terms_give_way_to_their_marks(holding: dict[str, int], expected: set[str]) -> None:
    weights: dict[str, float] = {name: 1.0 for name in ("peace", "envoy") if name in holding}
    assert set(proposal(weights, holding=holding)) == expected


def test_a_common_word_still_counts_in_the_ranking(index: SqlIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tiers, "BUDGET", 3)
    index.add(
        [
            *(document(f"d{place}", "peace and weather") for place in range(20)),
            document("envoy", "an envoy without a word of it"),
            document("both", "an envoy of peace and weather"),
            document("thrice", "peace, peace and peace"),
        ]
    )
    ranked = index.ranked(["peac", "envoy"], ALL, limit=3)
    assert index.passages([ranked[0].id], ALL)[0].card.key == "both"
    alone = index.ranked(["peac"], ALL, limit=1)
    assert index.passages([alone[0].id], ALL)[0].card.key == "thrice"


def test_marks_go_with_their_passage(index: SqlIndex) -> None:
    index.add([document("a", "peace " * 6), document("b", "peace")])
    index.remove("a")
    assert [one.score for one in index.ranked(["peac"], ALL, limit=5)] == pytest.approx([0.2877], abs=1e-4)
    assert index.count(["peac", HIGH.replace("peace", "peac")], ALL) == 1
