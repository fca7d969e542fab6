"""Letters that can only be Hanyu Pinyin."""

import pytest

from wellfounded.identity.names.compare import Verdict, compare_names
from wellfounded.identity.names.other.hanyu import in_pinyin, reads


@pytest.mark.parametrize(
    ("words", "only"),
    [
        (("zhang", "xueliang"), True),
        (("qian", "zhongshu"), True),
        (("wang", "meng"), False),  # Korean and Cantonese write so too
        (("chiang", "ching", "kuo"), False),
        (("zhang", "robin"), False),
        (("ken", "zhu"), False),  # Ken is a Western name as well
    ],
)
def test_letters_of_no_other_system_are_known(words: tuple[str, ...], *, only: bool) -> None:
    assert in_pinyin(words) is only


@pytest.mark.parametrize(
    ("words", "surname", "given", "so"),
    [
        (("zhang", "zhizhong"), "张", "治中", True),
        (("zhizhong", "zhang"), "张", "治中", True),
        (("zhan", "zhizhong"), "张", "治中", True),  # one slip
        (("zhang", "zhidong"), "张", "治中", False),
        (("zeng", "qinghong"), "曾", "庆红", True),
        (("sima", "xiangru"), "司马", "相如", True),
    ],
)
def test_pinyin_is_a_reading_of_the_characters_or_not(
    words: tuple[str, ...], surname: str, given: str, *, so: bool
) -> None:
    assert reads(words, surname=surname, given=given) is so


@pytest.mark.parametrize(
    ("han", "latin"), [("張治中", "Zhang Zhidong"), ("林紓", "Lin Xu"), ("錢其琛", "Qian Zhongshu")]
)
def test_another_reading_in_pinyin_is_another_name(han: str, latin: str) -> None:
    assert compare_names(han, latin).verdict is Verdict.DIFFERENT


@pytest.mark.parametrize(
    ("han", "latin"),
    [
        ("蔣經國", "Chiang Ching-kuo"),
        ("柯文哲", "Ko Wen-je"),
        ("李彥宏", "Robin Li"),
        ("張純如", "Iris Chang"),
        ("陳沖", "Joan Chen"),
        ("鄭伊健", "Ekin Cheng"),
    ],
)
def test_what_korean_letters_could_spell_as_well_is_not_left_to_the_korean_reading(han: str, latin: str) -> None:
    assert compare_names(han, latin).verdict is not Verdict.DIFFERENT
