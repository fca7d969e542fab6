"""Runs of Han (and kana): the words of rjieba and, beside them, every pair of characters.

Words alone and pairs alone find about equally well; both together find better (docs/reference/search.md), and a word
that the dictionary does not know, or splits differently in a question than in a passage, is still found by its pairs.
Without rjieba the pairs do it alone.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from wellfounded.evidence.search.analysis.bigrams import bigrams
from wellfounded.evidence.search.analysis.scripts import EAST_RUN

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from wellfounded.evidence.search.analysis.token import Token


class ChineseAnalyzer:
    """Terms of the Han and kana in a text. `words=False` leaves out the words, as where rjieba is missing."""

    def __init__(self, *, words: bool = True) -> None:
        self._words = words and find_spec("rjieba") is not None
        self._tokenize: Callable[[str, str], list[tuple[str, int, int]]] | None = None

    def tokens(self, texts: Sequence[str]) -> list[list[Token]]:
        """See `ScriptAnalyzer.tokens`."""
        return [self._of(text) for text in texts]

    def _of(self, text: str) -> list[Token]:
        found: list[Token] = []
        for run in EAST_RUN.finditer(text):
            found.extend(self._of_run(run.group(), run.start()))
        return found

    def _of_run(self, run: str, start: int) -> list[Token]:
        pairs = bigrams(run, start)
        return pairs if len(run) == 1 else sorted(pairs + self._split(run, start), key=_place)

    def _split(self, run: str, start: int) -> list[Token]:
        if not self._words:
            return []
        if self._tokenize is None:
            # Loaded with the first Han character: other commands need not wait for a dictionary.
            self._tokenize = import_module("rjieba").tokenize
        return [(word, start + first, start + last) for word, first, last in self._tokenize(run, "search")]


def _place(token: Token) -> tuple[int, int]:
    return token[1], token[2]
