"""Habits of spelling that showed only in names of public figures, written down before they were ever compared."""

import pytest

from wellfounded.identity.names.compare import Verdict, compare_names
from wellfounded.identity.names.korean.letters import plain_letters
from wellfounded.identity.names.other.syllables import cut

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
TWO_CHINESE_SPELLINGS = [
    ("Chiang Ching-kuo", "Jiang Jingguo"),
    ("Tseng Ya-ni", "Zeng Yani"),
    ("Wong Kar-wai", "Wang Jiawei"),
    ("Soong Ching-ling", "Song Qingling"),
    ("Tsang Yam-kuen", "Zeng Yinquan"),
    ("William Lai Ching-te", "Lai Qingde"),
    ("Leung Chun-ying", "Liang Zhenying"),
]
OTHERS = [
    ("김한기", "Kim Whun-ki"),
    ("Hwangbo Gwan", "Hwang Ho-kwan"),
    ("Chiang Ching-kuo", "Jiang Weiguo"),
    ("Tseng Ya-ni", "Zeng Peiyan"),
    ("Wong Kar-wai", "Wang Zhiming"),
    ("William Lai Ching-te", "Lai Guohua"),
]


@pytest.mark.parametrize(("left", "right"), [*WRITTEN_WH, *HALVED_SURNAMES, *TWO_CHINESE_SPELLINGS])
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


@pytest.mark.parametrize(
    ("words", "syllables"),
    [
        (("zeng", "yani"), ("zeng", "ya", "ni")),
        (("wang", "jiawei"), ("wang", "jia", "wei")),
        (("soong", "ching", "ling"), ("soong", "ching", "ling")),
        (("tsang", "yam", "kuen"), ("tsang", "yam", "kuen")),
        (("nguyen", "van"), ("nguyen", "van")),  # counted as it stands, though something parts its vowels
        (("william", "lai", "ching", "te"), ("lai", "ching", "te")),
    ],
)
def test_syllables_are_cut_between_vowels_and_never_within_one(
    words: tuple[str, ...], syllables: tuple[str, ...]
) -> None:
    assert cut(words) == syllables
