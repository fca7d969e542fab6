import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellfounded.evidence.search.index.interface import Ranked
from wellfounded.evidence.search.meaning.fusion import best, fused, scaled, stretched

LISTS = st.lists(st.dictionaries(st.integers(0, 9), st.sampled_from([0.0, 0.25, 0.5, 1.0])), max_size=3)


def test_scores_are_stretched_from_worst_to_best() -> None:
    assert stretched(np.array([10.0, 20.0, 15.0])).tolist() == [0.0, 1.0, 0.5]
    assert stretched(np.array([7.0])).tolist() == [1.0]
    assert stretched(np.array([])).tolist() == []


@given(LISTS, st.integers(0, 12))
def test_the_best_of_whole_shelves_are_those_of_the_fusion(lists: list[dict[int, float]], limit: int) -> None:
    arrays = [(np.array(sorted(one), dtype=np.int64), np.array([one[key] for key in sorted(one)])) for one in lists]
    found, expected = best(arrays, limit=limit), fused(lists)[:limit]
    assert [one.id for one in found] == [one.id for one in expected]
    assert [one.score for one in found] == pytest.approx([one.score for one in expected])


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
