"""Chinese names in Cyrillic letters: Си Цзиньпин is Xi Jinping by the rules of Palladius, and by no other.

The syllables are made of initials and finals, as the rules are; own compilation. Where nothing by the rules is written
so, э may have been typed as е, and the soft sign, which tells -n from -ng, left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

_HARD = {
    "b": "б", "p": "п", "m": "м", "f": "ф", "d": "д", "t": "т", "n": "н", "l": "л", "g": "г", "k": "к", "h": "х",
    "zh": "чж", "ch": "ч", "sh": "ш", "r": "ж", "z": "цз", "c": "ц", "s": "с",
}  # fmt: skip
_SOFT = {"b": "б", "p": "п", "m": "м", "d": "д", "t": "т", "n": "н", "l": "л", "j": "цз", "q": "ц", "x": "с"}
_AFTER_HARD = {
    "a": "а", "e": "э", "ai": "ай", "ei": "эй", "ao": "ао", "ou": "оу", "an": "ань", "en": "энь", "ang": "ан",
    "eng": "эн", "ong": "ун", "u": "у", "ua": "уа", "uo": "о", "uai": "уай", "ui": "уй", "uan": "уань", "un": "унь",
    "uang": "уан",
}  # fmt: skip
_AFTER_SOFT = {
    "i": "и", "ia": "я", "ie": "е", "iao": "яо", "iu": "ю", "ian": "янь", "in": "инь", "iang": "ян", "ing": "ин",
    "iong": "юн",
}  # fmt: skip
# With j, q, x the letter u is ü.
_ROUNDED = {"u": "юй", "ue": "юэ", "uan": "юань", "un": "юнь"}
_ALONE = {
    "a": "а", "o": "о", "e": "э", "ai": "ай", "ao": "ао", "ou": "оу", "an": "ань", "en": "энь", "ang": "ан",
    "er": "эр", "yi": "и", "ya": "я", "ye": "е", "yao": "яо", "you": "ю", "yan": "янь", "yin": "инь", "yang": "ян",
    "ying": "ин", "yong": "юн", "yu": "юй", "yue": "юэ", "yuan": "юань", "yun": "юнь", "wu": "у", "wa": "ва",
    "wo": "во", "wai": "вай", "wei": "вэй", "wan": "вань", "wen": "вэнь", "wang": "ван", "weng": "вэн",
    "zhi": "чжи", "chi": "чи", "shi": "ши", "ri": "жи", "zi": "цзы", "ci": "цы", "si": "сы",
    "bo": "бо", "po": "по", "mo": "мо", "fo": "фо", "hui": "хуэй", "lv": "люй", "nv": "нюй", "lve": "люэ",
    "nve": "нюэ", "guo": "го", "kuo": "ко", "huo": "хо",
}  # fmt: skip
_LONGEST_SYLLABLE = 6
_LONGEST_WORD = 24
_LETTERS = re.compile(r"[^\W\d_]+")


def pinyin_of(words: Sequence[str]) -> tuple[str, ...]:
    """The words of a name in the letters of Hanyu Pinyin; empty when one of them is no Chinese word."""
    # Composed, since й without its mark is another letter.
    parts = [part for word in words for part in _LETTERS.findall(unicodedata.normalize("NFC", word.lower()))]
    found = tuple(in_pinyin_letters(part) for part in parts)
    return found if all(found) else ()


@lru_cache(maxsize=16384)
def in_pinyin_letters(word: str) -> str:
    """A Cyrillic word in the letters of Hanyu Pinyin; empty when it is no Chinese word by these rules.

    `word` is in small letters. Where a word can be cut in two ways, the fewest syllables stand.
    """
    if len(word) > _LONGEST_WORD:
        return ""
    return "".join(_cut(word.replace("ъ", ""))).replace("v", "u")


@lru_cache(maxsize=16384)
def _cut(word: str) -> tuple[str, ...]:
    """The syllables of a word, as few as may be; empty when there is a rest."""
    best: tuple[str, ...] = ()
    for size in range(min(_LONGEST_SYLLABLE, len(word)), 0, -1):
        syllable = _syllables().get(word[:size], "")
        rest = _cut(word[size:]) if syllable else ()
        if syllable and (rest or size == len(word)) and (not best or len(rest) + 1 < len(best)):
            best = (syllable, *rest)
    return best


@cache
def _syllables() -> dict[str, str]:
    """Cyrillic syllable -> pinyin. What the rules write goes before what is only typed so."""
    ruled = _ruled()
    found = {cyrillic: pinyin for pinyin, cyrillic in ruled.items()}
    for pinyin, cyrillic in ruled.items():
        found.setdefault(cyrillic.replace("э", "е"), pinyin)
    for pinyin, cyrillic in ruled.items():
        found.setdefault(cyrillic.removesuffix("ь"), pinyin)
    return found


def _ruled() -> dict[str, str]:
    hard = {start + end: _HARD[start] + _AFTER_HARD[end] for start in _HARD for end in _AFTER_HARD}
    soft = {start + end: _SOFT[start] + _AFTER_SOFT[end] for start in _SOFT for end in _AFTER_SOFT}
    rounded = {start + end: _SOFT[start] + _ROUNDED[end] for start in "jqx" for end in _ROUNDED}
    return hard | soft | rounded | _ALONE
