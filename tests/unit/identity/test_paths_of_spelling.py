"""The likeliest way to spell a word, found piece by piece, is the one that is found place by place."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest

from wellfounded.identity.names.other import spelling as module
from wellfounded.identity.names.other.packs import packs
from wellfounded.identity.names.other.spelling import Spelling

LATIN = ("karim", "kareem", "akrim", "schmidt", "szmit", "nguyen", "li", "aaaa", "mohammed", "muhamad", "zhukov", "")
WORDS = {
    "LATIN": LATIN,
    "CYRILLIC": ("карим", "шмидт", "жуков", "ли", "анна", "юлия"),
    "ARABIC": ("كريم", "محمد", "نور", "عبدالله"),
    "HEBREW": ("משה", "אברהם"),
}
PAIRS = [(script, source, target) for script, words in WORDS.items() for source, target in product(words, LATIN)]
LEASTS = (-40.0, -16.0, -6.0)


Step = tuple[int, int, float, float]
"""The place where a step leads, and its two prices, which are added one after the other."""


def spelt(spelling: Spelling, source: str, target: str, *, at: tuple[int, int]) -> Iterator[Step]:
    """A piece of the source as the table has it."""
    row, column = at
    for end in range(row + 1, min(row + spelling.longest_source, len(source)) + 1):
        for chunk, chance in spelling.chunks.get(source[row:end], {}).items():
            if target.startswith(chunk, column):
                yield end, column + len(chunk), module._LENGTH[end - row], chance  # noqa: SLF001


def slipped(spelling: Spelling, source: str, target: str, *, at: tuple[int, int]) -> Iterator[Step]:
    """A letter too many, too few, another, or two that changed places."""
    row, column = at
    letter, written, pair = source[row], target[column], source[row : row + 2]
    if 0 < column < len(target) - 1:
        yield row, column + 1, 0.0, spelling._added(target, column)  # noqa: SLF001
    if letter not in "^$":
        yield row + 1, column, 0.0, module._DROP  # noqa: SLF001
    if written == letter if letter in "^$" else written not in "^$":
        yield row + 1, column + 1, 0.0, module._CHANGE  # noqa: SLF001
    if pair in spelling.chunks and len(pair) > 1 and target[column : column + 2] == pair[::-1]:
        yield row + 2, column + 2, 0.0, module._SWAP  # noqa: SLF001


def place_by_place(spelling: Spelling, source: str, target: str, *, least: float, slips: bool = True) -> float:
    """Every step from every place, tried one by one in the order of the letters: slow, and plain to read."""
    source, target = f"^{source}$", f"^{target}$"
    best: dict[tuple[int, int], float] = {(0, 0): 0.0}
    for at in product(range(len(source)), range(len(target))):
        so_far = best.get(at, -1e9)
        if so_far > least:
            steps = [
                *spelt(spelling, source, target, at=at),
                *(slipped(spelling, source, target, at=at) if slips else ()),
            ]
            for row, column, reach, chance in steps:
                best[row, column] = max(best.get((row, column), -1e9), so_far + reach + chance)
    return best.get((len(source), len(target)), -1e9)


@pytest.mark.parametrize("least", LEASTS)
def test_it_is_the_same_to_the_last_digit(least: float) -> None:
    for script, source, target in PAIRS:
        spelling = packs()[script].spelling
        exact = place_by_place(spelling, source, target, least=least)
        assert spelling.log_probability(source, target, least=least) == exact, (script, source, target)


def test_a_step_that_is_left_out_is_seen() -> None:
    """The negative control: without slips, or given up too soon, other figures come out."""
    spelling = packs()["LATIN"].spelling
    pairs = [(source, target) for script, source, target in PAIRS if script == "LATIN"]
    exact = [spelling.log_probability(*pair) for pair in pairs]
    assert [place_by_place(spelling, *pair, least=-40.0, slips=False) for pair in pairs] != exact
    assert [place_by_place(spelling, *pair, least=-6.0) for pair in pairs] != exact
