"""Whether two people may be brother or sister, or parent and child: a hint for a person to ask, never identity.

Korean families often give all children of a generation one syllable in common, at one place of the given name. With
the same surname and the same home that is a reason to ask; alone it says little, since thousands share it. The names of
parents on both records say far more. Mothers keep their surname, and a child in a Chinese household book may bear a
Chinese one, so that a different surname never speaks against kinship. There was no data to measure any of this by.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from wellfounded.identity.names.compare import Verdict, compare_names, read
from wellfounded.identity.names.korean.hypothesis import Found
from wellfounded.identity.names.korean.place import Place
from wellfounded.identity.names.korean.spelt import after_rule
from wellfounded.identity.places.likeness import compare_places
from wellfounded.identity.record import Record

NEAR_PLACE = 2.0  # nats from which two places are one home
SURE = 0.4  # the share that the likeliest reading, and at each place the likeliest syllable, must have
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
    for name, mine in _read(one):
        for its, theirs in _read(other):
            one_shared = mine[0] == theirs[0] and (mine[1] == theirs[1]) != (mine[2] == theirs[2])
            if one_shared and compare_names(name, its).verdict is Verdict.DIFFERENT:
                return KinHint(Kinship.SIBLINGS, "generation", name, its)
    return None


def _read(record: Record) -> Iterator[tuple[str, str]]:
    """Each name with a surname of one and a given name of two syllables, as given and in the South's Hangul.

    Letters that fit other names about as well are left out: Kim Jong Tae shares a syllable with too many.
    """
    for name in record.names:
        found = next((one for one in read(name).read if isinstance(one, Found)), None)
        if found is None or not found.typical:
            continue
        reading = found.readings[0]
        if reading.surname and len(reading.places) == _SYLLABLES and reading.chance > SURE * found.chance:
            likeliest = [_likeliest(place) for place in reading.places]
            if all(share > SURE for _, share in likeliest):
                yield name, "".join(after_rule(syllable) for syllable, _ in likeliest)


def _likeliest(place: Place) -> tuple[str, float]:
    """The likeliest syllable at a place, with its share; the share is 0 where nothing is known."""
    syllable = max(place.joint, key=place.joint.__getitem__, default="")
    return syllable, place.joint[syllable] / place.total if syllable else 0.0
