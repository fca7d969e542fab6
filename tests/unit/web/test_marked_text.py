"""The pieces of a page are its text, letter for letter, whatever passages overlap in it."""

import pytest

from wellfounded.cases.models import Passage
from wellfounded.web.evidence.marked_text import pieces_of

TEXT = "Crossed the river. 강을 건넜다."


def passage(start: int, end: int, *, direction: str = "supports") -> Passage:
    return Passage(start=start, end=end, direction=direction)


@pytest.mark.parametrize(
    "spans",
    [[], [(0, 7)], [(0, len(TEXT))], [(8, 17), (12, 22)], [(3, 9), (3, 9)], [(20, 99)], [(0, 5), (5, 9), (9, 12)]],
)
def test_the_pieces_are_the_text(spans: list[tuple[int, int]]) -> None:
    pieces = pieces_of(TEXT, [passage(start, end) for start, end in spans])
    assert "".join(piece.text for piece in pieces) == TEXT
    for number, (start, end) in enumerate(spans, start=1):
        marked = "".join(piece.text for piece in pieces if number in piece.numbers)
        assert marked == TEXT[start:end]


def test_words_pinned_both_ways_are_shown_as_speaking_against() -> None:
    pieces = pieces_of(TEXT, [passage(0, 7), passage(0, 17, direction="rebuts")])
    assert [(piece.numbers, piece.rebuts) for piece in pieces] == [((1, 2), True), ((2,), True), ((), False)]


def test_a_page_without_text_has_no_pieces() -> None:
    assert pieces_of("", []) == []
