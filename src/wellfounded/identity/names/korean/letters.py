"""Letters as spellings are looked up: small, without accents that no Korean system uses, one kind of apostrophe."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_KEPT = {"o\u0306": "ŏ", "u\u0306": "ŭ", "o\u030c": "ŏ", "u\u030c": "ŭ", "c\u030c": "č", "s\u030c": "š", "z\u030c": "ž"}
_OTHER = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"})
_APOSTROPHES = dict.fromkeys(map(ord, "ʻʼ‘’`´′＇ʹʽ"), "'")
_BREVE_BY_APOSTROPHE = re.compile("(?<!e)([ou])'(?=[bcdfghjklmnprstvzi]|$)")
"""Lists without breves write McCune-Reischauer ŏ and ŭ as o' and u': Cho'ng-sik, U'n-so'ng."""
_WH = re.compile("(?<![aeiouŏŭ])wh")
"""Families write hw- as wh-: Whan-ki, Myung-whun, Kyungwha. Behind a vowel the w may be its own: Jaw-hee."""
_VOWELS = "aeiou"
_LONGEST_MENDED = 9
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−·・_/"), "-")


@lru_cache(maxsize=65536)
def plain_letters(word: str) -> str:
    """A Latin word for the table of spellings: breves of McCune-Reischauer and háčeks of č, š, ž stay."""
    word = word.lower().translate(_APOSTROPHES).translate(_DASHES).translate(_OTHER)
    kept = []
    for letter in word:
        parts = unicodedata.normalize("NFD", letter)
        kept.append(_KEPT.get(parts[:2], parts[0]))
    spelt = _WH.sub("hw", "".join(kept))
    return _BREVE_BY_APOSTROPHE.sub(lambda found: {"o": "ŏ", "u": "ŭ"}[found[1]], spelt)


def one_slip(word: str) -> tuple[str, ...]:
    """The word with one letter or sign left out, two letters changed round, or a vowel for another.

    In one order, whatever the process: of readings that are equally likely only the first few are kept.
    """
    if len(word) > _LONGEST_MENDED:
        return ()
    cuts = [(word[:place], word[place:]) for place in range(len(word))]
    found = {head + tail[1:] for head, tail in cuts}
    found |= {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    found |= {head + vowel + tail[1:] for head, tail in cuts if tail[0] in _VOWELS for vowel in _VOWELS}
    found |= {head + vowel + tail for head, tail in cuts for vowel in _VOWELS}
    return tuple(sorted(found - {word, ""}))


@lru_cache(maxsize=65536)
def plain_cyrillic(word: str) -> str:
    """A Cyrillic word for the table of spellings."""
    return word.lower().translate(_APOSTROPHES).translate(_DASHES).replace("ё", "ё")
