"""Words in Latin and other alphabets, and numbers: folded, stemmed as English, without the commonest English words."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib import import_module
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wellfounded.evidence.search.analysis.scripts import HAN, HANGUL, KANA

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wellfounded.evidence.search.analysis.token import Token

_EAST = f"{HAN}{KANA}{HANGUL}"
_LETTER = rf"[^\W_{_EAST}]"
# A number with its thousands, or a word with what follows its apostrophe; the same again for ASCII, which is quicker.
_WORD = re.compile(rf"(\d{{1,3}}(?:,\d{{3}})+(?!\d)|{_LETTER}+(?:['’]{_LETTER}+)?)")
_PLAIN_WORD = re.compile(r"(\d{1,3}(?:,\d{3})+(?!\d)|[a-zA-Z0-9]+(?:'[a-zA-Z0-9]+)?)")
# Words that a question is made of rather than about. "no" and "not" stay: they turn a sentence round.
_STOP = frozenset((Path(__file__).parent / "stop_words_en.txt").read_text(encoding="utf-8").split())
_MOST_TERMS = 200_000


class LatinAnalyzer:
    """Every run of letters that is neither Hangul nor Han nor kana, and every number."""

    def tokens(self, texts: Sequence[str]) -> list[list[Token]]:
        """See `ScriptAnalyzer.tokens`. `1,200` becomes `1200`, `China's` becomes `china`; `IT` in capitals stays."""
        return [_tokens(text) for text in texts]


class _Terms(dict[str, str]):
    """The terms of words, each worked out once; empty for a word that is not indexed."""

    def __missing__(self, surface: str) -> str:
        if len(self) >= _MOST_TERMS:
            self.clear()
        term = self[surface] = _term(surface)
        return term


_TERMS = _Terms()


def _tokens(text: str) -> list[Token]:
    # Gaps and words by turns; their lengths, summed up, are where each word begins and ends.
    parts = (_PLAIN_WORD if text.isascii() else _WORD).split(text)
    places = list(accumulate(map(len, parts)))
    terms = map(_TERMS.__getitem__, parts[1::2])
    return [token for token in zip(terms, places[::2], places[1::2], strict=False) if token[0]]


def _term(surface: str) -> str:
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
