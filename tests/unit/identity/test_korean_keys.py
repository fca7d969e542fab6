import pytest

from wellfounded.identity.names.form import form_of
from wellfounded.identity.names.korean.keys import fold, keys_of, wide_keys_of
from wellfounded.identity.names.korean.read import readings


def keys(name: str) -> frozenset[str]:
    found = readings(form_of(name))
    assert found is not None
    return keys_of(found)


@pytest.mark.parametrize(
    "other",
    [
        "Kim Chol Su",
        "KIM Chul-soo",
        "Gim Cheolsu",
        "金哲洙",
        "Jin Zhezhu",
        "Ким Чхоль Су",
        "Cholsu Kim",
        "Kim Ch'ol-su",
    ],
)
def test_every_writing_of_a_name_shares_a_key_with_it(other: str) -> None:
    assert keys("김철수") & keys(other)


def test_characters_and_their_pinyin_share_a_key() -> None:
    assert keys("朴槿惠") & keys("Piao Jinhui")


def test_other_names_share_none() -> None:
    assert not keys("김철수") & keys("박영희")
    assert not keys("김철수") & keys("Kim Yong Nam")


def test_a_form_has_few_keys() -> None:
    assert all(len(keys(name)) <= 12 for name in ("김철수", "Kim Chol Su", "Jong Un", "金哲洙", "Jin Zheng"))


def test_a_given_name_alone_has_wide_keys_only() -> None:
    whole, alone = readings(form_of("김하늘")), readings(form_of("하늘"))
    assert whole is not None
    assert alone is not None
    assert wide_keys_of(whole) & wide_keys_of(alone)


def test_north_and_south_fold_alike() -> None:
    assert fold("리룡녀") == fold("이용여")


def test_a_character_that_no_table_has_gives_no_fault() -> None:
    assert keys("金𠀋𠀋") == keys("金𠀋𠀋")
