from math import log2

import pytest

from wellfounded.evidence.search.measure.ndcg import ndcg


@pytest.mark.parametrize(
    ("ranking", "grades", "expected"),
    [
        (["a"], {"a": 1.0}, 1.0),
        (["b", "a"], {"a": 1.0}, 1 / log2(3)),
        (["b"], {"a": 1.0}, 0.0),
        ([], {"a": 1.0}, 0.0),
        (["a", "b"], {"a": 1.0, "b": 3.0}, (1 + 3 / log2(3)) / (3 + 1 / log2(3))),
        (["a", "a"], {"a": 1.0, "b": 1.0}, 1 / (1 + 1 / log2(3))),
        ([*(f"x{place}" for place in range(10)), "a"], {"a": 1.0}, 0.0),
        (["a"], {}, 0.0),
    ],
)
def test_ndcg_by_hand(ranking: list[str], grades: dict[str, float], expected: float) -> None:
    assert ndcg(ranking, grades) == pytest.approx(expected)


def test_more_than_ten_answers_can_still_be_all_found() -> None:
    names = [f"d{place}" for place in range(20)]
    assert ndcg(names[:10], dict.fromkeys(names, 1.0)) == pytest.approx(1.0)
