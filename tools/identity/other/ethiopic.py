"""How Ethiopic syllables are spelt in Latin letters: by rule, since the lexicon has only a hundred names in them.

The consonant and the order of the vowel come from the Unicode name of the letter; the shares are our own estimates of
how Amharic and Tigrinya names are written in passports (Gebre and Gebra, Haile and Hayle, Tesfaye).
"""

from __future__ import annotations

import re
import unicodedata

_FIRST, _LAST = 0x1200, 0x135A
_PREFIX = "ETHIOPIC SYLLABLE "
_CONSONANTS = {
    "HH": {"h": 1.0},
    "H": {"h": 1.0},
    "SZ": {"s": 1.0},
    "S": {"s": 0.9, "ss": 0.1},
    "SH": {"sh": 0.9, "ch": 0.05, "s": 0.05},
    "Q": {"k": 0.6, "q": 0.35, "g": 0.05},
    "QW": {"qu": 0.5, "kw": 0.5},
    "QH": {"k": 0.6, "q": 0.4},
    "T": {"t": 0.95, "tt": 0.05},
    "TH": {"t": 0.85, "th": 0.15},
    "C": {"ch": 0.7, "tch": 0.2, "c": 0.1},
    "CH": {"ch": 0.7, "tch": 0.2, "c": 0.1},
    "TS": {"ts": 0.6, "s": 0.2, "t": 0.2},
    "TZ": {"ts": 0.6, "s": 0.2, "t": 0.2},
    "PH": {"p": 0.9, "ph": 0.1},
    "X": {"h": 0.8, "kh": 0.2},
    "XW": {"hu": 0.5, "hw": 0.5},
    "NY": {"gn": 0.6, "ny": 0.4},
    "GLOTTAL ": {"": 1.0},
    "PHARYNGEAL ": {"": 1.0},
    "K": {"k": 0.9, "c": 0.1},
    "KX": {"k": 0.7, "h": 0.3},
    "KW": {"kw": 0.6, "qu": 0.4},
    "GW": {"gw": 0.6, "gu": 0.4},
    "ZH": {"zh": 0.6, "j": 0.4},
    "Y": {"y": 0.8, "i": 0.2},
    "J": {"j": 0.7, "dj": 0.2, "g": 0.1},
    "W": {"w": 0.85, "u": 0.1, "v": 0.05},
}
_VOWELS = {
    "A": {"e": 0.5, "a": 0.5},
    "U": {"u": 0.85, "ou": 0.1, "oo": 0.05},
    "I": {"i": 0.85, "ee": 0.05, "y": 0.1},
    "AA": {"a": 0.97, "aa": 0.03},
    "EE": {"e": 0.75, "ie": 0.1, "ye": 0.05, "i": 0.1},
    "E": {"": 0.45, "e": 0.3, "i": 0.2, "u": 0.05},
    "O": {"o": 0.95, "oo": 0.05},
    "WA": {"ua": 0.5, "wa": 0.5},
    "OA": {"oa": 0.5, "wa": 0.5},
}
_NAME = re.compile(r"(GLOTTAL |PHARYNGEAL |[B-DF-HJ-NP-TV-Z]+?)(WA|OA|AA|EE|[AUIEO])$")


def table() -> dict[str, dict[str, float]]:
    """Syllable -> its Latin spellings and their shares; the edges of the word are themselves."""
    found: dict[str, dict[str, float]] = {"^": {"^": 1.0}, "$": {"$": 1.0}}
    for code in range(_FIRST, _LAST + 1):
        name = unicodedata.name(chr(code), "")
        parts = _NAME.fullmatch(name.removeprefix(_PREFIX))
        if not name.startswith(_PREFIX) or parts is None:
            continue
        consonant, vowel = parts.groups()
        row: dict[str, float] = {}
        for onset, share in _CONSONANTS.get(consonant, {consonant.lower(): 1.0}).items():
            for nucleus, part in _vowels(consonant, vowel).items():
                row[onset + nucleus] = row.get(onset + nucleus, 0.0) + share * part
        found[chr(code)] = row
    return found


def _vowels(consonant: str, vowel: str) -> dict[str, float]:
    """A syllable without a consonant keeps its vowel, and its first order sounds as the fourth (አበበ is Abebe)."""
    if not consonant.endswith(" "):
        return _VOWELS[vowel]
    return {"A": _VOWELS["AA"], "E": {"e": 0.6, "i": 0.35, "": 0.05}}.get(vowel, _VOWELS[vowel])
