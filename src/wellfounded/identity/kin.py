"""Whether two people may be brother or sister, or parent and child: a hint for a person to ask, never identity.

Korean families often give all children of a generation one syllable in common, at one place of the given name. With
the same surname and the same home that is a reason to ask; alone it says little, since thousands share it. The names of
parents on both records say far more. Mothers keep their surname, and a child in a Chinese household book may bear a
Chinese one, so that a different surname never speaks against kinship. There was no data to measure any of this by.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wellfounded.identity.names.compare import Verdict, compare_names
from wellfounded.identity.places.likeness import compare_places
from wellfounded.identity.record import Record

NEAR_PLACE = 2.0  # nats from which two places are one home
_SYLLABLES = 3  # of a surname of one and a given name of two


class Kinship(StrEnum):
    """What two people may be to each other."""

    SIBLINGS = "siblings"
    PARENT_AND_CHILD = "parent and child"


@dataclass(frozen=True, slots=True)
class KinHint:
    """A kinship to ask about, with what made the program think so: a stable word, and the names of both."""

    kinship: Kinship
    seen: str
    one: str
    other: str


def kin_hints(one: Record, other: Record) -> tuple[KinHint, ...]:
    """Every hint, the strongest first; empty when nothing points to kinship."""
    hints = (
        _same_parent(one, other),
        _names_the_other(one, other),
        _names_the_other(other, one),
        _generation(one, other),
    )
    return tuple(hint for hint in hints if hint is not None)


def _same_parent(one: Record, other: Record) -> KinHint | None:
    for whose, mine, theirs in (("mother", one.mother, other.mother), ("father", one.father, other.father)):
        if mine and theirs and compare_names(mine, theirs).verdict is Verdict.LIKELY:
            return KinHint(Kinship.SIBLINGS, f"same_{whose}", mine, theirs)
    return None


def _names_the_other(child: Record, parent: Record) -> KinHint | None:
    for named in filter(None, (child.mother, child.father)):
        for name in parent.names:
            if compare_names(named, name).verdict is Verdict.LIKELY:
                return KinHint(Kinship.PARENT_AND_CHILD, "named_parent", named, name)
    return None


def _generation(one: Record, other: Record) -> KinHint | None:
    place = compare_places(one.places, other.places)
    if place is None or place.nats < NEAR_PLACE:
        return None
    for mine in filter(_is_full_hangul, one.names):
        for theirs in filter(_is_full_hangul, other.names):
            if mine != theirs and mine[0] == theirs[0] and (mine[1] == theirs[1]) != (mine[2] == theirs[2]):
                return KinHint(Kinship.SIBLINGS, "generation", mine, theirs)
    return None


def _is_full_hangul(name: str) -> bool:
    return len(name) == _SYLLABLES and all("가" <= syllable <= "힣" for syllable in name)
