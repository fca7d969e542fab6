from wellfounded.evidence.search.index.interface import Ranked
from wellfounded.evidence.search.meaning.fusion import fused, scaled, stretched


def test_scores_are_stretched_from_worst_to_best() -> None:
    assert stretched({1: 10.0, 2: 20.0, 3: 15.0}) == {1: 0.0, 2: 1.0, 3: 0.5}
    assert stretched({1: 7.0}) == {1: 1.0}
    assert stretched({}) == {}


def test_both_lists_count_half() -> None:
    assert fused([{1: 0.0, 2: 1.0, 3: 0.5}, {1: 1.0, 3: 0.5, 4: 0.0}]) == [
        Ranked(1, 0.5),
        Ranked(2, 0.5),
        Ranked(3, 0.5),
        Ranked(4, 0.0),
    ]


def test_an_empty_list_takes_nothing_away() -> None:
    assert fused([{1: 0.0, 2: 1.0}, {}]) == [Ranked(2, 1.0), Ranked(1, 0.0)]


def test_scores_of_words_are_measured_from_nothing() -> None:
    assert scaled({1: 10.0, 2: 20.0}) == {1: 0.5, 2: 1.0}
    assert scaled({}) == {}
