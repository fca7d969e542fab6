import pytest

from wellfounded.identity.names.form import form_of
from wellfounded.identity.script import LONGEST, Script, normal, scripts_of, unreadable


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("김철수", Script.HANGUL),
        ("金哲洙", Script.HAN),
        ("Kim Ch'ŏl-su", Script.LATIN),
        ("Ким Чхоль Су", Script.CYRILLIC),
        ("محمد", Script.ARABIC),
        ("金철수", Script.MIXED),
        ("ภาษา", Script.OTHER),
    ],
)
def test_the_script_of_a_form_is_known(text: str, script: Script) -> None:
    assert form_of(text).script is script


def test_digits_and_punctuation_belong_to_no_script() -> None:
    assert scripts_of("1 - ,.") == frozenset()


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "empty"),
        ("12", "no letters"),
        ("a\x07", "control character"),
        ("a\ud800", "half a character"),
        ("a\U000e0fff", "no character"),
        ("a\ue000", "private"),
        ("a🙂", "not a letter"),
        ("a" * (LONGEST + 1), f"more than {LONGEST}"),
    ],
)
def test_what_cannot_be_a_name_is_said(text: str, part: str) -> None:
    assert part in unreadable(text)
    assert form_of(text).problem
    assert form_of(text).words == ()


def test_wide_letters_marks_of_direction_and_blanks_are_made_plain() -> None:
    assert normal("Ｋｉｍ\u200f  Chol\tSu") == "Kim Chol Su"
    assert normal("\u1100\u1161") == "가"


def test_a_comma_before_a_title_parts_no_surname() -> None:
    assert form_of("Kim, Chol Su").surname_first
    assert not form_of("Kim Chol Su, Dr").surname_first
    assert form_of("Kim Chol Su, Dr").words == ("Kim", "Chol", "Su")


def test_a_title_alone_is_taken_as_a_name() -> None:
    assert form_of("Miss").words == ("Miss",)
