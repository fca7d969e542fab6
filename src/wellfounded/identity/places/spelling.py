"""One key for the many spellings of a Korean place: Hoeryŏng, Hoeryong, Hoeryeong and 회령 have it in common.

Each syllable is written letter by letter and the letters that the systems write differently become one. Sounds that
change between syllables are not worked out: the key is for a list of some hundred names, where it need only tell one
from another (a test holds which it cannot).
"""

from __future__ import annotations

import re
import unicodedata

_BASE, _LAST = 0xAC00, 0xD7A3
_VOWELS, _CODAS = 21, 28
_ONSET = ("k", "k", "n", "t", "t", "r", "m", "p", "p", "s", "s", "", "ch", "ch", "ch", "k", "t", "p", "h")
_VOWEL = (
    *("a", "ae", "ya", "yae", "o", "e", "yo", "ye", "o", "wa", "wae", "oe", "yo"),
    *("u", "wo", "we", "wi", "yu", "u", "ui", "i"),
)
_CODA = (
    *("", "k", "k", "k", "n", "n", "n", "t", "r", "k", "m", "p", "t", "t", "p", "t", "m", "p", "p"),
    *("t", "t", "ng", "t", "t", "k", "t", "p", "t"),
)
# Letters of the systems, longest first, with the one that stands for them here.
_SAME = (
    ("eo", "o"), ("eu", "u"), ("ph", "p"), ("th", "t"), ("kh", "k"), ("tch", "ch"), ("l", "r"),
    ("b", "p"), ("d", "t"), ("g", "k"), ("j", "ch"),
)  # fmt: skip
_DOUBLE = re.compile(r"(.)\1+")
_NG = "ŋ"
_N, _R, _NONE = 2, 5, 11  # places of ㄴ, ㄹ and the silent ㅇ among the onsets


def key_of_hangul(word: str) -> str:
    """The key of a word in Hangul; empty when a character is not a syllable."""
    if not word or any(not _BASE <= ord(character) <= _LAST for character in word):
        return ""
    return _folded("".join(map(_letters, word)))


def key_of_latin(word: str) -> str:
    """The key of a word in Latin letters, whatever marks and apostrophes it carries."""
    return _folded(bare_letters(word))


def bare_letters(word: str) -> str:
    """The letters a to z of a word, without marks."""
    bare = unicodedata.normalize("NFKD", word.casefold())
    return "".join(character for character in bare if "a" <= character <= "z")


def initial_forms(key: str) -> frozenset[str]:
    """The key as it is written in North and South: an initial r or n may be another or none (Ryongchon, Yongchon)."""
    if key.startswith("r"):
        return frozenset({key, "n" + key[1:], key[1:]})
    return frozenset({key, key[1:]}) if key.startswith(("ny", "ni")) else frozenset({key})


def southern_forms(word: str) -> frozenset[str]:
    """A word in Hangul with its initial ㄹ or ㄴ as the South writes it too: 룡천 and 용천, 라진 and 나진."""
    onset, rest = divmod(ord(word[0]) - _BASE, _VOWELS * _CODAS) if key_of_hangul(word) else (-1, 0)
    others = {_R: (_N, _NONE), _N: (_NONE,)}.get(onset, ())
    return frozenset({word, *(chr(_BASE + one * _VOWELS * _CODAS + rest) + word[1:] for one in others)})


def _letters(syllable: str) -> str:
    place = ord(syllable) - _BASE
    onset, rest = divmod(place, _VOWELS * _CODAS)
    vowel, coda = divmod(rest, _CODAS)
    return _ONSET[onset] + _VOWEL[vowel] + _CODA[coda]


def _folded(letters: str) -> str:
    for theirs, ours in _SAME:
        letters = letters.replace(theirs, ours)
    letters = letters.replace("ng", _NG).replace(_NG + "k", _NG + "k").replace("nk", _NG + "k")
    return _DOUBLE.sub(r"\1", letters)
