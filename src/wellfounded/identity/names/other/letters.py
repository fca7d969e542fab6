"""Letters before they are compared: lower case, marks off, ligatures and stray letters in one spelling.

What is folded here is lost to the comparison, so only what never tells two names apart in practice is folded; all other
variation (ü and ue, sh and sch, Russian and Ukrainian spellings) is left to the learned tables.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_LATIN = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h",
        "ŋ": "ng", "ə": "a", "ɨ": "i", "ʉ": "u", "ŧ": "t", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ſ": "s", "ɛ": "e", "ɔ": "o",
    }
)  # fmt: skip
# Arabic: one alif, one ya, one kaf; hamza seats to their letter; tatweel off.
_ARABIC = str.maketrans(
    {
        "أ": "ا", "إ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ﻯ": "ي", "ک": "ك", "ؤ": "و", "ئ": "ي", "ة": "ه", "ۀ": "ه",
        "ە": "ه", "ہ": "ه", "ھ": "ه", "ـ": "", "ء": "",
    }
)  # fmt: skip
# Latin letters typed for their Cyrillic likenesses, mended in words that are Cyrillic otherwise.
_LOOKALIKE = str.maketrans("aeopcxyikmthbs", "аеорсхуікмтнвѕ")


# Consonants that spellings of one sound are written with; vowels, h, w and y come and go.
_KINDS = str.maketrans("bpvfckqgjxdtszlrmn", "bbbbkkkkkkttsslrnn", "aeiouyhw")


def skeleton(word: str) -> str:
    """The consonants of a Latin word by kind: what is left when two spellings have nothing else in common."""
    return word.translate(_KINDS)


@lru_cache(maxsize=65536)
def folded(word: str) -> str:
    """A word in lower case without marks, apostrophes or digits; letters of any script stay."""
    text = unicodedata.normalize("NFKD", word.lower()).translate(_LATIN)
    text = unicodedata.normalize("NFC", "".join(sign for sign in text if _kept(sign)))
    text = text.translate(_ARABIC)
    if any("\u0400" <= sign <= "\u052f" for sign in text):
        text = text.translate(_LOOKALIKE)
    return text


def _kept(sign: str) -> bool:
    """Letters, and the vowel signs that Indian, Burmese and Thai writing cannot be read without."""
    category = unicodedata.category(sign)
    if category in {"Ll", "Lo"}:
        return True
    return category in {"Mc", "Mn"} and "\u0900" <= sign <= "\u109f"
