"""Numbers drawn by lot tell nothing, and a slip of the pen is seen."""

from itertools import pairwise

import pytest

from tests.casework.cast import Cast
from tests.casework.factories import make_case
from wellfounded.cases.models import Case
from wellfounded.cases.numbers import NO_NUMBER, SIGNS, draw_number, for_the_log, is_well_written


@pytest.fixture
def drawn(cast: Cast) -> list[str]:  # noqa: ARG001 - asks for the database
    return [draw_number(Case, column="number", prefix="C") for _ in range(200)]


def test_a_number_has_no_order_and_no_vowel(drawn: list[str]) -> None:
    assert len(set(drawn)) == 200
    assert all(is_well_written(number) for number in drawn)
    assert drawn != sorted(drawn)
    assert not set("AEIOU01") & set("".join(drawn).replace("C-", ""))


def test_every_wrong_sign_and_every_exchange_of_neighbours_is_seen(drawn: list[str]) -> None:
    for number in drawn[:5]:
        signs = number.removeprefix("C-").replace("-", "")
        slips = {
            signs[:place] + other + signs[place + 1 :]
            for place in range(len(signs))
            for other in SIGNS
            if other != signs[place]
        }
        slips |= {
            signs[:place] + two + one + signs[place + 2 :]
            for place, (one, two) in enumerate(pairwise(signs))
            if one != two
        }
        assert not any(is_well_written(f"C-{slip[:4]}-{slip[4:]}") for slip in slips)


def test_the_letters_may_be_small_and_nothing_else_may_differ(drawn: list[str]) -> None:
    assert is_well_written(drawn[0].lower())
    for wrong in ["", "C", "C-", "C-1", drawn[0][:-1], f"{drawn[0]}2", drawn[0].replace("-", ""), "C-AAAA-AAAA"]:
        assert not is_well_written(wrong)


def test_only_what_looks_like_a_number_goes_into_the_log(drawn: list[str]) -> None:
    for number in [*drawn, drawn[0].lower(), drawn[0][:4], "C-00017", "C", ""]:
        assert for_the_log(number) == number
    for name in ["Kim", "C-KIM", "리설화", "李雪花", "P-2345-6789 Ri Sol", "C-2345-6789-Ri", "Ng", "C\n"]:
        assert for_the_log(name) == NO_NUMBER, name


def test_a_number_that_is_taken_is_drawn_again(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    make_case(cast.registrar, number="C-2222-2222")
    signs = iter("2" * 7 + "3" * 7)
    monkeypatch.setattr("wellfounded.cases.numbers.secrets.choice", lambda _signs: next(signs))
    assert draw_number(Case, column="number", prefix="C").startswith("C-3333-333")
