"""The terms of a text in any mixture of scripts.

Each script has its own analyzer, whatever the language of the whole: the name of a Chinese ministry in an English
report, or `UNHCR` in a Korean one, gives the same terms as anywhere else.
"""

from __future__ import annotations

from heapq import merge
from typing import TYPE_CHECKING

from wellfounded.evidence.search.analysis.chinese import ChineseAnalyzer
from wellfounded.evidence.search.analysis.korean import KoreanAnalyzer
from wellfounded.evidence.search.analysis.latin import LatinAnalyzer
from wellfounded.evidence.search.analysis.numerals import NumeralAnalyzer
from wellfounded.evidence.search.analysis.scripts import EAST_OR_HANGUL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wellfounded.evidence.search.analysis.token import Token


class Analyzer:
    """Makes terms; the same for passages and for questions.

    `words=False` analyses Korean and Chinese without their libraries (particles by a list, pairs of characters).
    """

    def __init__(self, *, words: bool = True) -> None:
        self._latin = LatinAnalyzer()
        self._east = (KoreanAnalyzer(words=words), ChineseAnalyzer(words=words), NumeralAnalyzer())

    def tokens(self, texts: Sequence[str]) -> list[list[Token]]:
        """The tokens of each text, in the order of their beginnings. Texts are expected in Unicode's form NFC."""
        found = self._latin.tokens(texts)
        eastern = [place for place, text in enumerate(texts) if EAST_OR_HANGUL.search(text)]
        if not eastern:
            return found
        parts = [analyzer.tokens([texts[place] for place in eastern]) for analyzer in self._east]
        for place, *others in zip(eastern, *parts, strict=True):
            # What stands in Hangul or Han is indexed twice, as words and as pairs: a number or a Latin name among it
            # counts twice too, else the name that a question turns on would weigh half.
            found[place] = list(merge(found[place], found[place], *others, key=_place))
        return found

    def terms(self, text: str) -> list[str]:
        """The terms of one text, such as a question."""
        return [term for term, _, _ in self.tokens([text])[0]]


def _place(token: Token) -> tuple[int, int]:
    return token[1], token[2]
