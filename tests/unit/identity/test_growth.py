"""How the work grows with the length of a name, counted in lines that run and not in seconds."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from wellfounded.identity.names.compare import Verdict, compare_names
from wellfounded.identity.script import LONGEST

compare_names("Anna Anderson", "Иван Петров")  # the tables are read once, and not counted
compare_names("김철수", "金哲洙")


def lines_of(work: Callable[[], object]) -> int:
    """How many lines of Python run."""
    count = 0

    def trace(_: FrameType, event: str, __: object) -> Any:  # what follows a frame is this function again
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def compared(left: str, right: str) -> int:
    return lines_of(lambda: compare_names(left, right))


@pytest.mark.parametrize("letters", ["abdelkhalik", "чернышевский", "김철수", "金正恩", "محمدحسين"])
def test_a_name_that_is_too_long_costs_nothing_however_long_it_is(letters: str) -> None:
    long, longer = letters * (LONGEST // len(letters) + 10), letters * 2_000
    assert compare_names(long, longer).verdict is Verdict.CANNOT
    assert compared(longer + "a", longer + "b") <= compared(long + "a", long + "b") + 20


@pytest.mark.parametrize("stem", ["bartolomeusz", "чернышевский", "عبدالرحمن"])
def test_one_long_word_costs_at_most_the_square_of_its_length(stem: str) -> None:
    small, large = (compared((stem * 20)[:size], (stem * 20)[1 : size + 1]) for size in (48, 96))
    assert large < 5 * small


@pytest.mark.parametrize("word", ["bartosz{}", "kim{}", "петров{}", "عمر{}"])
def test_more_words_than_a_name_has_cost_no_more(word: str) -> None:
    """Words beyond the twelfth are not compared, so that many words do not cost their number squared."""
    few, many = (
        compared(" ".join(word.format("abcdefghijklmnopqrstuvwxyz"[n]) for n in range(count)), word.format("q") + " x")
        for count in (13, 20)
    )
    assert many < 2 * few


def test_the_counting_sees_what_grows_faster() -> None:
    """The negative control: work that grows with the cube would be noticed."""

    def cube(size: int) -> None:
        for _ in range(size**3):
            pass

    assert lines_of(lambda: cube(20)) > 5 * lines_of(lambda: cube(10))
