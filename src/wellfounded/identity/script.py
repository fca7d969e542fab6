"""Which writing a name is in, and whether it can be read as a name at all.

Nothing here raises on what a person typed: what cannot be a name is refused in words (`unreadable`), and a comparison
with it ends as “cannot compare”.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from enum import StrEnum
from functools import lru_cache

LONGEST = 200
"""Characters of the longest name that is read; nothing is normalised, split or decoded before this is checked."""


class Script(StrEnum):
    """A writing system, by its four-letter code of ISO 15924; `MIXED` and `OTHER` are ours."""

    HANGUL = "Hang"
    HAN = "Hani"
    LATIN = "Latn"
    CYRILLIC = "Cyrl"
    ARABIC = "Arab"
    HEBREW = "Hebr"
    GREEK = "Grek"
    KANA = "Kana"
    ETHIOPIC = "Ethi"
    BURMESE = "Mymr"
    MIXED = "mixed"
    OTHER = "other"

    __hash__ = str.__hash__  # that of an enumeration is a function in Python, asked for every letter


# First and last code point of the blocks in which letters of names stand (Unicode 15, Blocks.txt).
_BLOCKS = (
    (0x0041, 0x024F, Script.LATIN),
    (0x0250, 0x02AF, Script.LATIN),
    (0x0370, 0x03FF, Script.GREEK),
    (0x0400, 0x052F, Script.CYRILLIC),
    (0x0590, 0x05FF, Script.HEBREW),
    (0x0600, 0x06FF, Script.ARABIC),
    (0x0750, 0x077F, Script.ARABIC),
    (0x0870, 0x08FF, Script.ARABIC),
    (0x1000, 0x109F, Script.BURMESE),
    (0x1100, 0x11FF, Script.HANGUL),
    (0x1200, 0x139F, Script.ETHIOPIC),
    (0x1C80, 0x1C8F, Script.CYRILLIC),
    (0x1E00, 0x1EFF, Script.LATIN),
    (0x1F00, 0x1FFF, Script.GREEK),
    (0x2DE0, 0x2DFF, Script.CYRILLIC),
    (0x2E80, 0x2FDF, Script.HAN),
    (0x3005, 0x3007, Script.HAN),
    (0x3040, 0x30FF, Script.KANA),
    (0x3130, 0x318F, Script.HANGUL),
    (0x31F0, 0x31FF, Script.KANA),
    (0x3400, 0x4DBF, Script.HAN),
    (0x4E00, 0x9FFF, Script.HAN),
    (0xA640, 0xA69F, Script.CYRILLIC),
    (0xA960, 0xA97F, Script.HANGUL),
    (0xAC00, 0xD7FF, Script.HANGUL),
    (0xF900, 0xFAFF, Script.HAN),
    (0xFB1D, 0xFB4F, Script.HEBREW),
    (0xFB50, 0xFDFF, Script.ARABIC),
    (0xFE70, 0xFEFF, Script.ARABIC),
    (0x20000, 0x323AF, Script.HAN),
)
_STARTS = tuple(first for first, _, _ in _BLOCKS)

# Unicode categories that no name has: controls, private use, surrogates, unassigned, symbols such as emoji.
_NEVER = {"Cc": "a control character", "Co": "a private character", "Cs": "half a character", "Cn": "no character"}
_SYMBOLS = frozenset({"So", "Sm", "Sc"})
_BLANKS = frozenset("\t\n\r")
_NO_SCRIPT = frozenset({None})


@lru_cache(maxsize=8192)
def script_of(character: str) -> Script | None:
    """The script of one letter or combining mark; None for blanks, digits and punctuation, which belong to none."""
    if unicodedata.category(character)[0] not in "LM" and character != "〇":
        return None
    place = bisect_right(_STARTS, ord(character)) - 1
    if place >= 0 and ord(character) <= _BLOCKS[place][1]:
        return _BLOCKS[place][2]
    return None if unicodedata.category(character)[0] == "M" else Script.OTHER


def scripts_of(text: str) -> frozenset[Script]:
    """All scripts whose letters stand in the text."""
    return frozenset(map(script_of, text)) - _NO_SCRIPT  # type: ignore[return-value]  # what is left is no None


def unreadable(text: str) -> str:
    """Why this text cannot be read as a name, as a sentence; empty when it can.

    Format characters, such as the marks that turn right-to-left text, are no reason: `normal` takes them away.
    """
    if len(text) > LONGEST:
        return f"It has {len(text):,} characters; a name of more than {LONGEST} is not read."
    problem = next(filter(None, map(_refused, text)), "")
    if problem:
        return problem
    if not any(map(script_of, text)):
        return "It has no letters." if text.strip() else "It is empty."
    return ""


@lru_cache(maxsize=8192)
def _refused(character: str) -> str:
    """Why no name has this character; empty when one may have it."""
    category = unicodedata.category(character)
    if character in _BLANKS or (category not in _NEVER and category not in _SYMBOLS):
        return ""
    return f"It holds U+{ord(character):04X}, {_NEVER.get(category, 'a sign, not a letter')}."


def normal(text: str) -> str:
    """The text composed (NFC, with compatibility forms of Han, Hangul and wide letters folded), blanks single."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        text = "".join(character for character in text if unicodedata.category(character) != "Cf")
    return " ".join(text.split())
