"""Runs of Hangul: stems without their particles and endings (Kiwi), and the pairs of syllables of each noun.

Kiwi takes the particles off and splits compounds; the pairs find what it splits differently in a question than in a
passage, or does not know. Without Kiwi the commonest particles are taken off by a list, and the pairs do the rest, so
that an index made with Kiwi is still found in without it.

Spellings of the North and the South are one: an initial ㄹ or ㄴ is written as the South speaks it (로동 is 노동, 녀성
is 여성), in a term and in a question alike.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wellfounded.evidence.search.analysis.bigrams import bigrams
from wellfounded.evidence.search.analysis.northern import Southern, others, southern
from wellfounded.evidence.search.analysis.scripts import HANGUL_RUN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wellfounded.evidence.search.analysis.token import Token

# Tags of Kiwi: nouns, roots and affixes make up a compound; verbs and adjectives stand alone.
_NOMINAL = frozenset({"NNG", "NNP", "NR", "XR", "XPN", "XSN"})
_STEM = frozenset({"NNG", "NNP", "NR", "XR", "VV", "VA", "VV-R", "VV-I", "VA-R", "VA-I"})
_STOP = frozenset({"들", "하", "되", "있"})
# For want of Kiwi: what is taken off the end of a word, the longest first.
_PARTICLES = tuple((Path(__file__).parent / "particles_ko.txt").read_text(encoding="utf-8").split())


class KoreanAnalyzer:
    """Terms of the Hangul in a text. `words=False` leaves Kiwi out, as where it is missing."""

    def __init__(self, *, words: bool = True) -> None:
        self._words = words and find_spec("kiwipiepy") is not None

    def tokens(self, texts: Sequence[str]) -> list[list[Token]]:
        """See `ScriptAnalyzer.tokens`."""
        korean = [place for place, text in enumerate(texts) if HANGUL_RUN.search(text)]
        found: list[list[Token]] = [[] for _ in texts]
        for place, one in zip(korean, self._split([texts[place] for place in korean]), strict=True):
            found[place] = sorted(one + self._spelt_otherwise(texts[place]), key=_place)
        return found

    def _split(self, texts: list[str]) -> list[list[Token]]:
        if not self._words:
            return [_by_particles(text) for text in texts]
        if not texts:
            return []
        southern_texts = [_southern()(text) for text in texts]
        split = _kiwi().tokenize(southern_texts)
        return [_by_morphemes(text, morphemes) for text, morphemes in zip(southern_texts, split, strict=True)]

    def _spelt_otherwise(self, text: str) -> list[Token]:
        """The southern words of northern spellings, analysed in their turn, at the place of what is written."""
        return [
            (term, start, end)
            for word, start, end in others(text)
            for part in self._split([word])
            for term, _, _ in part
        ]


@cache
def _kiwi() -> Any:
    # Loaded with the first Korean text, once for the whole process: the model takes a second and half a gigabyte.
    return import_module("kiwipiepy").Kiwi(load_multi_dict=False)


@cache
def _southern() -> Southern:
    return Southern(lambda word: float(_kiwi().analyze(word)[0][1]))


def _by_morphemes(text: str, morphemes: Sequence[Any]) -> list[Token]:
    found: list[Token] = []
    first = last = -1  # the compound that is being read
    for morpheme in morphemes:
        tag, start, end = morpheme.tag, morpheme.start, morpheme.start + morpheme.len
        if tag in _NOMINAL and HANGUL_RUN.match(text, start) and morpheme.form != "들":
            if start != last:
                found.extend(_pairs(text, first, end=last))
                first = start
            last = end
        if tag in _STEM and morpheme.form not in _STOP and HANGUL_RUN.match(morpheme.form):
            found.append((southern(morpheme.form), start, end))
    found.extend(_pairs(text, first, end=last))
    return sorted(found, key=_place)


def _pairs(text: str, start: int, *, end: int) -> list[Token]:
    """The pairs of a compound; none of a single syllable, which is a term already."""
    if end - start <= 1:
        return []
    return [(southern(term), first, last) for term, first, last in bigrams(text[start:end], start)]


def _by_particles(text: str) -> list[Token]:
    found: list[Token] = []
    for run in HANGUL_RUN.finditer(text):
        word = run.group()
        stem = next((word[: -len(tail)] for tail in _PARTICLES if word.endswith(tail) and len(word) > len(tail)), word)
        found.append((southern(stem), run.start(), run.start() + len(stem)))
        found.extend(_pairs(text, run.start(), end=run.start() + len(stem)))
    return sorted(found, key=_place)


def _place(token: Token) -> tuple[int, int]:
    return token[1], token[2]
