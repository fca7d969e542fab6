"""The channel of names in alphabets: Latin, Cyrillic, Arabic and every script with a pack, against one another.

Words are paired in any order; a name must agree too well for strangers, and its weakest word too well for neighbours on
a list; what is only left out counts little. The weights are fitted on people made up from the lexicon
(`tools/identity/other/weights.py`), not on pairs of real persons.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from wellfounded.identity.names.channel import UNCHANGED, Likeness, Worth
from wellfounded.identity.names.other.alignment import Alignment, Match, aligned
from wellfounded.identity.names.other.packs import LATIN
from wellfounded.identity.names.other.words import Words, words_of

if TYPE_CHECKING:
    from wellfounded.identity.names.form import Form


@dataclass(frozen=True, slots=True)
class Weights:
    """How the weakest word counts against neighbours: its slope and where the balance stands, in nats.

    Fitted on people made up from the lexicon, a weakest word of 1.7 to 2 nats is even, and the slope is .33; it is
    nearly doubled here, by hand, around that point, so that a pair without any doubt is “likely”.
    """

    slope: float = 0.6
    balance: float = 4.0

    def score(self, pairing: Alignment) -> float:
        """Nats for one name against both other stories at once: strangers, and neighbours with one other word."""
        strangers = pairing.by_chance
        neighbours = self.slope * pairing.by_kinship + self.balance
        least = min(strangers, neighbours)
        return least - math.log(math.exp(least - strangers) + math.exp(least - neighbours))


WEIGHTS = Weights()


class Alphabets:
    """Names whose words are spelt letter by letter."""

    name = "any alphabet"
    measures = False

    def read(self, form: Form) -> Words | None:
        """The words of a form; None when one of them is in a script without a pack."""
        return words_of(form.words)

    def likeness(self, left: Words, right: Words) -> Likeness | None:
        """How far two names agree; None is never given."""
        swap = _key(right) < _key(left)
        found = _likeness(*((right, left) if swap else (left, right)))
        return found.turned() if swap else found

    def worth(self, left: Words, right: Words) -> Worth:
        """Its score, either way round."""
        return _paired(*((right, left) if _key(right) < _key(left) else (left, right)))


class _Paired(NamedTuple):
    """A score with the pairing that it came from."""

    score: float
    pairing: Alignment
    typical: bool = True

    def lowered(self, nats: float) -> _Paired:
        """The same with a lower score."""
        return self._replace(score=self.score - nats)


@lru_cache(maxsize=256)  # one look-up: whoever is shown is asked a second time, for words
def _paired(left: Words, right: Words) -> _Paired:
    pairing = aligned(left, right)
    score = WEIGHTS.score(pairing)
    if sorted(word.texts for word in left.single) == sorted(word.texts for word in right.single):
        score = max(score, UNCHANGED)
    return _Paired(score, pairing)


def _likeness(left: Words, right: Words) -> Likeness:
    score, pairing, _ = _paired(left, right)
    return Likeness(score, _certain(pairing), _read_as(left), _read_as(right), _why(pairing))


def _key(words: Words) -> tuple[tuple[str, ...], ...]:
    return tuple((word.texts[0], word.shown) for word in words.single)


def _certain(pairing: Alignment) -> bool:
    """Two words that agree at least, an honorific not counted, and none that stands against another."""
    told = sum(not (match.left.light and match.right.light) for match in pairing.matches)
    return told > 1 and all(match.nats > 0 for match in pairing.matches)


def _read_as(words: Words) -> str:
    return " ".join(word.shown if word.script == LATIN else f"{word.shown} ({word.roman})" for word in words.single)


def _why(pairing: Alignment) -> str:
    parts = [_of_match(match) for match in pairing.matches]
    parts += [_of_initial(match) for match in pairing.initials]
    parts += [f"{word.shown} is on one side only" for word in pairing.left_over + pairing.right_over]
    return "; ".join(parts)


def _of_initial(match: Match) -> str:
    letter, word = sorted((match.left, match.right), key=lambda one: not one.is_initial)
    return f"{letter.shown} may stand for {word.shown}"


def _of_match(match: Match) -> str:
    left, right = match.left, match.right
    if left.texts[0] == right.texts[0]:
        return f"{left.shown} is on both sides"
    if match.nats <= 0:
        return f"{left.shown} and {right.shown} are two names"
    return f"{left.shown} and {right.shown} are spellings of one name"
