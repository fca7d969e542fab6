"""Korean as the North writes it, brought to what the South writes, one syllable for one so that places stay.

The North keeps ㄹ and ㄴ where the South drops or softens them: 로동 is 노동, 녀성 is 여성, 외국려행 is 외국여행. Words
of the South hold the same syllables (러시아, 관련), so that no rule by letter is right. A word is changed only where
Kiwi finds the other spelling far likelier. Words with a spelling of their own (로씨야 for 러시아) stand in a list, and
are found by both.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from wellfounded.evidence.search.analysis.scripts import HANGUL, HANGUL_RUN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Likelihood = Callable[[str], float]

_BASE, _VOWELS, _FINALS, _LAST = 0xAC00, 21, 28, 0xD7A3
_N, _R, _SILENT = 2, 5, 11
# ㅑ ㅒ ㅕ ㅖ ㅛ ㅠ ㅣ: before these an initial ㄴ or ㄹ falls silent in the South.
_FRONT = frozenset({2, 3, 6, 7, 12, 17, 20})
# How much likelier (in logarithms) the southern spelling must be. Errors of either kind are rare between 3 and 8.
_MARGIN = 4.0
# Not the beginning of a word: a particle behind a letter, a number or a quotation (“UNHCR로”, “3년”, “있다”라고).
_BEHIND = re.compile(r"[\w\"'”’」』)\]]$")
_MOST_WORDS = 100_000
_MOST_PLACES = 4


def southern(term: str) -> str:
    """A term with its first syllable as the South writes it: `로동` gives `노동`, `녀성` gives `여성`."""
    return _softened(term[0]) + term[1:]


def _softened(syllable: str) -> str:
    first = ord(syllable)
    if not _BASE <= first <= _LAST:
        return syllable
    initial, rest = divmod(first - _BASE, _VOWELS * _FINALS)
    if initial not in {_N, _R}:
        return syllable
    if rest // _FINALS in _FRONT:
        initial = _SILENT
    elif initial == _R:
        initial = _N
    return chr(_BASE + initial * _VOWELS * _FINALS + rest)


class Southern:
    """Brings texts to the southern spelling, by how likely Kiwi finds a word."""

    def __init__(self, likelihood: Likelihood) -> None:
        self._likelihood = likelihood
        self._known: dict[tuple[str, bool], str] = {}

    def __call__(self, text: str) -> str:
        """The text with northern spellings changed; every other character stays, and stays in its place."""
        return HANGUL_RUN.sub(self._word, text)

    def _word(self, match: re.Match[str]) -> str:
        word = match.group()
        places = [place for place, syllable in enumerate(word) if _softened(syllable) != syllable]
        begins = not _BEHIND.search(match.string[max(0, match.start() - 1) : match.start()])
        if not begins:
            places = [place for place in places if place]
        if not places or len(word) == 1:
            return word
        key = word, begins
        if key not in self._known:
            if len(self._known) >= _MOST_WORDS:
                self._known.clear()
            self._known[key] = self._likelier(word, places)
        return self._known[key]

    def _likelier(self, word: str, places: list[int]) -> str:
        """The word with each syllable softened that makes it far likelier, from the left."""
        held = self._likelihood(word)
        for place in places[:_MOST_PLACES]:
            other = word[:place] + _softened(word[place]) + word[place + 1 :]
            likelihood = self._likelihood(other)
            if likelihood > held + _MARGIN:
                word, held = other, likelihood
        return word


def others(text: str) -> Iterator[tuple[str, int, int]]:
    """Words whose spelling differs by more than a sound, each as the South writes it, with its place in the text."""
    spellings, pattern = _spellings()
    for match in pattern.finditer(text):
        yield spellings[match.group()], match.start(), match.end()


@cache
def _spellings() -> tuple[dict[str, str], re.Pattern[str]]:
    lines = (Path(__file__).parent / "spellings_ko.tsv").read_text(encoding="utf-8").splitlines()
    pairs = dict(line.split("\t") for line in lines if line and not line.startswith("#"))
    hangul = "|".join(re.escape(one) for one in sorted(pairs, key=len, reverse=True) if HANGUL_RUN.match(one))
    han = "|".join(re.escape(one) for one in sorted(pairs, key=len, reverse=True) if not HANGUL_RUN.match(one))
    return pairs, re.compile(rf"(?<![{HANGUL}])(?:{hangul})|(?:{han})")
