"""Habits of spelling that showed only in names of public figures, written down before they were ever compared."""

import pytest

from wellfounded.identity.names.compare import Verdict, compare_names
from wellfounded.identity.names.korean.letters import plain_letters

WRITTEN_WH = [
    ("정명훈", "Chung Myung-whun"),
    ("정명훈", "Myung-Whun Chung"),
    ("Chŏng Myŏnghun", "Myung-Whun Chung"),
    ("김환기", "Kim Whan-ki"),
    ("강경화", "Kang Kyungwha"),
]
HALVED_SURNAMES = [
    ("Hwangbo Gwan", "Hwang Bo-kwan"),
    ("Hwang Bo-kwan", "Huangfu Guan"),
    ("Namgung Ok", "Nam Goong-ok"),
]
OTHERS = [
    ("김한기", "Kim Whun-ki"),
    ("Hwangbo Gwan", "Hwang Ho-kwan"),
]


@pytest.mark.parametrize(("left", "right"), [*WRITTEN_WH, *HALVED_SURNAMES])
def test_one_public_figure_in_two_spellings_is_found(left: str, right: str) -> None:
    found = compare_names(left, right)
    assert found.verdict in {Verdict.LIKELY, Verdict.POSSIBLE}, found


@pytest.mark.parametrize(("left", "right"), OTHERS)
def test_a_neighbour_stays_another(left: str, right: str) -> None:
    assert compare_names(left, right).verdict is Verdict.DIFFERENT


@pytest.mark.parametrize("neighbour", ["김한기", "Kim Han-ki"])
def test_wh_is_no_h(neighbour: str) -> None:
    assert compare_names("Kim Whan-ki", neighbour).verdict is not Verdict.LIKELY


@pytest.mark.parametrize(
    ("written", "plain"),
    [("Whan", "hwan"), ("Kyungwha", "kyunghwa"), ("Myung-Whun", "myung-hwun"), ("Jawhee", "jawhee")],
)
def test_wh_is_hw_but_not_behind_a_vowel(written: str, plain: str) -> None:
    assert plain_letters(written) == plain
