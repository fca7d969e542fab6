"""A way to read a whole name: which part is the surname, which syllables make the given name."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod

from wellfounded.identity.names.korean.place import Place, together

LONGEST_GIVEN = 3


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One reading: its weight, the surname (None when none was given) and the places of the given name."""

    weight: float
    surname: Place | None
    given: tuple[Place, ...]

    @property
    def chance(self) -> float:
        """P(this reading and these letters)."""
        return self.weight * (self.surname.total if self.surname else 1.0) * prod(one.total for one in self.given)


@dataclass(frozen=True, slots=True)
class Found:
    """All readings of one form, the likeliest first, and P(form)."""

    readings: tuple[Hypothesis, ...]
    chance: float


def gathered(readings: list[Hypothesis], *, most: int = 12) -> Found | None:
    """The likeliest readings; None when there is none."""
    alive = sorted((one for one in readings if one.chance > 0.0), key=lambda one: -one.chance)[:most]
    return Found(tuple(alive), sum(one.chance for one in alive)) if alive else None


def joint(one: Hypothesis, other: Hypothesis) -> float:
    """P(both forms | one name, read in these two ways); 0 when the given names differ in length."""
    if len(one.given) != len(other.given):
        return 0.0
    found = one.weight * other.weight
    if one.surname is None or other.surname is None:
        found *= (one.surname.total if one.surname else 1.0) * (other.surname.total if other.surname else 1.0)
    else:
        found *= together(one.surname, other.surname)
    for left, right in zip(one.given, other.given, strict=True):
        found *= together(left, right)
    return found
