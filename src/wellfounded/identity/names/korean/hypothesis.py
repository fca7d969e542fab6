"""A way to read a whole name: which part is the surname, which syllables make the given name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import prod
from operator import itemgetter
from typing import NamedTuple

from wellfounded.identity.names.korean.place import Place, together

LONGEST_GIVEN = 3
FAINTEST = 1e-7
TYPICAL_LETTER, TYPICAL_SYLLABLE = -2.8, -8.0
_CHANCE = itemgetter(0)


class Hypothesis(NamedTuple):
    """One reading: its weight, the surname (None when none was given) and the places of the given name."""

    weight: float
    surname: Place | None
    given: tuple[Place, ...]

    @property
    def places(self) -> tuple[Place, ...]:
        """The surname, if any, and the places of the given name."""
        return (self.surname, *self.given) if self.surname else self.given

    @property
    def written(self) -> tuple[tuple[str, str], ...]:
        """What is written at each place, and in what."""
        return tuple((one.way, one.text) for one in self.places)

    @property
    def chance(self) -> float:
        """P(this reading and these letters)."""
        weight, surname, given = self
        return weight * (surname.total if surname else 1.0) * prod([one.total for one in given])


@dataclass(frozen=True, slots=True)
class Found:
    """All readings of one form, the likeliest first, and P(form).

    `hangul` are whole names that a form in Hangul or characters stands for, `letters` the Latin letters of a form run
    together, for each order of its words; each is empty for other forms. `fit` is log P(form) for each of its
    letters; in an alphabet (`alphabetic`) other families of names are as near.
    """

    readings: tuple[Hypothesis, ...]
    chance: float
    hangul: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    fit: float = 0.0
    alphabetic: bool = True

    @property
    def typical(self) -> bool:
        """Whether the form is as one expects of a Korean name in its script."""
        return self.fit > (TYPICAL_LETTER if self.alphabetic else TYPICAL_SYLLABLE)


def spoken(reading: Hypothesis) -> str:
    """The likeliest Hangul of a reading."""
    places = ([reading.surname] if reading.surname else []) + list(reading.given)
    return "".join(max(one.joint, key=one.joint.__getitem__) for one in places if one.joint)


def gathered(readings: Iterable[Hypothesis], *, most: int = 12) -> tuple[tuple[Hypothesis, ...], float]:
    """The likeliest readings, and P(form); none and nought when there is none."""
    weighed = sorted([(one.chance, one) for one in readings], key=_CHANCE, reverse=True)[:most]
    alive = [(chance, one) for chance, one in weighed if chance > FAINTEST * weighed[0][0]]
    return tuple([one for _, one in alive]), sum([chance for chance, _ in alive])


def joint(one: Hypothesis, other: Hypothesis) -> float:
    """P(both forms | one name, read in these two ways); 0 when the given names differ in length."""
    weight, mine, left = one
    its_weight, theirs, right = other
    if len(left) != len(right):
        return 0.0
    found = weight * its_weight
    if mine is None or theirs is None:
        found *= (mine.total if mine else 1.0) * (theirs.total if theirs else 1.0)
    else:
        found *= together(mine, theirs)
    for here, there in zip(left, right):  # noqa: B905 - of one length
        found *= together(here, there)
    return found
