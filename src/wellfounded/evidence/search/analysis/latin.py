"""Words in Latin and other alphabets, and numbers: folded, stemmed as English, without the commonest English words."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wellfounded.evidence.search.analysis.scripts import HAN, HANGUL, KANA

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wellfounded.evidence.search.analysis.token import Token

_EAST = f"{HAN}{KANA}{HANGUL}"
_LETTER = rf"[^\W_{_EAST}]"
_WORD = re.compile(rf"\d{{1,3}}(?:,\d{{3}})+(?!\d)|{_LETTER}+(?:['’]{_LETTER}+)?")
# Words that a question is made of rather than about. "no" and "not" stay: they turn a sentence round.
_STOP = frozenset((Path(__file__).parent / "stop_words_en.txt").read_text(encoding="utf-8").split())


class LatinAnalyzer:
    """Every run of letters that is neither Hangul nor Han nor kana, and every number."""

    def tokens(self, texts: Sequence[str]) -> list[list[Token]]:
        """See `ScriptAnalyzer.tokens`. `1,200` becomes `1200`, `China's` becomes `china`; `IT` in capitals stays."""
        return [
            [(term, match.start(), match.end()) for match in _WORD.finditer(text) if (term := _term(match.group()))]
            for text in texts
        ]


@lru_cache(maxsize=200_000)
def _term(surface: str) -> str:
    """The term of a word; empty when it is not indexed."""
    word = surface.casefold()
    if word in _STOP and not (surface.isupper() and len(surface) > 1):
        return ""
    if not word.isascii():
        word = "".join(mark for mark in unicodedata.normalize("NFKD", word) if not unicodedata.combining(mark))
        word = word.replace("’", "'")
    if word[0].isdigit():
        return word.replace(",", "").replace("'", "")
    stemmed: str = _stemmer().stemWord(word)
    return stemmed.replace("'", "")


@cache
def _stemmer() -> Any:
    # Loaded with the first word: the package reads the rules of thirty languages.
    return import_module("snowballstemmer").stemmer("english")
