"""The script that a name is written in, seen from its letters."""

from __future__ import annotations

import unicodedata

from wellfounded.persons.models.name import Script

_BEGINS = {
    "HANGUL": Script.HANGUL,
    "CJK": Script.HAN,
    "LATIN": Script.LATIN,
    "CYRILLIC": Script.CYRILLIC,
    "HIRAGANA": Script.KANA,
    "KATAKANA": Script.KANA,
    "ARABIC": Script.ARABIC,
}


def script_of(text: str) -> Script:
    """The one script of all letters, or mixed."""
    letters = [unicodedata.name(character, "").split(" ")[0] for character in text if character.isalpha()]
    found = {_BEGINS.get(word, Script.MIXED) for word in letters}
    return found.pop() if len(found) == 1 else Script.MIXED
