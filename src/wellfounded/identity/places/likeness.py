"""How much two places of origin speak for one person: by the deepest place that both have in common, never by letters.

One person's statements may name different places, since "where are you from" is answered with the place of birth, of
the last home, of the family. Shares as judged, see docs/explanation/weighing.md.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from itertools import product

from wellfounded.identity.places.gazetteer import SIZES, Place, find_places, path_of
from wellfounded.identity.weighing.comparison import Comparison
from wellfounded.identity.weighing.share import Share

# Of one person's two statements: the same place of its kind, one province and no more, different provinces.
SAME = {kind: Share(0.7, 1 / size) for kind, size in SIZES.items()}
SAME_PROVINCE_ONLY = Share(0.15, 1 / SIZES["province"])
ELSEWHERE = Share(0.15, 1 - 1 / SIZES["province"])
SAME_TEXT = SAME["county"]  # a place that the gazetteer does not know, written alike on both


def compare_places(mine: Iterable[str], theirs: Iterable[str]) -> Comparison | None:
    """What the places on two records say; None when no two can be compared. The pair that agrees best counts."""
    mine, theirs = list(mine), list(theirs)
    found = [
        _of_pair(one, other, texts=(a, b))
        for (a, ours), (b, others) in product(_known(mine), _known(theirs))
        for one, other in product(ours, others)
    ]
    return max(found, key=lambda comparison: comparison.nats, default=None) or _written_alike(mine, theirs)


def plain(text: str) -> str:
    """Letters and digits of what was said of a place, without case, marks and order of the words."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    letters = "".join(one if one.isalnum() else " " for one in folded if not unicodedata.combining(one))
    return " ".join(sorted(unicodedata.normalize("NFC", letters).split()))


def _written_alike(mine: Iterable[str], theirs: Iterable[str]) -> Comparison | None:
    """Places outside the gazetteer: the same words are evidence, and other words are none."""
    there = {key: text for text in theirs if (key := plain(text))}
    text = next((text for text in mine if plain(text) in there), None)
    if text is None:
        return None
    sentence = "Both write the same place, which the gazetteer does not know."
    return Comparison("place", "same_text", SAME_TEXT.nats, sentence, text, there[plain(text)])


def _known(texts: Iterable[str]) -> list[tuple[str, tuple[Place, ...]]]:
    return [(text, places) for text in texts if (places := find_places(text))]


def _of_pair(one: Place, other: Place, *, texts: tuple[str, str]) -> Comparison:
    mine, theirs = path_of(one), path_of(other)
    common = next((place for place in mine if place in theirs), None)
    if common is None:
        return Comparison("place", "elsewhere", ELSEWHERE.nats, "The places lie in different provinces.", *texts)
    if common in (one, other):
        nats = SAME[common.kind].nats
        level = f"same_{common.kind}"
        return Comparison("place", level, nats, f"Both name {common.hangul} {common.hanja}.".replace(" .", "."), *texts)
    sentence = f"Both places lie in {common.hangul} {common.hanja}, and are different."
    return Comparison("place", "same_province", SAME_PROVINCE_ONLY.nats, sentence, *texts)
