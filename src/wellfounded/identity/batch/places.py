"""How rare the places are that two records both write, in the register at hand: a street says more than a capital."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import log


class PlaceTexts:
    """The texts of places of each record of a register, and how many records write each."""

    def __init__(self, texts: Iterable[Iterable[str] | None]) -> None:
        """`texts` are those of each record, folded, in the order of the register."""
        self._of = [frozenset(said or ()) for said in texts]
        self._writing = Counter(text for said in self._of for text in said)
        self._known = sum(map(bool, self._of))

    def rarity(self, one: int, other: int) -> float | None:
        """Nats of the texts that two records both write: minus the log of the part of records that write each.

        None when they share none. Of a register in which a person stands often, a text looks commoner than it is, and
        its worth is then too little rather than too much.
        """
        shared = self._of[one] & self._of[other]
        return sum(log(self._known / self._writing[text]) for text in sorted(shared)) if shared else None
