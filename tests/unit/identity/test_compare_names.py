"""Verdicts on pairs of names that nobody bears: ordinary names in every way they are written."""

import pytest

from wellfounded.identity.names.channel import THRESHOLD
from wellfounded.identity.names.compare import Verdict, compare_names
from wellfounded.identity.names.form import form_of

SAME = [
    ("김철수", "Kim Chol Su"),
    ("김철수", "Kim Ch'ŏl-su"),
    ("김철수", "Gim Cheolsu"),
    ("김철수", "KIM Chul-soo"),
    ("김철수", "金哲洙"),
    ("金哲洙", "Jin Zhezhu"),
    ("김철수", "Ким Чхоль Су"),
    ("Kim Ch'ol-su", "Kim Cho'l-su"),
    ("Kim Chul Soo", "Kim Chol Su"),
    ("리영희", "이영희"),
    ("리영희", "Lee Young-hee"),
    ("이영희", "Ri Yong Hui"),
    ("류경수", "Yoo Kyungsoo"),
    ("남궁민호", "Namkoong Minho"),
    ("한명철", "Myongchol Han"),
    ("赵明哲", "趙明哲"),
]
OTHER = [
    ("김철수", "Kim Yong Nam"),
    ("김철수", "Pak Chol Su"),
    ("김철수", "김철호"),
    ("한명철", "Han Song Il"),
    ("金哲洙", "金日洙"),
    ("Kim Chol Su", "Kim Yong Su"),
]


@pytest.mark.parametrize(("left", "right"), SAME)
def test_one_name_in_two_writings_is_never_different(left: str, right: str) -> None:
    found = compare_names(left, right)
    assert found.verdict in {Verdict.LIKELY, Verdict.POSSIBLE}
    assert found.score is not None
    assert found.score > THRESHOLD


@pytest.mark.parametrize(
    ("named", "bare"),
    [
        ("김철수 대표", "김철수"),
        ("김철수외무상", "김철수"),
        ("한명철 국무위원장", "한명철"),
        ("President 김철수", "김철수"),
        ("赵明哲主席", "赵明哲"),
        ("陈明外长", "陈明"),
        ("Foreign Minister Chen Zhiming", "Chen Zhiming"),
        ("Президент Сергей Петров", "Сергей Петров"),
        ("김철수/金哲洙", "김철수"),
        ("金哲洙 / Kim Chol Su", "金哲洙"),
        ("김철수 Kim Chol Su", "김철수"),
        ("Kim Chol Su; 김철수", "Kim Chol Su"),
        ("Robin 陈志明", "陈志明"),
    ],
)
def test_titles_and_a_second_writing_are_no_part_of_a_name(named: str, bare: str) -> None:
    assert form_of(named).words == form_of(bare).words
    assert form_of(named).script is form_of(bare).script


@pytest.mark.parametrize(
    "name", ["김대표", "김 대표", "김장군", "王夫人", "欧阳夫", "Martin King", "김 철수", "John 김"]
)
def test_what_may_be_a_name_is_not_taken_for_a_title(name: str) -> None:
    assert "".join(form_of(name).words) == name.replace(" ", "")


@pytest.mark.parametrize(("left", "right"), OTHER)
def test_two_names_are_different(left: str, right: str) -> None:
    assert compare_names(left, right).verdict is Verdict.DIFFERENT


def test_a_rare_name_weighs_more_than_a_common_one() -> None:
    rare, common = compare_names("위황률", "Wi Hwang Ryul"), compare_names("김영수", "Kim Yong Su")
    assert rare.score is not None
    assert common.score is not None
    assert rare.score > common.score + 3


@pytest.mark.parametrize("nothing", ["", "   ", "12345", "🙂", "가\x00나", "x" * 10_000, "\U000e0fff", "---"])
def test_what_is_no_name_cannot_be_compared_and_has_no_score(nothing: str) -> None:
    for found in (compare_names(nothing, "김철수"), compare_names("김철수", nothing)):
        assert found.verdict is Verdict.CANNOT
        assert found.score is None
        assert found.why


@pytest.mark.parametrize("titled", ["Mr Kim Chol Su", "Kim Chol Su, Dr.", "김철수 선생님", "김철수씨"])
def test_a_title_is_no_part_of_a_name(titled: str) -> None:
    assert compare_names(titled, "김철수").verdict is not Verdict.DIFFERENT


def test_what_stands_in_brackets_is_another_form() -> None:
    assert compare_names("김철수(金哲洙)", "Kim Chol Su") == compare_names("김철수", "Kim Chol Su")
    assert compare_names("(김철수)", "김철수").verdict is not Verdict.CANNOT


@pytest.mark.parametrize("mistyped", ["Kim Chlo Su", "Kim Ch'olsuu", "KIM CHY'OL-SU", "Kim Cholt Su"])
def test_one_slip_in_a_word_does_not_hide_a_name(mistyped: str) -> None:
    assert compare_names(mistyped, "김철수").verdict is not Verdict.CANNOT


def test_a_name_with_one_slip_is_found() -> None:
    assert compare_names("Kim Chlo Su", "김철수").verdict is Verdict.POSSIBLE
    assert compare_names("Kim Chlo Su", "김영남").verdict is Verdict.DIFFERENT
