"""One place of a name, a surname or one syllable of a given name, and how likely two writings of it mean the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from wellfounded.identity.names.korean.jamo import Jamo, jamo_of, syllable_of

NOTHING = 1e-4
"""How much more than nothing two unlike writings of a place weigh: nobody is ruled out by one place for ever."""

COPY = 0.25
"""The share of pairs in one alphabet in which one form was made from the other, letter by letter."""

CLEAN = 0.97
OTHER_CHARACTER = 0.004
"""The share of places whose character was miswritten with another of the same sound."""

_KEPT = 24
_SLIPPING = 5


class Way(StrEnum):
    """In what a place is written."""

    HANGUL = "Hangul"
    HAN = "characters"
    LATIN = "Latin letters"
    PINYIN = "pinyin"
    CYRILLIC = "Cyrillic letters"

    __hash__ = str.__hash__  # that of an enumeration is a function in Python, asked by every cache


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """What stands at one place. Places are made once and kept; each is itself only.

    `joint[s]` = P(s and this writing), `chance[s]` = P(this writing | s), `share[s]` = P(s) there, `total` = P(this
    writing). `text` is what is written, `kin` the characters it may mean.
    """

    way: Way
    text: str
    joint: Mapping[str, float]
    chance: Mapping[str, float]
    share: Mapping[str, float]
    total: float
    kin: Mapping[str, float]


def place(
    way: Way,
    text: str,
    *,
    chance: Mapping[str, float],
    share: Mapping[str, float],
    kin: Mapping[str, float] | None = None,
) -> Place:
    """A place from P(writing | syllable), with the share of each syllable there."""
    joint = {name: share[name] * one for name, one in chance.items() if name in share}
    if len(joint) > _KEPT:
        best = sorted(joint, key=joint.__getitem__, reverse=True)[:_KEPT]
        joint = {name: joint[name] for name in best}
    kept = {name: chance[name] for name in joint}
    return Place(way, text, joint, kept, share, sum(joint.values()), kin or {})


@lru_cache(maxsize=262144)
def together(one: Place, other: Place) -> float:
    """P(both writings | one syllable): summed over the syllables that both may be."""
    if one.way is Way.HAN and other.way is Way.HAN:
        return _characters(one, other)
    small, large = (one, other) if len(one.joint) <= len(other.joint) else (other, one)
    chance, slip, far = large.chance, slips(large), slips(small)
    found = 0.0
    for name, weight in small.joint.items():
        if name in chance:
            found += weight * chance[name]
        elif name in slip:
            found += weight * slip[name]
    for name, weight in large.joint.items():
        if name in far and name not in small.joint:
            found += weight * far[name]
    if one.way is Way.PINYIN or other.way is Way.PINYIN:
        found = _pinyin(one, other, by_sound=found)
    elif one.way is other.way and one.way in (Way.LATIN, Way.CYRILLIC) and one.text == other.text:
        found = (1 - COPY) * found + COPY * CLEAN * one.total
    return found + NOTHING * one.total * other.total


def _characters(one: Place, other: Place) -> float:
    """The same character, or a variant of it, is the same; the same sound in another character is nearly never."""
    if any(character in other.kin for character in one.kin):
        return CLEAN * max(one.total, other.total)
    sound = sum(weight * other.chance.get(name, 0.0) for name, weight in one.joint.items())
    return OTHER_CHARACTER * sound + NOTHING * one.total * other.total


def _pinyin(one: Place, other: Place, *, by_sound: float) -> float:
    if one.way is other.way:
        return CLEAN * one.total if one.text == other.text else 0.02 * by_sound
    han, pinyin = (one, other) if one.way is Way.HAN else (other, one)
    if han.way is Way.HAN:
        return han.total * max((pinyin.kin.get(character, 0.0) for character in han.kin), default=0.0)
    return by_sound


@lru_cache(maxsize=65536)
def slips(one: Place) -> dict[str, float]:
    """P(writing | syllable) when one jamo was dropped, added or mistaken; needed only once two places are compared."""
    found: dict[str, float] = {}
    joint, chance, share = one.joint, one.chance, one.share
    for name in sorted(joint, key=joint.__getitem__, reverse=True)[:_SLIPPING]:
        if len(name) > 1:
            continue
        for near, weight in near_syllables(name):
            if near in share and near not in chance:
                found[near] = found.get(near, 0.0) + weight * chance[name]
    return found


_NEAR: dict[str, tuple[tuple[str, float], ...]] = {}
_LIKE_VOWELS = {
    "ㅏ": "ㅑ",
    "ㅐ": "ㅔㅖ",
    "ㅑ": "ㅏㅕ",
    "ㅒ": "ㅐ",
    "ㅓ": "ㅕㅗ",
    "ㅔ": "ㅐㅖㅢ",
    "ㅕ": "ㅓㅛㅑ",
    "ㅖ": "ㅔㅐ",
    "ㅗ": "ㅓㅜ",
    "ㅘ": "ㅏㅗ",
    "ㅙ": "ㅐ",
    "ㅚ": "ㅔㅐㅟ",
    "ㅛ": "ㅕㅗㅠ",
    "ㅜ": "ㅡㅠㅗ",
    "ㅝ": "ㅓㅗㅜ",
    "ㅞ": "ㅔ",
    "ㅟ": "ㅣㅢㅚ",
    "ㅠ": "ㅜㅛ",
    "ㅡ": "ㅜㅓㅣ",
    "ㅢ": "ㅣㅡㅟ",
    "ㅣ": "ㅢㅟㅡ",
}
_LIKE_ONSETS = {
    "ㄱ": "ㅋㄲ",
    "ㅋ": "ㄱㅎ",
    "ㄷ": "ㅌㄸ",
    "ㅌ": "ㄷ",
    "ㅂ": "ㅍㅃ",
    "ㅍ": "ㅂㅎ",
    "ㅈ": "ㅊㅉ",
    "ㅊ": "ㅈ",
    "ㅅ": "ㅆ",
    "ㄹ": "ㄴㅇ",
    "ㄴ": "ㄹㅇ",
    "ㅎ": "ㅇ",
    "ㅇ": "ㅎㄹ",
}
_DROPPED, _LIKE, _UNLIKE = 0.004, 0.003, 0.0002


def near_syllables(syllable: str) -> tuple[tuple[str, float], ...]:
    """The syllables one slip away, with how likely that slip is."""
    known = _NEAR.get(syllable)
    if known is None:
        known = _NEAR[syllable] = tuple(_near(jamo_of(syllable)))
    return known


def _near(jamo: Jamo) -> list[tuple[str, float]]:
    onset, vowel, coda = jamo
    found = [
        (Jamo(onset, vowel, other), _UNLIKE if other and coda else _DROPPED)
        for other in ("", *"ㄱㄴㄹㅁㅂㅇ")
        if other != coda
    ]
    found += [(Jamo(onset, vowel, other), _LIKE) for other in {"ㄴ": "ㅇ", "ㅇ": "ㄴ"}.get(coda, "")]
    found += [(Jamo(onset, other, coda), _LIKE) for other in _LIKE_VOWELS.get(vowel, "")]
    found += [(Jamo(other, vowel, coda), _LIKE) for other in _LIKE_ONSETS.get(onset, "")]
    return [(syllable_of(one), weight) for one, weight in found]
