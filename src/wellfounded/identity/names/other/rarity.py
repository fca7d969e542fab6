"""How rare a word is among the names of the world, in nats: what an agreement on it is worth at most.

Common words stand in a list; every other word is as rare as its letters are unusual after one another.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_LISTED = math.log(0.6)
_SPELT = math.log(0.4)
_UNSEEN = 9.0  # nats for a letter that was never seen after the two before it
_TENTHS = 10
_BY_LETTERS = 0.6


@dataclass(frozen=True, slots=True)
class Rarity:
    """Words of one script, and letters with the two before them; in nats, minus the logarithm of a probability."""

    words: Mapping[str, float]
    letters: Mapping[str, float]

    def of(self, word: str) -> float:
        """Nats of one folded word: - log P(word)."""
        spelt = self._spelt(word) - _SPELT
        listed = self.words.get(word)
        if listed is None:
            return spelt
        listed -= _LISTED
        least = min(spelt, listed)
        return least - math.log(math.exp(least - spelt) + math.exp(least - listed))

    def at_least(self, word: str) -> float:
        """Nats that a long word has by its letters alone, however common it is.

        What a table of letters gives a long word is shared out over so many letters that a common one would never seem
        well spelt by it.
        """
        return max(self.of(word), _BY_LETTERS * self._spelt(word))

    def _spelt(self, word: str) -> float:
        text = f"^^{word}$"
        return sum([self.letters.get(text[place : place + 3], _UNSEEN) for place in range(len(word) + 1)])


@cache
def latin() -> Rarity:
    """The rarity of words in Latin letters."""
    packs = resources.files(__package__) / "packs"
    words: dict[str, float] = {}
    for line in _lines((packs / "latn.words.tsv").read_text(encoding="utf-8")):
        nats, _, listed = line.partition("\t")
        words.update(dict.fromkeys(listed.split(), int(nats) / _TENTHS))
    letters: dict[str, float] = {}
    for line in _lines((packs / "latn.letters.tsv").read_text(encoding="utf-8")):
        before, _, after = line.partition("\t")
        letters.update({before + part[0]: int(part[1:]) / _TENTHS for part in after.split()})
    return Rarity(words, letters)


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line and not line.startswith("#")]
