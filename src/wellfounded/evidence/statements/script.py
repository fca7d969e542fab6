"""Which language a block is in: Korean, Chinese or English by the letters it is written in; nothing else is read."""

from __future__ import annotations

import re

HANGUL = re.compile(r"[가-힣]")
HAN = re.compile(r"[一-鿿㐀-䶿]")
KANA = re.compile(r"[぀-ヿ]")
LATIN = re.compile(r"[A-Za-z]")
LETTER = re.compile(r"[^\W\d_]")
# A sign of Han or Hangul says as much as two or three Latin letters: names in Latin letters inside do not outweigh it.
WEIGHT = 3


def language_of(block: str) -> str:
    """`en`, `ko`, `zh`, or empty."""
    letters = len(LETTER.findall(block))
    hangul, han = len(HANGUL.findall(block)), len(HAN.findall(block))
    latin = len(LATIN.findall(block))
    if hangul * WEIGHT > max(latin, han):
        return "ko"
    if han * WEIGHT > latin and not KANA.search(block):
        return "zh"
    return "en" if latin * 2 > letters else ""
