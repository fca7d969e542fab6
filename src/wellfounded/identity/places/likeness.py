"""How much two places of origin speak for one person: by the deepest place that both have in common, never by letters.

One person's statements may name different places, since "where are you from" is answered with the place of birth, of
the last home, of the family. Shares as judged, see docs/explanation/weighing.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from math import log

from wellfounded.identity.places.gazetteer import SIZES, Place, find_places, path_of
from wellfounded.identity.weighing.comparison import Comparison

SAME = 0.7  # of one person's two statements that name the same place of that kind
SAME_PROVINCE_ONLY = log(0.15 / (1 / SIZES["province"]))
ELSEWHERE = log(0.15 / (1 - 1 / SIZES["province"]))


def compare_places(mine: Iterable[str], theirs: Iterable[str]) -> Comparison | None:
    """What the places on two records say; None when no two of them are known. The pair that agrees best counts."""
    found = [
        _of_pair(one, other, texts=(a, b))
        for (a, ours), (b, others) in product(_known(mine), _known(theirs))
        for one, other in product(ours, others)
    ]
    return max(found, key=lambda comparison: comparison.nats, default=None)


def _known(texts: Iterable[str]) -> list[tuple[str, tuple[Place, ...]]]:
    return [(text, places) for text in texts if (places := find_places(text))]


def _of_pair(one: Place, other: Place, *, texts: tuple[str, str]) -> Comparison:
    mine, theirs = path_of(one), path_of(other)
    common = next((place for place in mine if place in theirs), None)
    if common is None:
        return Comparison("place", "elsewhere", ELSEWHERE, "The places lie in different provinces.", *texts)
    if common in (one, other):
        nats = log(SAME * SIZES[common.kind])
        level = f"same_{common.kind}"
        return Comparison("place", level, nats, f"Both name {common.hangul} {common.hanja}.".replace(" .", "."), *texts)
    sentence = f"Both places lie in {common.hangul} {common.hanja}, and are different."
    return Comparison("place", "same_province", SAME_PROVINCE_ONLY, sentence, *texts)
