"""Hangul syllables and the jamo they are made of (Unicode 15, section 3.12)."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

ONSETS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
CODAS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
NO_ONSET = "ㅇ"
FIRST, _LAST = 0xAC00, 0xD7A3
ONSET_STEP, VOWEL_STEP = 588, 28
"""The number of a syllable, counted from `FIRST`, is onset * 588 + vowel * 28 + coda."""


class Jamo(NamedTuple):
    """The parts of one syllable; `coda` is empty where there is none."""

    onset: str
    vowel: str
    coda: str


def is_syllable(character: str) -> bool:
    """Whether this is one whole Hangul syllable."""
    return FIRST <= ord(character) <= _LAST


@cache
def jamo_of(syllable: str) -> Jamo:
    """The jamo of one Hangul syllable."""
    place = ord(syllable) - FIRST
    return Jamo(ONSETS[place // 588], VOWELS[place % 588 // 28], CODAS[place % 28])


@cache
def syllable_of(jamo: Jamo) -> str:
    """The syllable made of these jamo."""
    onset, vowel, coda = ONSETS.index(jamo.onset), VOWELS.index(jamo.vowel), CODAS.index(jamo.coda)
    return chr(FIRST + onset * ONSET_STEP + vowel * VOWEL_STEP + coda)
