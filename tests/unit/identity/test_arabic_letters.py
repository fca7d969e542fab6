"""Two names in Arabic letters meet in these letters; names nobody bears, made of common ones."""

import pytest

from wellfounded.identity.names.compare import Verdict, compare_names
from wellfounded.identity.names.other.packs import LATIN, packs

TWO_NAMES = [
    ("جمال حداد", "كمال حداد"),
    ("حسان حداد", "غسان حداد"),
    ("محمد حداد", "محمود حداد"),
    ("سمير حداد", "سميرة حداد"),
]
ONE_NAME = [
    ("إسحق حداد", "إسحاق حداد"),
    ("هارون حداد", "هرون حداد"),
    ("عبد الرحمن حداد", "عبدالرحمان حداد"),
    ("فاطمه حداد", "فاطمة حداد"),
    ("غادة حداد", "غادا حداد"),
    ("گلبدین حداد", "كلبدين حداد"),
    ("يوسف منصور", "يوسف المنصور"),
]


@pytest.mark.parametrize(("left", "right"), TWO_NAMES)
def test_one_letter_apart_is_never_likely(left: str, right: str) -> None:
    assert compare_names(left, right).verdict is not Verdict.LIKELY


def test_hasan_is_not_husayn() -> None:
    assert compare_names("حسن حداد", "حسين حداد").verdict is Verdict.DIFFERENT


@pytest.mark.parametrize(("left", "right"), ONE_NAME)
def test_two_spellings_of_one_name_in_arabic_letters_are_one(left: str, right: str) -> None:
    assert compare_names(left, right).verdict is Verdict.LIKELY
    assert compare_names(right, left).score == compare_names(left, right).score


def test_a_script_without_letters_of_its_own_meets_in_latin_ones() -> None:
    assert {script for script, pack in packs().items() if pack.own} == {"ARABIC"}
    assert packs()[LATIN].own is None
    assert compare_names("Олена Коваль", "Елена Коваль").verdict is Verdict.LIKELY
