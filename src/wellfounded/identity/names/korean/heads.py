"""The names behind a skeleton: the Hangul that a form most likely stands for, and how common each of them is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache
from operator import itemgetter

from wellfounded.identity.names.korean.folded import Skeleton, fold
from wellfounded.identity.names.korean.hypothesis import Hypothesis
from wellfounded.identity.names.korean.place import Place
from wellfounded.identity.names.korean.tables import given_shares, surname_shares
from wellfounded.identity.names.korean.weights import GIVEN_OF

Parts = tuple[str, ...]
"""The parts of a name in Hangul: the surname, when there is one, and the syllables of the given name."""

_OF_A_PLACE = 3
_RAREST = 1e-7
_MASS = itemgetter(1)


def heads_of(skeleton: Skeleton, found: Sequence[Hypothesis], *, most: int) -> list[tuple[Parts, float]]:
    """The likeliest names of a skeleton over the readings of a form, each with P(name and form)."""
    masses: dict[Parts, float] = defaultdict(float)
    named, size = bool(skeleton[0]), len(skeleton) - 1
    folded = skeleton if named else skeleton[1:]
    for one in found:
        if len(one.given) == size and named is (one.surname is not None):
            names: list[tuple[Parts, float]] = [((), one.weight)]
            for place, name in zip(one.places, folded, strict=True):
                row = _of_a_place(place).get(name)
                if row is None:
                    break
                names = [((*parts, head), mass * share) for parts, mass in names for head, share in row[:most]]
            else:
                for parts, mass in names:
                    masses[parts] += mass
    return sorted(masses.items(), key=_MASS, reverse=True)[:most]


@lru_cache(maxsize=65536)
def _of_a_place(place: Place) -> dict[str, tuple[tuple[str, float], ...]]:
    """The likeliest syllables of a place by their folded form."""
    rows: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for name, mass in place.joint.items():
        rows[fold(name)].append((name, mass))
    return {name: tuple(sorted(row, key=_MASS, reverse=True)[:_OF_A_PLACE]) for name, row in rows.items()}


def share_of_name(parts: Parts, *, given_only: bool) -> float:
    """P(name): the share of people who bear it; of a given name alone, the share of those who bear that."""
    first, second = given_shares()
    given = parts if given_only else parts[1:]
    found = GIVEN_OF.get(len(given), _RAREST) * (1.0 if given_only else surname_shares().get(parts[0], _RAREST))
    for place, syllable in enumerate(given):
        found *= (second if place else first).get(syllable, _RAREST)
    return found


def share_of_skeleton(skeleton: Skeleton) -> float:
    """P(skeleton): the share of people whose name folds to it."""
    families, first, second = _folded_shares()
    surname, *given = skeleton
    found = GIVEN_OF.get(len(given), _RAREST) * (families.get(surname, _RAREST) if surname else 1.0)
    for place, name in enumerate(given):
        found *= (second if place else first).get(name, _RAREST)
    return found


@cache
def _folded_shares() -> tuple[dict[str, float], ...]:
    tables = []
    for shares in (surname_shares(), *given_shares()):
        folded: dict[str, float] = defaultdict(float)
        for name, share in shares.items():
            folded[fold(name)] += share
        tables.append(dict(folded))
    return tuple(tables)
